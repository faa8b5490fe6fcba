import { packBeside, packBytes, unpackBytes } from './packed.ts'
import { maybeBytesOf, type Row } from './row.ts'

/** What was received of a record, as JSON; absent where it was not. */
export interface RawParts {
  /** Its item of its feed's list. */
  readonly list?: Uint8Array
  readonly detail?: Uint8Array
}

/** What the columns `list` and `detail` of a row of `record` hold. */
export function unpackRaw(row: Row): RawParts {
  const [list, detail] = [maybeBytesOf(row, 'list'), maybeBytesOf(row, 'detail')]
  const parts = detail === undefined ? {} : { detail: unpackBytes(detail) }
  return list === undefined ? parts : { ...parts, list: unpackBytes(list, parts.detail) }
}

/** The column `list`: an item says again what its detail says, so beside one it takes next to nothing. */
export function packList(list: Uint8Array, detail: Uint8Array | undefined): Uint8Array {
  return detail === undefined || detail.length === 0 ? packBytes(list, 'RECORD') : packBeside(list, detail)
}

/** The column `detail`; the column `list` is to be written with it. */
export function packDetail(detail: Uint8Array): Uint8Array {
  return packBytes(detail, 'RECORD')
}
