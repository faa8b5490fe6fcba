import type {
  KeptObservation,
  ObservationFrame,
  ObservedCounts,
  ObservedPeople,
  ObservedReach,
} from '../../model/observation.ts'

/** Counts of an area under one key, as they stood from a look on until the next such row. */
export interface ObservedRow {
  /** Id of the look. */
  readonly observed: number
  readonly counts: ObservedCounts
  /** Of the row for any term alone. */
  readonly reach?: ObservedReach
}

/** What was counted when the figures were looked at. */
export interface HistoryReader {
  /** All looks, in the order in which they were taken. */
  observations(): readonly KeptObservation[]
  /** The people of an area that its rates of a look divided by; undefined where they were not kept. */
  people(look: KeptObservation, area: string): ObservedPeople[string] | undefined
  /** From which look on each of the keys was counted by; one that never was is absent. */
  countedSince(keys: readonly string[]): ReadonlyMap<string, number>
  /** Whether anything was ever counted of the area. */
  hasCounted(area: string): boolean
  /** Rows of an area up to a look, by key, in the order of the looks; a key that never counted anything there is absent. */
  rowsOf(area: string, keys: readonly string[], upTo: number): ReadonlyMap<string, readonly ObservedRow[]>
  /** Whether all records stand as they are to be counted: false while some are made again by other rules, or wait to be matched. */
  isSettled(): boolean
  /** What would decide the counts of a look that is taken now. */
  frame(): ObservationFrame
  /** Keys of all that is to be counted by now: all together, each scheme, each term in use. */
  keys(): readonly string[]
}
