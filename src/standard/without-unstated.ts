import { NOT_STATED, SOURCE_FEED, STATED_AT, UNSTATED } from '../model/republished-words.ts'
import { isRawObject, isUnstated, listOf, rawObjects } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

/**
 * A service that a gateway republished, as its publisher had it: without what it says only because the standard requires it
 * (texts that say so, fields that an attribute names, and those attributes), and with members outside the standard where they
 * were, and schedules that only a place stated at that place. Any other record as it is.
 */
export function withoutUnstated(raw: RawObject): RawObject {
  return isRepublished(raw) ? withSchedulesOfPlaces(strip(raw)) : raw
}

/** In full it names its source; in a list all that it may have is what was not stated. */
function isRepublished({ attributes, organization }: RawObject): boolean {
  return (
    rawObjects(attributes).some(({ link_type: type }) => type === SOURCE_FEED || type === NOT_STATED) ||
    (isRawObject(organization) && Object.values(organization).includes(UNSTATED))
  )
}

function strip(raw: RawObject): RawObject {
  const attributes = rawObjects(raw['attributes'])
  const said = attributes.filter(({ link_type: type }) => type === NOT_STATED)
  const dropped = new Set<unknown>(said.map(({ value }) => value))
  const members: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(withExtensions(raw))) {
    if (value === UNSTATED || dropped.has(name)) continue
    members[name] = name === 'attributes' ? inner(attributes.filter((each) => !said.includes(each))) : inner(value)
  }
  const { organization } = raw
  if (!isRawObject(organization) || organization['name'] !== UNSTATED) return members
  const { organization: _, organization_id: __, ...others } = members
  return others
}

/** The object with the members that lie beside it in `x_extensions` where they were, also those of an object or a list in it. */
function withExtensions({ x_extensions: beyond, ...own }: RawObject): RawObject {
  return isRawObject(beyond) ? joined(own, beyond) : own
}

function joined(own: RawObject, beyond: RawObject): RawObject {
  const more = Object.entries(beyond).map(([name, value]): readonly [string, unknown] => {
    const said = own[name]
    if (Array.isArray(said) && Array.isArray(value)) return [name, [...said, ...value]]
    return [name, isRawObject(said) && isRawObject(value) ? joined(said, value) : value]
  })
  return { ...own, ...Object.fromEntries(more) }
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner)
  return isRawObject(value) ? strip(value) : value
}

function withSchedulesOfPlaces(service: RawObject): RawObject {
  const places = listOf(service['service_at_locations'])
  const listed = new Set(rawObjects(places).flatMap(({ id }) => (isUnstated(id) ? [] : [id])))
  // Of a place that is not listed it stays the service's: nowhere else would it be read.
  const { own = [], ofPlaces = [] } = Object.groupBy(listOf(service['schedules']), (schedule) =>
    isRawObject(schedule) && isOfPlace(schedule, listed) ? 'ofPlaces' : 'own',
  )
  if (ofPlaces.length === 0) return service
  const at = Map.groupBy(rawObjects(ofPlaces), ({ service_at_location_id: id }) => id)
  return {
    ...service,
    schedules: own,
    service_at_locations: places.map((place) =>
      isRawObject(place) ? withSchedules(place, at.get(place['id'])) : place,
    ),
  }
}

function isOfPlace({ attributes, service_at_location_id: id }: RawObject, listed: ReadonlySet<unknown>): boolean {
  return rawObjects(attributes).some(isStatedThere) && listed.has(id)
}

function withSchedules(place: RawObject, more: readonly RawObject[] = []): RawObject {
  const stated = more.map(({ attributes, ...schedule }) => ({
    ...schedule,
    attributes: rawObjects(attributes).filter((each) => !isStatedThere(each)),
  }))
  return { ...place, schedules: [...listOf(place['schedules']), ...stated] }
}

function isStatedThere({ link_type: type }: RawObject): boolean {
  return type === STATED_AT
}
