import { recordUuid, uuidOf } from '../model/record-uuid.ts'
import { STATED_AT, UNSTATED } from '../model/republished-words.ts'
import { type JsonObject, objectOf, objectsOf, stated, textOf } from './json-object.ts'
import { republishLocation, withProvenance } from './republish-location.ts'
import { attributeOf, standardObject, withRequired } from './standard-object.ts'

/** What the standard's status is of a GraphQL one; a publisher's other word says at least that it is not plainly offered. */
const STATUSES: Readonly<Record<string, string>> = {
  ACTIVE: 'active',
  INACTIVE: 'inactive',
  DEFUNCT: 'defunct',
  TEMPORARILY_CLOSED: 'temporarily closed',
  OTHER: 'inactive',
}
/** In the words that 1.0 has. */
const ATTENDING: Readonly<Record<string, string>> = {
  IN_PERSON: 'venue',
  ONLINE: 'online',
  PHONE: 'phone',
  HOME_VISIT: 'home visit',
}

/** HSDS `service` as a list has it, from a GraphQL `Service`: its one-to-one fields and its organization. */
export function republishListedService(service: JsonObject): JsonObject {
  const status = textOf(service['status'])
  const object = standardObject({ ...service, status: undefined }, 'service')
  const organization = republishOrganization(objectOf(service['organization']), String(object['id']))
  const attending = Array.isArray(service['attendingTypes']) ? service['attendingTypes'] : []
  return {
    ...object,
    ...withStatus(object, status),
    ...stated({ attending_type: attending.map((type) => ATTENDING[String(type)]).join(', ') }),
    organization_id: organization['id'],
    organization,
  }
}

/**
 * HSDS `service` in full, its organization and places nested, from a GraphQL `Service` with both. Schedules of a place stand
 * at the service and name the place, as the UK profile has them.
 */
export function republishFullService(service: JsonObject): JsonObject {
  const listed = republishListedService(service)
  const places = objectsOf(service['serviceAtLocations'])
  return withProvenance(
    {
      ...listed,
      ...stated({
        schedules: schedulesOf(service, listed, places),
        service_at_locations: places.map((place) => republishPlace(place, String(listed['id']))),
      }),
    },
    service,
    'service',
  )
}

/** HSDS `service_at_location` under its service, in full: with its location, and without the schedules that the service has for it. */
function republishPlace(place: JsonObject, serviceId: string): JsonObject {
  const location = objectOf(place['location'])
  const nested = location && republishLocation(location)
  const object = standardObject({ ...place, schedules: undefined }, 'service_at_location')
  return withProvenance(
    {
      ...object,
      service_id: serviceId,
      ...stated({ location_id: nested?.['id'], location: nested }),
    },
    place,
    'service_at_location',
  )
}

/** HSDS `organization` from a GraphQL `Organization`. A service must have one: where none is stated, one that says so, for that service alone. */
function republishOrganization(organization: JsonObject | undefined, serviceId: string): JsonObject {
  if (organization === undefined) {
    const none = { id: uuidOf('organization:none', serviceId) }
    return withRequired(none, 'organization', ['name', 'description'], UNSTATED)
  }
  const { parentOrganizationId, ...own } = organization
  const feed = textOf(objectOf(own['feed'])?.['slug'])
  const originId = textOf(parentOrganizationId)
  const parent =
    feed === undefined || originId === undefined ? undefined : recordUuid('organization', { feed, originId })
  const object = standardObject(own, 'organization')
  return withProvenance({ ...object, ...stated({ parent_organization_id: parent }) }, own, 'organization')
}

function withStatus(object: JsonObject, status: string | undefined): JsonObject {
  if (status === undefined) return withRequired(object, 'service', ['status'], 'active')
  const said = { ...object, status: STATUSES[status] ?? 'inactive' }
  if (status !== 'OTHER') return said
  const own = { kind: 'service', id: String(object['id']) }
  return { ...said, attributes: [...objectsOf(object['attributes']), attributeOf(own, 'status', 'OTHER')] }
}

/** Its own, those that are for one of its places naming it, and then those that only a place states. */
function schedulesOf(service: JsonObject, { id }: JsonObject, places: readonly JsonObject[]): readonly JsonObject[] {
  const placeOf = new Map(
    places.flatMap((place) =>
      objectsOf(place['schedules']).map((schedule) => [keyOf(schedule), place['uuid']] as const),
    ),
  )
  const own = objectsOf(service['schedules'])
  const ownKeys = new Set(own.map(keyOf))
  const onlyThere = places.flatMap((place) =>
    objectsOf(place['schedules'])
      .filter((schedule) => !ownKeys.has(keyOf(schedule)))
      .map((schedule) => ({ schedule, at: place['uuid'] })),
  )
  const serviceId = String(id)
  return [
    ...own.flatMap((schedule) => scheduleOf(schedule, serviceId, placeOf.get(keyOf(schedule)))),
    ...onlyThere.flatMap(({ schedule, at }) => scheduleOf(schedule, serviceId, at).map(withPlaceAlone)),
  ]
}

function scheduleOf(schedule: JsonObject, serviceId: string, at: unknown): readonly JsonObject[] {
  // Two places may state the same schedule: each is one of its own.
  const uuid = textOf(at) ?? serviceId
  const [made] = objectsOf(standardObject({ uuid, schedules: [schedule] }, 'service')['schedules'])
  return made === undefined ? [] : [stated({ ...made, service_id: serviceId, service_at_location_id: at })]
}

function withPlaceAlone(schedule: JsonObject): JsonObject {
  const said = attributeOf({ kind: 'schedule', id: String(schedule['id']) }, STATED_AT, 'service_at_location')
  return { ...schedule, attributes: [...objectsOf(schedule['attributes']), said] }
}

function keyOf(schedule: JsonObject): string {
  return JSON.stringify(schedule)
}
