import type { Row } from '../../store/row.ts'

/** Orders rows `key, uid` as SQLite does, texts by their bytes: by key in the direction, ties by uid rising; backward the other way about. */
export function compareRows(direction: 'ASC' | 'DESC', backward: boolean): (a: Row, b: Row) => number {
  const byKey = (direction === 'ASC') === backward ? -1 : 1
  const byUid = backward ? -1 : 1
  return (a, b) => byKey * compareValues(a['key'], b['key']) || byUid * compareValues(a['uid'], b['uid'])
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
}
