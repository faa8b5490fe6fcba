import { columnOf, countsIn, type Exported, type Sheets } from './recount-area.ts'
import { distinct, pivot, type Row } from './sheet.ts'

const LAST_YEARS = [4, 11, 17, 24, 64, Infinity]

/** Services by each band of ages that somebody they are for may be of, and how many state no age. */
export function recountAges({ rows, records }: Sheets, codes: readonly string[], basis: string) {
  const own = clustersIn(rows, codes, basis).map((cluster) =>
    cluster.flatMap((row) => yearsOf(records.get(row['id'] ?? '')) ?? []),
  )
  const unknownCount = own.filter((spans) => spans.length === 0).length
  return LAST_YEARS.map((last, at) => {
    const from = at === 0 ? 0 : (LAST_YEARS[at - 1] ?? 0) + 1
    const serviceCount = own.filter((spans) => spans.some(([least, most]) => least < last + 1 && most >= from)).length
    return { from, to: last === Infinity ? null : last, serviceCount, unknownCount }
  })
}

/** What every two feeds have in common, by their slugs in order of the alphabet. */
export function recountOverlaps({ rows, feeds }: Sheets, codes: readonly string[], basis: string) {
  const lists = clustersIn(rows, codes, basis).map((cluster) => distinct(cluster, 'feed'))
  const listed = (...slugs: readonly string[]): number =>
    lists.filter((list) => slugs.every((slug) => list.has(slug))).length
  const slugs = [...feeds.keys()].toSorted()
  return slugs.flatMap((one, at) =>
    slugs.slice(at + 1).map((other) => {
      const [least, both] = [Math.min(listed(one), listed(other)), listed(one, other)]
      return { one, other, both, of: [listed(one), listed(other)], share: least === 0 ? null : both / least }
    }),
  )
}

/** The services that count in the areas, each with all of its rows. */
function clustersIn(rows: readonly Row[], codes: readonly string[], basis: string): readonly (readonly Row[])[] {
  const counted = distinct(
    rows.filter((row) => countsIn(row, columnOf(basis), codes)),
    'cluster',
  )
  return [...pivot(rows, 'cluster')].flatMap(([cluster, own]) => (counted.has(cluster) ? [own] : []))
}

function yearsOf(record: Exported | undefined): readonly [least: number, most: number][] {
  const { minimumAge = null, maximumAge = null } = record ?? {}
  const [least, most] = [minimumAge ?? 0, maximumAge ?? Infinity]
  // Ages that contradict each other say nothing.
  return (minimumAge === null && maximumAge === null) || least > most ? [] : [[least, most]]
}
