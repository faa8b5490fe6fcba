import type { Area, AreaType } from '../../src/geography/area.ts'
import { createBoundaryIndex } from '../../src/geography/boundary-index.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { square } from './shapes.ts'

const area = (code: string, name: string, type: AreaType, ...parents: string[]): Area => ({
  code,
  name,
  otherNames: [],
  type,
  parents,
  successors: [],
})
/** A county of two districts, side by side, in a country; and a district and a region of one name. */
export const gazetteer = createGazetteer(
  [
    area('E92900001', 'Land', 'COUNTRY'),
    area('E10900001', 'Shire', 'COUNTY', 'E92900001'),
    area('E07900001', 'West', 'DISTRICT', 'E10900001'),
    area('E07900002', 'East', 'DISTRICT', 'E10900001'),
    area('E06900001', 'Twin', 'DISTRICT', 'E92900001'),
    area('E12900001', 'Twin', 'REGION', 'E92900001'),
  ],
  {
    boundaries: createBoundaryIndex(
      new Map([
        ['E07900001', square(50, 0, 1)],
        ['E07900002', square(50, 1, 1)],
      ]),
    ),
  },
)
