import { hashOfBytes } from '../../model/hash-of.ts'
import { packBytes, toBytes } from '../../store/packed.ts'

/** A record as a service states it, written out once for all that is made of it. */
export interface Stated<T extends object> {
  readonly record: T
  /** As `hashOf` has it. */
  readonly hash: string
  /** Its JSON as bodies are packed; the same bytes each time. */
  packed(): Uint8Array
}

/** Writes the record out; it is packed when that is first asked for. */
export function stateOf<T extends object>(record: T): Stated<T> {
  const json = toBytes(record)
  let packed: Uint8Array | undefined
  return { record, hash: hashOfBytes(json), packed: () => (packed ??= packBytes(json, 'BODY')) }
}
