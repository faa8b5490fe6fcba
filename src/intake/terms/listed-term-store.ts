import type { RawObject } from '../../standard/reading-context.ts'
import { joinListedTerms, type ListedTerms } from '../../standard/listed-terms.ts'
import { pack, unpack } from '../../store/packed.ts'
import { maybeBytesOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** A feed's lists of terms and of schemes, as published. */
interface TermLists {
  readonly terms: readonly RawObject[]
  readonly taxonomies: readonly RawObject[]
}

/** The lists of terms that feeds publish beside their services, kept as they came. */
export interface ListedTermStore {
  /** Empty where the feed has none, or was not asked. */
  of(fid: number): ListedTerms
  /** When the feed was last asked for them, and whether it ever had any; undefined before. */
  asked(fid: number): { readonly at: string; readonly hasAny: boolean } | undefined
  /** Keeps that the feed was asked at `at` (RFC 3339), with what it has; `lists` absent: nothing, so what it had stands. Whether they are others than before. */
  keep(fid: number, at: string, lists?: TermLists): boolean
  /** What is remembered may be of a transaction that did not happen. */
  forget(): void
}

/** The lists of one store, each taken apart once. */
export function createListedTermStore(store: WriterStore): ListedTermStore {
  const known = new Map<number, ListedTerms>()
  const heldOf = (fid: number) => store.get('SELECT at, lists FROM term_list WHERE fid = ?', fid)
  return {
    of(fid) {
      const held = known.get(fid)
      if (held !== undefined) return held
      const packed = maybeBytesOf(heldOf(fid) ?? {}, 'lists')
      const lists = packed === undefined ? undefined : unpack<TermLists>(packed)
      const joined = lists === undefined ? new Map() : joinListedTerms(lists.terms, lists.taxonomies)
      known.set(fid, joined)
      return joined
    },
    asked(fid) {
      const row = heldOf(fid)
      return row && { at: textOf(row, 'at'), hasAny: maybeBytesOf(row, 'lists') !== undefined }
    },
    keep(fid, at, lists) {
      const before = maybeBytesOf(heldOf(fid) ?? {}, 'lists')
      const packed = lists === undefined ? before : pack(lists)
      store.run('INSERT OR REPLACE INTO term_list (fid, at, lists) VALUES (?, ?, ?)', fid, at, packed ?? null)
      known.delete(fid)
      return packed !== undefined && (before === undefined || Buffer.compare(packed, before) !== 0)
    },
    forget: () => known.clear(),
  }
}
