import { numberOf } from '../../store/row.ts'
import type { FiguresContext } from './figures-context.ts'
import type { WayUnder } from './figures-reader.ts'

/** By which of its own terms each of the records comes under the terms, and over which mappings; one statement for all of them. */
export function readWaysUnder(
  { store, search }: FiguresContext,
  records: readonly number[],
  terms: readonly string[],
): ReadonlyMap<number, readonly WayUnder[]> {
  const accepted = terms.map((term) => search.mappings.expand(term, true))
  const rows = store.all(
    'SELECT sid, tid FROM service_term WHERE direct = 1 AND sid IN (SELECT value FROM json_each(?)) ORDER BY sid, tid',
    JSON.stringify(records),
  )
  const found = new Map<number, WayUnder[]>()
  for (const row of rows) {
    const own = search.mappings.uriOf(numberOf(row, 'tid'))
    if (own === undefined) continue
    const ways = accepted.flatMap((reached, at): WayUnder[] => {
      const via = reached.get(own)
      return via === undefined ? [] : [{ at, own, via }]
    })
    if (ways.length === 0) continue
    const record = numberOf(row, 'sid')
    found.set(record, [...(found.get(record) ?? []), ...ways])
  }
  return found
}
