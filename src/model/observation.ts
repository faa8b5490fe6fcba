import type { CellCount } from './cell-count.ts'
import type { FeedState } from './feed.ts'

/** Kinds of areas of which there may be thousands: their counts are kept over time where that is configured. */
export type SmallAreaType = 'WARD' | 'SMALL_AREA'

/** How much of an area the areas of ready feeds hold. */
export type FeedReach = 'WHOLE' | 'PART' | 'NONE'

/** The bases that counts are kept by, in the order in which they are packed. */
export const OBSERVED_BASES = ['AVAILABLE', 'SERVES', 'LOCATED', 'PUBLISHER'] as const
export type ObservedBasis = (typeof OBSERVED_BASES)[number]

/** What counts for an area under one term by one basis; `possible` services may count besides. */
export interface ObservedCount extends CellCount {
  readonly possible: number
}

/** The counts of an area under one term, by basis. */
export type ObservedCounts = Readonly<Record<ObservedBasis, ObservedCount>>

/** How much of an area feeds held: by the basis PUBLISHER, and by the others. */
export interface ObservedReach {
  readonly publisher: FeedReach
  readonly others: FeedReach
}

/** A feed as it bore on the counts of one look. */
export interface ObservedFeed {
  readonly slug: string
  readonly name: string
  readonly state: FeedState
  /** GSS codes of the publisher's own areas, as configured. */
  readonly areas: readonly string[]
  readonly scope?: string
  /** Of its records, held in full, in hundredths; absent where it has none. */
  readonly detailedPercent?: number
  /** The version of the rules that its records were read by. */
  readonly readBy: string
  /** Equal: they were read from the same address, with the same dialect, quirks and areas. */
  readonly readWith: string
}

/** What besides the world decided the counts of one look. A part that differs between two looks is a break. */
export interface ObservationFrame {
  /** In the order of the configuration. */
  readonly feeds: readonly ObservedFeed[]
  /** Versions of the rules, those of reading apart: each feed has its own. */
  readonly rules: {
    readonly matching: string
    readonly placing: string
    readonly coverage: string
  }
  /** Equal: areas, boundaries and postcodes are the same. */
  readonly geography: string
  /** Equal: rates divided by the same people, which `Observation.people` lists. Absent in looks of versions that did not keep them. */
  readonly populations?: string
  /** Equal: the files of schemes and mappings say the same. */
  readonly terms: string
  /** Equal: people have decided the same of duplicates. */
  readonly decisions: string
}

/** The key of what is counted whatever its term. */
export const ANY_TERM_KEY = ''

/** The key of what is counted under any term of a scheme; a term's key is its URI. */
export function schemeKeyOf(scheme: string): string {
  return `scheme ${scheme}`
}

/** The counts of one area: a key that is absent counts nothing. */
export interface ObservedArea {
  readonly code: string
  readonly reach: ObservedReach
  readonly counts: ReadonlyMap<string, ObservedCounts>
}

/** People of one band, and what they were counted or estimated as (`mid-2020`; several with commas between). */
export type ObservedPopulation = readonly [people: number, vintages: string]

/** What rates divided by: people by code of the area, then by band. A band that was not known is absent. */
export type ObservedPeople = Readonly<Record<string, Readonly<Record<string, ObservedPopulation>>>>

/** One look at the figures of all areas that feeds bear on. */
export interface Observation {
  /** Of the catalogue that was looked at. */
  readonly generation: number
  readonly frame: ObservationFrame
  /** Named by the frame. */
  readonly people: ObservedPeople
  /** All that was counted by. */
  readonly keys: readonly string[]
  readonly areas: readonly ObservedArea[]
}

/** One look, as it is kept. */
export interface KeptObservation {
  readonly id: number
  /** RFC 3339. */
  readonly at: string
  readonly generation: number
  readonly frame: ObservationFrame
}

/** What keeping a look came to. */
export interface Recorded {
  readonly id: number
  /** RFC 3339. */
  readonly at: string
  /** Areas looked at, and what was counted by in each: terms, schemes, and all together. */
  readonly areas: number
  readonly keys: number
  /** Of these, counts that were not as at the look before, and so were added. */
  readonly changed: number
}
