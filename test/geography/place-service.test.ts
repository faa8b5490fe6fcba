import { describe, expect, it } from 'vitest'
import type { Location } from '../../src/model/location.ts'
import type { ServiceArea } from '../../src/model/service.ts'
import { readBuiltInAreas } from '../../src/geography/built-in-areas.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { placeLocation } from '../../src/geography/place-location.ts'
import { placeService, type PlaceableService } from '../../src/geography/place-service.ts'
import { shareInArea, type AreaBasis } from '../../src/geography/placement-rows.ts'
import { noPostcodes, type PostcodeDirectory } from '../../src/geography/postcode-directory.ts'
import { gazetteer } from './shire.ts'

const directory: PostcodeDirectory = {
  find: (postcode) =>
    ({
      'WX1 2AB': { postcode, areas: ['E07900002'], terminated: false },
      'LU7 0NY': { postcode, areas: ['E07900001'], terminated: false },
      'WX5 1AA': { postcode, areas: ['E07900002'], terminated: false, latitude: 50.5, longitude: 0.5 },
    })[postcode],
  findOutcode: (outcode) => (outcode === 'WX5' ? { areas: ['E07900002'] } : undefined),
}
const inWest = { precision: 'POINT', latitude: 50.5, longitude: 0.5 } as const
const at = (location: Location): PlaceableService => ({ serviceAtLocations: [{ location }] })
const serving = (...serviceAreas: ServiceArea[]): PlaceableService => ({ serviceAreas })
const place = (service: PlaceableService, publisherAreas: readonly string[] = ['E10900001']) =>
  placeService(service, gazetteer, directory, publisherAreas)
const counts = (service: PlaceableService, basis: AreaBasis, code: string) =>
  shareInArea(place(service).rows, basis, code, gazetteer)

describe('a place', () => {
  const address = (postalCode: string, address1 = '1 High Street') => ({ addresses: [{ address1, postalCode }] })

  it('that is masked lies in the areas that all postcodes of its outcode share, and in none else', () => {
    const masked = { ...inWest, precision: 'OUTCODE' } as const
    expect(placeLocation({ ...masked, ...address('WX5') }, gazetteer, directory)).toMatchObject({
      codes: ['E07900002', 'E10900001', 'E92900001'],
      route: 'POSTCODE',
    })
    expect(placeLocation({ ...masked, ...address('WX1') }, gazetteer, directory).codes).toEqual([])
  })
  it.each([
    'PO Box 12',
    'P.O. Box 12',
    'po box 12, High Street',
    'P O Box 3',
    'Post Office Box 7',
    'Fern House, PO Box 9',
    'FREEPOST RTLX',
  ])('at %s is not one', (line) => {
    expect(placeLocation({ precision: 'UNKNOWN', ...address('WX1 2AB', line) }, gazetteer, directory).codes).toEqual([])
    expect(place(at({ precision: 'UNKNOWN', ...address('WX1 2AB', line) })).deliveryClass).toBe('UNPLACED')
  })
  it.each([
    [50.53, true],
    [50.51, false],
  ])('at latitude %d is far from its postcode: %s', (latitude, isFar) => {
    const { issues } = place(at({ ...inWest, latitude, ...address('WX5 1AA') }))
    expect(issues.map(({ code, path }) => [code, path])).toEqual(
      isFar ? [['POINT_FAR_FROM_POSTCODE', 'service_at_locations[0].location.latitude']] : [],
    )
  })
})

describe('a location is placed', () => {
  it.each<[string, Location, readonly string[], string | undefined]>([
    [
      'by its postcode, even against its point',
      { ...inWest, addresses: [{ postalCode: 'WX1 2AB' }] },
      ['E07900002', 'E10900001', 'E92900001'],
      'POSTCODE',
    ],
    [
      'by its point where the directory lacks the postcode',
      { ...inWest, addresses: [{ postalCode: 'WX9 9ZZ' }] },
      ['E07900001', 'E10900001', 'E92900001'],
      'POINT',
    ],
    ['nowhere outside all boundaries', { ...inWest, latitude: 60 }, [], undefined],
    [
      'nowhere when masked, whatever else it says',
      { ...inWest, precision: 'OUTCODE', addresses: [{ postalCode: 'WX1 2AB' }] },
      [],
      undefined,
    ],
    ['nowhere when virtual', { ...inWest, locationType: 'VIRTUAL' }, [], undefined],
    ['nowhere by a postal address', { ...inWest, locationType: 'POSTAL' }, [], undefined],
    ['nowhere without evidence', { precision: 'UNKNOWN' }, [], undefined],
  ])('%s', (_, location, codes, route) => {
    const placed = placeLocation(location, gazetteer, directory)
    expect(placed.codes).toEqual(codes)
    expect(placed.route).toBe(route)
    expect(placed.issues).toEqual([])
  })

  it('by a mended postcode only where the directory holds it, with an issue', () => {
    const location: Location = { precision: 'UNKNOWN', addresses: [{ postalCode: 'LU7 ONY' }] }
    expect(placeLocation(location, gazetteer, noPostcodes).codes).toEqual([])
    const { issues, locations } = place(at(location))
    expect(locations).toEqual([
      { serviceAtLocation: 0, codes: ['E07900001', 'E10900001', 'E92900001'], route: 'POSTCODE' },
    ])
    expect(issues).toMatchObject([
      {
        code: 'POSTCODE_CORRECTED',
        path: 'service_at_locations[0].location.addresses[0].postal_code',
        sample: 'LU7 ONY',
      },
    ])
  })
})

describe('a service counts', () => {
  const county = { name: 'Shire' }
  it.each<[string, PlaceableService, AreaBasis, string, string | undefined]>([
    ['under PUBLISHER for its feed and all above', {}, 'PUBLISHER', 'E92900001', 'PARTIAL'],
    ["not under PUBLISHER for a district of its feed's county", {}, 'PUBLISHER', 'E07900001', undefined],
    ['under LOCATED where its site is', at(inWest), 'LOCATED', 'E07900001', 'PARTIAL'],
    ['under LOCATED in the county of its site', at(inWest), 'LOCATED', 'E10900001', 'PARTIAL'],
    ['not under LOCATED next door', at(inWest), 'LOCATED', 'E07900002', undefined],
    ['under SERVES fully for the area it declares', serving(county), 'SERVES', 'E10900001', 'FULL'],
    ['under SERVES fully for what lies within', serving(county), 'SERVES', 'E07900002', 'FULL'],
    ['under SERVES in part for what lies above', serving(county), 'SERVES', 'E92900001', 'PARTIAL'],
    ['not under SERVES beside it', serving({ name: 'West' }), 'SERVES', 'E07900002', undefined],
    [
      'under SERVES in part for the county of its district',
      serving({ name: 'West' }),
      'SERVES',
      'E10900001',
      'PARTIAL',
    ],
    [
      'under AVAILABLE by what it declares rather than by its site',
      { ...at(inWest), ...serving({ name: 'East' }) },
      'AVAILABLE',
      'E07900001',
      undefined,
    ],
    [
      'under AVAILABLE by its site where what it declares is unresolved',
      { ...at(inWest), ...serving({ name: 'Twin' }) },
      'AVAILABLE',
      'E07900001',
      'PARTIAL',
    ],
    ['under AVAILABLE by its publisher where it is unplaced', {}, 'AVAILABLE', 'E10900001', 'PARTIAL'],
  ])('%s', (_, service, basis, code, share) => {
    expect(counts(service, basis, code)).toBe(share)
  })

  it('with the evidence for every area', () => {
    const { placements, availableBy } = place({
      serviceAtLocations: [
        { location: { precision: 'UNKNOWN' } },
        { location: inWest, serviceAreas: [{ name: 'nowhere' }, { uri: 'https://x.example/E07900002' }] },
      ],
    })
    expect(placements).toEqual([
      { areaCode: 'E10900001', basis: 'PUBLISHER', route: 'PUBLISHER' },
      { areaCode: 'E07900001', basis: 'LOCATED', route: 'POINT', serviceAtLocation: 1 },
      {
        areaCode: 'E07900002',
        basis: 'SERVES',
        route: 'DECLARED_CODE',
        serviceArea: { serviceAtLocation: 1, index: 1 },
      },
    ])
    expect(availableBy).toBe('SERVES')
  })

  it('for what became of the areas of a feed older than they are', () => {
    const uk = createGazetteer(readBuiltInAreas().areas)
    const codes = (...areas: string[]) =>
      placeService({}, uk, noPostcodes, areas).rows.flatMap(({ basis, code }) => (basis === 'PUBLISHER' ? [code] : []))
    expect(codes('E08000016')).toContain('E08000038')
    expect(codes('E10000006')).toEqual(['E12000002', 'E92000001', 'K04000001', 'K03000001', 'K02000001'])
    expect(placeService({}, uk, noPostcodes, ['E10000006']).placements.map(({ areaCode }) => areaCode)).toEqual([
      'E12000002',
    ])
    expect(placeService({}, uk, noPostcodes, ['unknown'])).toMatchObject({ placements: [], rows: [] })
  })
})

describe('the delivery class', () => {
  const site = at(inWest)
  it.each<[string, PlaceableService]>([
    ['SITE', site],
    ['SITE', at({ precision: 'OUTCODE' })],
    ['SITE', { ...site, ...serving({ name: 'Online' }) }],
    ['SITE_AND_AREA', { ...site, ...serving({ name: 'West' }) }],
    ['SITE_AND_AREA', { ...site, ...serving({ name: 'Unheard of' }) }],
    ['AREA_ONLY', serving({ name: 'West' })],
    ['NATIONAL', serving({ name: 'West' }, { name: 'Land' })],
    ['NATIONAL', { ...site, ...serving({ name: 'Land' }) }],
    ['VIRTUAL', at({ precision: 'UNKNOWN', locationType: 'VIRTUAL' })],
    ['VIRTUAL', { schedules: [{ attendingTypes: ['PHONE'] }] }],
    ['VIRTUAL', { attendingTypes: ['ONLINE'], ...serving({ name: 'Online' }) }],
    ['SITE', { ...site, schedules: [{ attendingTypes: ['ONLINE'] }] }],
    ['UNPLACED', {}],
    ['UNPLACED', { attendingTypes: ['HOME_VISIT'] }],
    ['UNPLACED', at({ precision: 'UNKNOWN' })],
  ])('is %s for %j', (deliveryClass, service) => {
    expect(place(service).deliveryClass).toBe(deliveryClass)
  })
})
