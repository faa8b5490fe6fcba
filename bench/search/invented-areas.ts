import { createGazetteer, type Gazetteer } from '../../src/geography/gazetteer.ts'

/** Equal version: the areas lie in each other alike. */
export const AREAS_VERSION = '1'

/** GSS code of an invented district by number, from 0. */
export function areaCode(number: number): string {
  return `E07${String(800_000 + number)}`
}

/** GSS code of the invented region that all districts lie in. */
export const REGION_CODE = 'E12000009'

/** So many invented districts, in a region. */
export function inventGazetteer(areas: number): Gazetteer {
  const region = { code: REGION_CODE, name: 'Region', type: 'REGION' as const, parents: [] }
  const districts = Array.from({ length: areas }, (_, number) => ({
    code: areaCode(number),
    name: `District ${number}`,
    type: 'DISTRICT' as const,
    parents: [REGION_CODE],
  }))
  const named = [region, ...districts].map((area) => ({ ...area, otherNames: [], successors: [] }))
  return createGazetteer(named, { ambiguousNames: [] })
}
