import type { SmallAreaLookup } from '../../geography/create-small-area-lookup.ts'
import type { SmallArea } from '../../geography/read-small-areas.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import type { ServiceFilter, Unknowns } from '../service-query.ts'
import type { Cluster } from './cluster.ts'
import type { EvidenceBasis, RecordFacts, SiteFacts } from './record-facts.ts'
import type { RecordRef } from '../../model/record.ts'
import type { TermMapping } from '../../model/term-mapping.ts'
import type { CellCount } from '../../model/cell-count.ts'

/** Which records count, and by what evidence they count for an area. */
export interface FiguresQuestion {
  readonly filter: ServiceFilter
  readonly unknowns: Unknowns
  readonly basis: AreaBasis
}

/** Area codes asked for together: one area, or the union of several. */
export type AreaGroup = readonly string[]

/** Area codes, and what feeds publish for areas of their own without anything that places it nearer, counted together. */
export interface AreaWithUnplaced {
  readonly codes: AreaGroup
  readonly unplaced: readonly { readonly feed: string; readonly areas: AreaGroup }[]
}

/**
 * Term URIs asked for together, each with all below it; any term of schemes, named by key; `ANY_TERM` for whatever a record is
 * classified by, or nothing.
 */
export type TermGroup = readonly string[] | { readonly schemes: readonly string[] } | 'ANY_TERM'

/** Facts of all records of the clusters that count anywhere asked, and which of them count where. */
export interface RecordsInAreas {
  /** By cluster, the preferred record of each first. */
  readonly records: readonly RecordFacts[]
  /** Of a group of areas, by its position, the records that count there and by what evidence, in the order of `records`; made when asked. */
  here(group: number): ReadonlyMap<number, EvidenceBasis>
  /** For each group of areas the clusters of which a record counts there, in the order of `records`. */
  readonly clusters: readonly (readonly Cluster[])[]
}

/**
 * What the room coverage reads from the catalogue; every answer is of one generation. InputError where the filter can't be
 * meant; area codes are those of current areas, and codes that no record counts for count nothing.
 */
export interface FiguresReader {
  /** InputError where the question's filter can't be meant; to be asked before anything is counted. */
  check(question: FiguresQuestion): void
  /** One list per group of terms, with one count per group of areas, in the order asked. */
  countCells(
    question: FiguresQuestion,
    areas: readonly (AreaGroup | AreaWithUnplaced)[],
    terms: readonly TermGroup[],
  ): readonly (readonly CellCount[])[]
  readRecords(question: FiguresQuestion, areas: readonly AreaGroup[]): RecordsInAreas
  /** Sites in each group of areas, of the records that `readRecords` says count there. */
  readSites(question: FiguresQuestion, areas: readonly AreaGroup[]): readonly (readonly SiteFacts[])[]
  /** Records with placed sites of which none lies in the areas of their own feed, as configured. */
  recordsOutside(): ReadonlySet<number>
  /** Places in an area that very many services share: more than `SHARED_SITE_OVER` says. */
  sharedSites(area: string): number
  /** Names and versions of the methods behind clusters and quality scores. */
  methods(): { readonly matching: string; readonly quality: string }
  /** Small areas that were imported; empty where none were. */
  smallAreas(): readonly SmallArea[]
  /** Those of them that lie in an area, as areas stand now. */
  smallAreaLookup(): SmallAreaLookup
  /** Which of the records have a term of each group, below it and by mapping too: positions of the groups by record. */
  termsOf(records: readonly number[], groups: readonly TermGroup[]): ReadonlyMap<number, readonly number[]>
  /** Of each record the ways by which its own terms come under terms, by mapping and below; none has no entry. */
  waysUnder(records: readonly number[], terms: readonly string[]): ReadonlyMap<number, readonly WayUnder[]>
  /** What leads from row numbers to the records themselves; those that went are left out. */
  countedRecords(records: readonly number[]): ReadonlyMap<number, CountedRecord>
  /** Locations by their row numbers, in order; those that went are left out. */
  locationRefs(locations: readonly number[]): readonly RecordRef[]
  /** The names of the filters on facts that each of the records does not state and on which it hangs whether it is meant. */
  unknownOn(question: FiguresQuestion, records: readonly number[]): ReadonlyMap<number, readonly string[]>
  /** The records that pass and share a cluster with the one of that uid, the preferred first. */
  listings(
    question: Omit<FiguresQuestion, 'basis'>,
    uid: string,
  ): readonly (RecordFacts & { readonly ref: RecordRef })[]
  /** What was computed under that key while the data and the geography stand; `bytes` is about what it takes to keep. One key has one T. */
  remember<T>(key: string, compute: () => T, bytes: (value: T) => number): T
  /** Points, as published, of all sites of records that pass. */
  readPoints(question: FiguresQuestion): readonly SitePoint[]
}

/** A record behind a figure, and the organization that it names. */
export interface CountedRecord {
  readonly ref: RecordRef
  readonly organization?: RecordRef
}

export interface SitePoint {
  readonly latitude: number
  readonly longitude: number
  readonly cluster: number
  /** One of the cluster's records that has the site. */
  readonly record: number
}

/** How a record comes under a term. */
export interface WayUnder {
  /** Position of the term asked for. */
  readonly at: number
  /** URI of the record's own term. */
  readonly own: string
  /** The mappings that lead there; none: it is the term, or one below it. */
  readonly via: readonly TermMapping[]
}
