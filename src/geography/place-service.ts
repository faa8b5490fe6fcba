import type { RecordIssue } from '../model/issue.ts'
import type { AttendingType, Schedule } from '../model/schedule.ts'
import type { Service, ServiceArea } from '../model/service.ts'
import { deliveryClassOf, type DeliveryClass, type DeliveryEvidence } from './delivery-class.ts'
import type { Point } from './distance.ts'
import type { Gazetteer } from './gazetteer.ts'
import { isSite, placeLocation } from './place-location.ts'
import {
  availableRows,
  locatedRows,
  publisherCodes,
  publisherRows,
  servesRows,
  type AreaBasis,
  type AreaRow,
} from './placement-rows.ts'
import type { PostcodeDirectory } from './postcode-directory.ts'
import { resolveServiceArea, type ResolvedArea } from './resolve-service-area.ts'
import { present } from '../model/present.ts'

/** How a piece of evidence leads to its area. */
export type PlacementRoute =
  | 'PUBLISHER'
  | 'DECLARED_CODE'
  | 'DECLARED_NAME'
  | 'DECLARED_GEOMETRY'
  | 'POSTCODE'
  | 'POINT'

/** One piece of evidence: the innermost area it puts the service in. */
export interface Placement {
  readonly areaCode: string
  readonly basis: Exclude<AreaBasis, 'AVAILABLE'>
  readonly route: PlacementRoute
  /** Position in the record, as `serviceAreas` names it. */
  readonly serviceArea?: ServiceAreaPosition
  /** Position within `serviceAtLocations` of the place. */
  readonly serviceAtLocation?: number
}

/** Where in the record a service area stands: the service's own, or one of a service-at-location's. */
export interface ServiceAreaPosition {
  readonly serviceAtLocation?: number
  readonly index: number
}

/** All that geography says of one record, plain data ready to be stored. */
export interface ServicePlacement {
  readonly placements: readonly Placement[]
  /** For every basis the areas the service counts for; see `AreaRow` for how to ask them. */
  readonly rows: readonly AreaRow[]
  /** The basis that AVAILABLE rests on; absent where there is none at all. */
  readonly availableBy?: Exclude<AreaBasis, 'AVAILABLE'>
  readonly deliveryClass: DeliveryClass
  /** For the class of a cluster: the evidence of its records together. */
  readonly deliveryEvidence: DeliveryEvidence
  readonly serviceAreas: readonly (ResolvedArea & { readonly at: ServiceAreaPosition })[]
  readonly locations: readonly PlacedSite[]
  readonly issues: readonly RecordIssue[]
}

/** Where the place of a service-at-location lies: its areas innermost first, empty where unplaced. */
interface PlacedSite {
  readonly serviceAtLocation: number
  readonly codes: readonly string[]
  readonly route?: 'POSTCODE' | 'POINT'
  /** Where the directory has its postcode, of a place that is known by that alone. */
  readonly point?: Point
}

/** What of a service decides its place. */
export type PlaceableService = Pick<Service, 'serviceAreas' | 'serviceAtLocations' | 'schedules' | 'attendingTypes'>

/**
 * Places one record by the rules of docs/figures.md 2.2: its feed's areas, its sites, the areas it declares, each with its
 * evidence. `publisherAreas` are the feed's GSS codes. Nothing unresolved, ambiguous or masked is refined.
 */
export function placeService(
  service: PlaceableService,
  gazetteer: Gazetteer,
  postcodes: PostcodeDirectory,
  publisherAreas: readonly string[],
): ServicePlacement {
  const serviceAreas = declaredAreas(service).map(({ at, area }) => ({ ...resolveServiceArea(area, gazetteer), at }))
  const placed = (service.serviceAtLocations ?? []).flatMap(({ location }, serviceAtLocation) =>
    location === undefined ? [] : [{ serviceAtLocation, ...placeLocation(location, gazetteer, postcodes) }],
  )
  const publisher = publisherRows(publisherAreas, gazetteer)
  const located = locatedRows(placed.map(({ codes }) => codes))
  const serves = servesRows(
    serviceAreas.flatMap(({ areas }) => areas),
    gazetteer,
  )
  const available = availableRows({ serves, located, publisher })
  const deliveryEvidence = evidenceOf(service, serviceAreas, gazetteer)
  return {
    placements: [
      ...publisherPlacements(publisherAreas, gazetteer),
      ...placed.flatMap(sitePlacement),
      ...serviceAreas.flatMap(areaPlacements),
    ],
    rows: [...publisher, ...located, ...serves, ...available.rows],
    ...present({ availableBy: available.by }),
    deliveryClass: deliveryClassOf([deliveryEvidence]),
    deliveryEvidence,
    serviceAreas,
    locations: placed.map(({ issues: _issues, ...site }) => site),
    issues: placed.flatMap(({ serviceAtLocation, issues }) =>
      issues.map((issue) => ({ ...issue, path: `service_at_locations[${serviceAtLocation}].location.${issue.path}` })),
    ),
  }
}

function declaredAreas(service: PlaceableService): { at: ServiceAreaPosition; area: ServiceArea }[] {
  const own = (service.serviceAreas ?? []).map((area, index) => ({ at: { index }, area }))
  const local = (service.serviceAtLocations ?? []).flatMap(({ serviceAreas }, serviceAtLocation) =>
    (serviceAreas ?? []).map((area, index) => ({ at: { serviceAtLocation, index }, area })),
  )
  return [...own, ...local]
}

function publisherPlacements(feedAreas: readonly string[], gazetteer: Gazetteer): readonly Placement[] {
  const innermost = new Set(feedAreas.flatMap((code) => publisherCodes(code, gazetteer).slice(0, 1)))
  return [...innermost].map((areaCode) => ({ areaCode, basis: 'PUBLISHER', route: 'PUBLISHER' }))
}

function sitePlacement({ codes, route, serviceAtLocation }: PlacedSite): readonly Placement[] {
  const [areaCode] = codes
  return areaCode === undefined || route === undefined ? [] : [{ areaCode, basis: 'LOCATED', route, serviceAtLocation }]
}

const routes = { CODE: 'DECLARED_CODE', NAME: 'DECLARED_NAME', GEOMETRY: 'DECLARED_GEOMETRY' } as const

function areaPlacements({ resolution, areas, at }: ServicePlacement['serviceAreas'][number]): readonly Placement[] {
  if (resolution === 'AMBIGUOUS' || resolution === 'UNRESOLVED') return []
  const route = routes[resolution]
  return areas.map(({ code }) => ({ areaCode: code, basis: 'SERVES', route, serviceArea: at }))
}

function evidenceOf(service: PlaceableService, areas: readonly ResolvedArea[], gazetteer: Gazetteer): DeliveryEvidence {
  const places = service.serviceAtLocations ?? []
  const locations = places.flatMap(({ location }) => location ?? [])
  const schedules = [
    service.schedules,
    ...places.flatMap((place) => [place.schedules, place.location?.schedules]),
  ].flatMap((list) => list ?? [])
  const attending = [
    ...(service.attendingTypes ?? []),
    ...schedules.flatMap(({ attendingTypes }: Schedule) => attendingTypes ?? []),
  ]
  const isRemote = (type: AttendingType) => type === 'ONLINE' || type === 'PHONE'
  return {
    hasSite: locations.some(isSite),
    hasDeclaredArea: areas.some((area) => area.isDeclared),
    isNational: areas.some((area) =>
      area.areas.some(({ code, share }) => share === 'FULL' && gazetteer.find(code)?.type === 'COUNTRY'),
    ),
    isVirtual: locations.some(({ locationType }) => locationType === 'VIRTUAL') || attending.some(isRemote),
  }
}

/** Where a record was placed and why, as kept beside it. */
export type StoredPlacement = Omit<ServicePlacement, 'issues'>
