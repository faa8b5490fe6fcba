import type { HistoryReader } from '../catalogue/history/history-reader.ts'
import type { FeedReach, KeptObservation, ObservedBasis, ObservedCount, ObservedPeople } from '../model/observation.ts'
import { type AreaSeries, readSeries, type SeriesSource } from './area-series.ts'
import { memo } from './once.ts'

/** The counts of a day gone by, by area, term and basis alone. */
export interface KeptCounts {
  /** Whose counts they are; undefined where nobody looked then. */
  readonly look: KeptObservation | undefined
  /** What an area's rates were divided by then; undefined where that was not kept. */
  people(area: string): ObservedPeople[string] | undefined
  /** How much of an area feeds held. */
  reach(area: string): FeedReach
  /** By `ANY_TERM_KEY`, the key of a scheme, or a term's URI; undefined where nothing was counted by that then. */
  count(key: string, area: string): ObservedCount | undefined
}

const HOUR_MS = 3_600_000
/** A look says nothing of what comes long after it: figures are looked at daily. */
const STANDS_MS = 48 * HOUR_MS

/** The look whose counts stand for an instant: the last one before it, if that was not more than two days before. */
export function lookAt(history: HistoryReader, instant: string): KeptObservation | undefined {
  const ms = Date.parse(instant)
  const last = history.observations().findLast(({ at }) => Date.parse(at) <= ms)
  return last !== undefined && ms - Date.parse(last.at) <= STANDS_MS ? last : undefined
}

/** The counts as they stood at a look. */
export function createKeptCounts(
  look: KeptObservation | undefined,
  basis: ObservedBasis,
  source: Omit<SeriesSource, 'upTo'>,
): KeptCounts {
  const seriesOf = memo((area: string): AreaSeries => readSeries(area, { ...source, upTo: look?.id ?? 0 }))
  return {
    look,
    people: (area) => look && source.history.people(look, area),
    reach: (area) => (look === undefined ? 'NONE' : reachOfSeries(seriesOf(area), basis, look.id)),
    count: (key, area) => (look === undefined ? undefined : seriesOf(area).countAt(key, basis, look.id)),
  }
}

/** How much of an area feeds held at a look, by that basis. */
export function reachOfSeries(series: AreaSeries, basis: ObservedBasis, look: number): FeedReach {
  const reach = series.reachAt(look)
  return reach?.[basis === 'PUBLISHER' ? 'publisher' : 'others'] ?? 'NONE'
}
