import type { HistoryReader, ObservedRow } from '../catalogue/history/history-reader.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import {
  ANY_TERM_KEY,
  type ObservedBasis,
  type ObservedCount,
  type ObservedReach,
  schemeKeyOf,
} from '../model/observation.ts'
import { memo } from './once.ts'

/** What was counted of one area, look by look. */
export interface AreaSeries {
  /** How much of it feeds held at a look; undefined before it was first counted. */
  reachAt(look: number): ObservedReach | undefined
  /** Undefined where nothing was counted by that key then: the scheme of the term was not known. */
  countAt(key: string, basis: ObservedBasis, look: number): ObservedCount | undefined
  /** Whether what it counts by the key was not the same at the look before. */
  isChangedAt(key: string, look: number): boolean
  /** Where it was first counted under its present code, with the codes of the areas whose place it took; undefined where none was counted before. */
  readonly recoded?: { readonly look: number; readonly from: readonly string[] }
}

/** What series are read from. */
export interface SeriesSource {
  readonly history: HistoryReader
  readonly gazetteer: Gazetteer
  /** Keys that are asked for: URIs of terms. */
  readonly terms: readonly string[]
  /** Key of the one scheme that they belong to; undefined where there is none. */
  readonly scheme: string | undefined
  /** The last look that may be asked for. */
  readonly upTo: number
}

const NOTHING: ObservedCount = { services: 0, records: 0, serves: 0, located: 0, publisher: 0, possible: 0 }

/** Rows that stand from a look on, until the next part. */
interface Part {
  readonly from: number
  readonly rows: ReadonlyMap<string, readonly ObservedRow[]>
}

/** The series of an area; where it only took another's code, the other's before its own. */
export function readSeries(code: string, source: SeriesSource): AreaSeries {
  const { history, scheme } = source
  const schemeKey = scheme === undefined ? undefined : schemeKeyOf(scheme)
  const keys = [ANY_TERM_KEY, ...(schemeKey === undefined ? [] : [schemeKey]), ...source.terms]
  const { parts, recoded } = readParts(code, keys, source)
  const since = memo((key: string) => history.countedSince([key]).get(key) ?? Number.POSITIVE_INFINITY)
  const isCountedBy = (key: string, look: number): boolean =>
    key === ANY_TERM_KEY || since(key) <= look || (schemeKey !== undefined && since(schemeKey) <= look)
  const rowAt = (key: string, look: number): ObservedRow | undefined =>
    parts
      .findLast(({ from }) => from <= look)
      ?.rows.get(key)
      ?.findLast(({ observed }) => observed <= look)
  return {
    reachAt: (look) => rowAt(ANY_TERM_KEY, look)?.reach,
    countAt: (key, basis, look) => (isCountedBy(key, look) ? (rowAt(key, look)?.counts[basis] ?? NOTHING) : undefined),
    isChangedAt: (key, look) =>
      parts.some(({ rows }) => rows.get(key)?.some(({ observed }) => observed === look) === true),
    ...(recoded !== undefined && { recoded }),
  }
}

function readParts(
  code: string,
  keys: readonly string[],
  source: SeriesSource,
): { readonly parts: readonly Part[]; readonly recoded?: AreaSeries['recoded'] } {
  const { history, gazetteer, upTo } = source
  const rows = history.rowsOf(code, keys, upTo)
  const first = rows.get(ANY_TERM_KEY)?.[0]?.observed
  const before = gazetteer.predecessorsOf(code)
  const counted = before.filter((area) => history.rowsOf(area.code, [ANY_TERM_KEY], upTo).size > 0)
  if (counted.length === 0) return { parts: first === undefined ? [] : [{ from: first, rows }] }
  // Of areas that were put together nothing can be added: a service in several counts once.
  const [only] = before
  const isSame = before.length === 1 && only !== undefined && only.successors.length === 1
  const earlier = isSame ? readParts(only.code, keys, source).parts : []
  if (first === undefined) return { parts: earlier }
  return {
    parts: [...earlier.filter(({ from }) => from < first), { from: first, rows }],
    recoded: { look: first, from: counted.map((area) => area.code) },
  }
}
