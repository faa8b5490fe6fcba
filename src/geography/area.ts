import type { PeopleByBand } from './population-bands.ts'

/** Open list; DISTRICT is the local authority district, unitary authorities and London boroughs included. */
export type AreaType =
  | 'COUNTRY'
  | 'REGION'
  | 'COMBINED_AUTHORITY'
  | 'COUNTY'
  | 'DISTRICT'
  | 'WARD'
  | 'SMALL_AREA'
  | 'ICB'
  | 'OTHER'

const OF_FEW: ReadonlySet<AreaType> = new Set<AreaType>([
  'COUNTRY',
  'REGION',
  'COMBINED_AUTHORITY',
  'COUNTY',
  'DISTRICT',
  'ICB',
])

/** Whether it is of a kind of which there are few enough to keep counts of each. */
export function isOfFew({ type }: Pick<Area, 'type'>): boolean {
  return OF_FEW.has(type)
}

export type CouncilType = 'UNITARY' | 'METROPOLITAN' | 'LONDON_BOROUGH' | 'NON_METROPOLITAN' | 'COUNTY'

const COUNCIL_TYPES: Readonly<Record<string, CouncilType>> = {
  E06: 'UNITARY',
  E07: 'NON_METROPOLITAN',
  E08: 'METROPOLITAN',
  E09: 'LONDON_BOROUGH',
  E10: 'COUNTY',
}

/** The kind of council an area has: as stated, else as its code's prefix says (docs/geography.md 5.1); undefined where it has none of its own. */
export function councilTypeOf({ code, councilType }: Pick<Area, 'code' | 'councilType'>): CouncilType | undefined {
  return councilType ?? COUNCIL_TYPES[code.slice(0, 3)]
}

/** A statistical or administrative area under its GSS code. */
export interface Area {
  readonly code: string
  readonly name: string
  /** Names and abbreviations that mean this area and no other. */
  readonly otherNames: readonly string[]
  readonly type: AreaType
  /** Codes of the areas directly above it; several where it lies in areas of different kinds. */
  readonly parents: readonly string[]
  readonly councilType?: CouncilType
  readonly population?: AreaPopulation
  /** Its people by age; of several that state a band the first counts. */
  readonly ages?: readonly AgePopulation[]
  /** What a register of councils calls it (`BST`), where one was imported: look-ups may have that alone. */
  readonly registerCode?: string
  /** First day, `YYYY-MM-DD`; absent: unknown or long ago. */
  readonly validFrom?: string
  /** Last day, `YYYY-MM-DD`. */
  readonly validTo?: string
  /** Codes that took its place; an area with successors is abolished. */
  readonly successors: readonly string[]
}

/** What people were counted or estimated as, when and by whom. */
interface PopulationOrigin {
  readonly year: number
  /** Such as `mid-2020` or `census-2021`; absent: the year says all that is known. */
  readonly vintage?: string
  readonly source: string
}

/** Usual residents of all ages. */
export interface AreaPopulation extends PopulationOrigin {
  readonly value: number
}

/** Usual residents by age, of one count or estimate. */
export interface AgePopulation extends PopulationOrigin {
  readonly people: PeopleByBand
}

/** A name that people use in several senses: it stays ambiguous even where one area bears it alone. */
export interface AmbiguousName {
  readonly name: string
  readonly codes: readonly string[]
}

const types: ReadonlySet<string> = new Set<AreaType>([
  'COUNTRY',
  'REGION',
  'COMBINED_AUTHORITY',
  'COUNTY',
  'DISTRICT',
  'WARD',
  'SMALL_AREA',
  'ICB',
  'OTHER',
])

/** Whether the text is one of the area types. */
export function isAreaType(text: string): text is AreaType {
  return types.has(text)
}

/** Whether the text has the form of a GSS code (`E06000023`). */
export function isGssCode(text: string): boolean {
  return /^[EJKLMNSW]\d{8}$/.test(text)
}

const TYPES_BY_CODE: readonly (readonly [beginnings: string, type: AreaType])[] = [
  ['E06 E07 E08 E09 W06 S12 N09', 'DISTRICT'],
  ['E10', 'COUNTY'],
  ['E12', 'REGION'],
  ['E47 E61', 'COMBINED_AUTHORITY'],
  ['E92 W92 S92 N92 K02 K03 K04', 'COUNTRY'],
  ['E54', 'ICB'],
  ['E05 W05 S13 N08', 'WARD'],
  ['E01 W01 S01 N20 N21', 'SMALL_AREA'],
]

/** What kind of area a GSS code is of, by how it begins (docs/geography.md 5.1); undefined where that is none of these. */
export function areaTypeOf(code: string): AreaType | undefined {
  return TYPES_BY_CODE.find(([beginnings]) => beginnings.split(' ').includes(code.slice(0, 3)))?.[1]
}

/** A GSS code of an area, not one of the ONS's stand-ins for "none" (`E99999999`). */
export function isRealArea(code: string): boolean {
  return isGssCode(code) && !code.endsWith('99999999') && !/^[LM]/.test(code)
}
