import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { square } from '../geography/shapes.ts'
import { expect, onTestFinished } from 'vitest'
import type { FeedConfig } from '../../src/model/feed.ts'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

export const WEST = 'E07900011'
export const EAST = 'E07900012'
export const SHIRE = 'E10900011'
export const FORD = 'E06900011'

const AREAS = `code,name,other_names,type,parents,population,year,valid_to,successors
${SHIRE},Downshire,,COUNTY,E92000001,900,2024,,
${WEST},Westham,The West End;Westham Borough,DISTRICT,${SHIRE},400,2024,,
${EAST},Eastham,,DISTRICT,${SHIRE},500,2024,,
${FORD},Fordmouth,,DISTRICT,E92000001,100,2024,,
E07900019,Old Westham,,DISTRICT,${SHIRE},,,2020-03-31,${WEST}
`

const BOUNDARIES = {
  type: 'FeatureCollection',
  features: [
    [WEST, square(52, -1, 0.5)],
    [EAST, square(52, -0.5, 0.5)],
    [FORD, square(52, 0, 0.5)],
  ].map(([code, geometry]) => ({ type: 'Feature', properties: { LAD25CD: code }, geometry })),
}

/** XX1 1AA lies in Westham at 52.2, -0.7; XX1 1AZ is withdrawn; XX9 9XX has no place on the map. */
const POSTCODES = `pcds,doterm,lad25cd,ctry25cd,lat,long
XX1 1AA,,${WEST},E92000001,52.2,-0.7
XX1 1AZ,201001,${WEST},E92000001,52.21,-0.71
XX2 0AB,,${EAST},E92000001,52.2,-0.3
XX9 9XX,,E99999999,E99999999,99.999999,0
`

const FILES = {
  areas: ['areas.csv', AREAS],
  boundaries: ['lad.geojson', JSON.stringify(BOUNDARIES)],
  postcodes: ['nspl.csv', POSTCODES],
} as const

/** Imports that of a county of two districts and the city beside it into a data folder, a new one unless given. */
export async function importShire(
  what: readonly (keyof typeof FILES)[] = ['areas', 'boundaries', 'postcodes'],
  dataDir = temporaryFolder(),
): Promise<string> {
  const folder = join(temporaryFolder(), 'files')
  mkdirSync(folder)
  const paths = what.map((key) => {
    const path = join(folder, FILES[key][0])
    writeFileSync(path, FILES[key][1])
    return path
  })
  await importAreas(paths, join(dataDir, 'geography.sqlite'), '2026-11-23T10:00:00Z')
  return dataDir
}

export interface StatedPlace {
  readonly latitude?: number
  readonly longitude?: number
  readonly postal_code?: string
}

/** A service with the areas it declares and its places, as an HSDS-UK council publishes it. */
export function placedService(
  id: string,
  areas: readonly Readonly<Record<string, unknown>>[] = [],
  places: readonly StatedPlace[] = [],
  more: Readonly<Record<string, unknown>> = {},
): StatedService {
  return {
    id,
    list: {
      name: `Service ${id}`,
      status: 'active',
      organization: { id: `o-${id}`, name: `Trust ${id}`, description: 'x' },
    },
    detail: {
      service_areas: areas.map((area, index) => ({ id: `${id}-a${index}`, ...area })),
      service_at_locations: places.map(({ postal_code, ...point }, index) => ({
        id: `${id}-sal${index}`,
        location: {
          id: `${id}-l${index}`,
          location_type: 'physical',
          ...point,
          addresses:
            postal_code === undefined
              ? []
              : [
                  {
                    id: `${id}-ad${index}`,
                    address_1: '1 High Street',
                    city: 'Town',
                    state_province: 'Downshire',
                    country: 'GB',
                    address_type: 'physical',
                    postal_code,
                  },
                ],
        },
      })),
      ...more,
    },
  }
}

/** A council with these services, and its feed's configuration. */
export async function startFeed(slug: string, services: readonly StatedService[], more: Partial<FeedConfig> = {}) {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  return { council, feed: testFeed(slug, council.url, more) }
}

/** A gateway over one feed, refreshed, that knows the county. */
export async function startShire(services: readonly StatedService[], more: Partial<FeedConfig> = { areas: [WEST] }) {
  const dataDir = await importShire()
  const { council, feed } = await startFeed('north', services, more)
  const gateway = await startGateway(testConfig([feed]), { dataDir })
  await gateway.refreshAll()
  return { gateway, council, dataDir, feed }
}

/** Origin ids of the services that a filter finds, sorted. */
export async function idsIn(gateway: TestGateway, where: string): Promise<string[]> {
  const { data, errors } = await gateway.ask(
    `{ services(where: ${where}, first: 100) { totalCount nodes { originId } } }`,
  )
  expect(errors).toBeUndefined()
  const ids: string[] = data.services.nodes.map(({ originId }: { originId: string }) => originId)
  expect(ids).toHaveLength(data.services.totalCount)
  return ids.toSorted()
}
