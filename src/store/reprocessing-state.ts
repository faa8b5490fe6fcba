import type { Reprocessing } from '../model/reprocessing.ts'

/** How far one feed's records have been made again, as its state keeps it until all are. */
export interface FeedReprocessing extends Reprocessing {
  /** What they are made with, as `SyncState` has it. */
  readonly readWith: string
  readonly readUnder: string
  /** Row number of the last one made. */
  readonly after: number
  /** None of them is visible before it is made again. */
  readonly fromNothing: boolean
  /** RFC 3339: when what reads otherwise is noted as changed; absent where our rules alone changed, which is no change of the world. */
  readonly visibleFrom?: string
}

/** The key in `meta` of how far matching all records again has come, as a `Rematching`; absent while there is nothing to do. */
export const MATCHING_KEY = 'rematching'

/** The key in `meta` of the version of the rules by which all that stands was matched. */
export const MATCHED_UNDER_KEY = 'matched_under'

/** The key in `meta` of people's decisions on duplicates as they were last applied, in the form of their file. */
export const DECISIONS_KEY = 'decisions'

/** How far all records have been matched by other rules, beside the clusters that stand until all are. */
export interface Rematching extends Reprocessing {
  /** Of the rules that they are matched by. */
  readonly version: string
  /** Uid of the last one matched; they are matched in that order. */
  readonly after: string
}

/** The key in `meta` of how far scoring has come. */
export const SCORED_KEY = 'scored'

/** How far a pass of scoring has come: every record up to that row number is scored as of that day (`YYYY-MM-DD`, London). */
export interface Scored {
  readonly day: string
  /** Of the rules; absent in files from before it was kept. */
  readonly version?: string
  /** Absent: all are. */
  readonly after?: number
  /** Present while other rules are the reason, not the passing of a day. */
  readonly progress?: Reprocessing
}
