import { poisson } from './intervals.ts'
import { columnOf, countsIn, type Sheets } from './recount-area.ts'
import { distinct, median, members, type Row } from './sheet.ts'

/** What a table of terms and areas is counted from. */
export interface Table extends Sheets {
  readonly basis: string
  readonly areas: readonly string[]
  readonly comparators: readonly string[]
  /** Every area's people, and what lies above it. */
  readonly people: ReadonlyMap<string, number>
  readonly above: ReadonlyMap<string, readonly string[]>
  /** `services.csv` of everything, whatever is asked. */
  readonly everything: readonly Row[]
}

type Reach = 'WHOLE' | 'PART' | 'NONE'

/** One cell of `coverage.csv` and what follows from it, by the names of its columns. */
export interface Cell {
  readonly state: string
  readonly serviceCount: number | null
  readonly recordCount: number | null
  readonly unknownCount: number | null
  readonly locationQuotient: number | null
}

/** How much of an area the feeds hold. */
export function reachOf(code: string, { feeds, above, basis, everything }: Table): Reach {
  if ([...feeds.values()].some((own) => own.includes(code))) return 'WHOLE'
  if (basis === 'PUBLISHER') return 'NONE'
  const wider = widerFeeds(code, { feeds, above })
  const listsIt = wider.some(
    (feed) =>
      distinct(
        everything.filter((row) => row['feed'] === feed && countsIn(row, 'countsInByLocated', [code])),
        'cluster',
      ).size >= 10,
  )
  return listsIt ? 'WHOLE' : wider.length > 0 ? 'PART' : 'NONE'
}

function widerFeeds(code: string, { feeds, above }: Pick<Table, 'feeds' | 'above'>): readonly string[] {
  return [...feeds].flatMap(([feed, own]) => (above.get(code)?.some((each) => own.includes(each)) ? [feed] : []))
}

/** The cell of a top-level term in an area. */
export function recountCell(table: Table, term: string, code: string): Cell {
  const { rows, comparators } = table
  const reach = reachOf(code, table)
  const nothing = { serviceCount: null, recordCount: null, unknownCount: null, locationQuotient: null }
  if (reach === 'NONE') return { state: 'NO_DATA', ...nothing }
  const has = (row: Row): boolean => members(row['mappedTermUris']).some((uri) => topOf(uri) === term)
  const inArea = (each: string) => rows.filter((row) => countsIn(row, columnOf(table.basis), [each]))
  const here = inArea(code)
  const own = here.filter(has)
  const certain = distinct(own, 'cluster')
  const unknownCount = new Set(
    mayCount(table, code)
      .filter(has)
      .flatMap((row) => row['cluster'] ?? []),
  ).difference(certain).size
  const services = distinct(here, 'cluster').size
  const classified = distinct(
    here.filter((row) => members(row['mappedTermUris']).some((uri) => topOf(uri) !== undefined)),
    'cluster',
  ).size
  const state =
    certain.size > 0
      ? 'PRESENT'
      : unknownCount > 0
        ? 'UNCERTAIN'
        : reach === 'PART'
          ? 'NO_DATA'
          : services > 0 && classified / services >= 0.8
            ? 'ABSENT'
            : 'NOT_CLASSIFIED'
  if (state === 'NO_DATA') return { state, ...nothing }
  const covered = comparators.filter((each) => reachOf(each, table) !== 'NONE')
  const sum = (holds: (row: Row) => boolean): number =>
    covered.reduce((total, each) => total + distinct(inArea(each).filter(holds), 'cluster').size, 0)
  const [all, ofTerm] = [sum(() => true), sum(has)]
  const locationQuotient = ofTerm < 5 || services === 0 ? null : certain.size / services / (ofTerm / all)
  return { state, serviceCount: certain.size, recordCount: own.length, unknownCount, locationQuotient }
}

/** Rows that count in the area, or may: a fact is not stated, or not where they serve. */
function mayCount(table: Table, code: string): readonly Row[] {
  const { basis, wider, records } = table
  const column = columnOf(basis === 'SERVES' ? 'AVAILABLE' : basis)
  const feeds = basis === 'SERVES' || basis === 'AVAILABLE' ? widerFeeds(code, table) : []
  const isUnplaced = ({ id = '' }: Row): boolean =>
    records.get(id)?.placements.every((placement) => placement.basis === 'PUBLISHER') === true
  return wider.filter((row) => countsIn(row, column, [code]) || (feeds.includes(row['feed'] ?? '') && isUnplaced(row)))
}

/** The top term above one of the region's scheme, whose numbers have three digits; undefined for other terms. */
function topOf(uri: string): string | undefined {
  return /^(https:\/\/terms\.saltmere\.example\/service\/\d)\d\d$/.exec(uri)?.[1]?.concat('00')
}

/** How an area's count per 1,000 people compares with those of other areas, where its own may be compared. */
export function compare(
  own: { readonly count: number; readonly people: number },
  others: readonly { readonly count: number; readonly people: number }[],
  isComparable: boolean,
) {
  const rate = ({ count, people }: typeof own): number => (1000 * count) / people
  const bounds = ({ count, people }: typeof own) => poisson(count).map((bound) => (1000 * bound) / people)
  const [low = 0, high = 0] = bounds(own)
  const middle = median(others.map(rate))
  const isOrdered = others.every((other) => {
    const [otherLow = 0, otherHigh = 0] = bounds(other)
    return otherLow > high || otherHigh < low
  })
  const higher = others.filter((other) => (bounds(other)[0] ?? 0) > high).length
  return {
    ratePer1000: rate(own),
    ratePer1000Low: low,
    ratePer1000High: high,
    comparators: others.length,
    median: middle,
    verdict: !isComparable || middle === null ? '' : high < middle ? 'LOWER' : low > middle ? 'HIGHER' : 'SIMILAR',
    rank: !isComparable || middle === null || !isOrdered ? null : 1 + higher,
  }
}
