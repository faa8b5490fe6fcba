import type { ReaderStore } from '../../store/reader-store.ts'

/** A record as decoded from its row; kept while the generation stands, so that what is asked for often is decoded once. */
export interface Decoded {
  /** Of its body as JSON: the measure of what keeping it takes. */
  readonly bytes: number
}

/** Decoded JSON takes about so many times the room of its bytes. */
const ROOM_PER_BYTE = 3

/** Records of one kind by uid, in the order asked, undefined where unknown; `read` is called once, for those not kept. */
export function keptOrRead<T extends Decoded>(
  store: ReaderStore,
  kind: string,
  uids: readonly string[],
  read: (missing: readonly string[]) => ReadonlyMap<string, T>,
): readonly (T | undefined)[] {
  const kept = uids.map((uid) => store.kept<T>(`${kind} ${uid}`))
  const missing = uids.filter((_, index) => kept[index] === undefined)
  if (missing.length === 0) return kept
  const found = read([...new Set(missing)])
  for (const [uid, decoded] of found) store.keep(`${kind} ${uid}`, decoded, ROOM_PER_BYTE * decoded.bytes)
  return uids.map((uid, index) => kept[index] ?? found.get(uid))
}
