import { fieldNames } from '../field-names.ts'
import { isRawObject, isUnstated, publishedNames, without } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { itself } from './itself.ts'
import { moved } from './moved.ts'
import { renamed } from './renamed.ts'
import { attachLinks, termsAsAttributes, wordsAsAttributes } from './upgrade-attributes.ts'
import { withEligibility } from './upgrade-eligibility.ts'
import { upgradeLocation } from './upgrade-location.ts'
import { schedulesOf } from './upgrade-schedule.ts'

// Read here and stated again under the names of 3.x; all else stays as it is, and so ends in the extensions.
const MOVED = fieldNames(
  'regular_schedules regular_schedule holiday_schedules holidayScheduleCollection fundings',
  'service_taxonomys service_taxonomies link_taxonomy',
)

/** A service of ORUK 1.0 in the 3.x shape, line by line as docs/standard.md 3.5 has it. */
export function upgradeService(raw: RawObject): RawObject {
  const eligibilities = ['eligibilitys', 'eligibilities'].flatMap((name) => moved(raw, name)).filter(isRawObject)
  const upgraded = {
    ...raw,
    ...withEligibility(raw, eligibilities),
    organization: upgradeOrganization(raw['organization']),
    funding: [...moved(raw, 'fundings'), ...moved(raw, 'funding')],
    schedules: [...schedulesOf(raw), ...moved(raw, 'schedules')],
    service_at_locations: moved(raw, 'service_at_locations', upgradeServiceAtLocation),
    contacts: moved(raw, 'contacts', upgradeContact),
    service_areas: moved(raw, 'service_areas', upgradeServiceArea),
    attributes: [
      ...moved(raw, 'attributes'),
      ...['service_taxonomys', 'service_taxonomies'].flatMap((name) => termsAsAttributes(raw, name)),
      ...eligibilities.flatMap((eligibility) => termsAsAttributes(eligibility, 'taxonomys', 'eligibility')),
      ...wordsAsAttributes(raw, 'deliverable_type'),
      ...wordsAsAttributes(raw, 'attending_access'),
    ],
  }
  return attachLinks(without(upgraded, MOVED), moved(raw, 'link_taxonomy'))
}

/** `url` is `website` in 3.x; `uri` stays. */
function upgradeOrganization(stated: unknown): unknown {
  return isRawObject(stated) ? renamed(stated, { url: 'website' }) : stated
}

function upgradeServiceAtLocation(stated: RawObject): RawObject {
  const id = stated['id']
  const schedules = schedulesOf(stated).map((schedule) =>
    isRawObject(schedule) ? { ...schedule, service_at_location_id: id } : schedule,
  )
  const upgraded = {
    ...stated,
    location: isRawObject(stated['location']) ? upgradeLocation(stated['location']) : stated['location'],
    schedules: [...schedules, ...moved(stated, 'schedules')],
  }
  return without(upgraded, MOVED)
}

function upgradeContact(stated: RawObject): RawObject {
  const phones = moved(stated, 'phones', (phone) => renamed(phone, { contact: 'description' }))
  const { phone, ...contact } = stated
  const bare = isUnstated(phone) ? [] : [itself('number', phone, 'phone')]
  return { ...contact, phones: [...phones, ...bare] }
}

function upgradeServiceArea(stated: RawObject): RawObject {
  const { extent, extent_type: type, name, service_area: area } = stated
  const names = isUnstated(name) ? { name: 'service_area' } : {}
  const isGeoJson = isRawObject(extent) || (typeof extent === 'string' && extent.trimStart().startsWith('{'))
  return {
    ...stated,
    name: isUnstated(name) ? area : name,
    extent_type: isUnstated(type) && isGeoJson ? 'geojson' : type,
    [publishedNames]: names,
  }
}
