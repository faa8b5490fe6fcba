import { toBoolean } from '../fields/boolean.ts'
import { isRawObject, isUnstated, listOf } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { termsAsAttributes } from '../v1/upgrade-attributes.ts'
import { itself } from '../v1/itself.ts'
import { moved } from '../v1/moved.ts'
import { renamed } from '../v1/renamed.ts'
import { upgradeService } from '../v1/upgrade-service.ts'
import { masked } from '../v3/read-location.ts'

/** A service as Southampton writes it, in the 3.x shape: `hide_address` masks its places, links and notes get their fields. */
export function upgradeFromSouthampton(raw: RawObject): RawObject {
  const {
    links,
    special_needs: needs,
    schedule_description: when,
    ...rest
  } = renamed(raw, {
    referral_notes: 'application_process',
  })
  const upgraded = upgradeService(rest)
  const needsAsTerms = { special_needs: moved({ special_needs: needs }, 'special_needs', ofNeeds) }
  return {
    ...upgraded,
    ...(isUnstated(links) ? {} : { additional_urls: moved({ links }, 'links') }),
    attributes: [
      ...listOf(upgraded['attributes']),
      ...termsAsAttributes(needsAsTerms, 'special_needs', 'special_needs'),
    ],
    schedules: [
      ...listOf(upgraded['schedules']),
      ...(isUnstated(when) ? [] : [itself('description', when, 'schedule_description')]),
    ],
    service_at_locations: listOf(upgraded['service_at_locations']).map((place) =>
      toBoolean(raw['hide_address']) === true && isRawObject(place) ? hidden(place) : place,
    ),
  }
}

function ofNeeds(term: RawObject): RawObject {
  return { ...term, vocabulary: 'special_needs' }
}

function hidden(place: RawObject): RawObject {
  const { location } = place
  return isRawObject(location) ? { ...place, location: { ...location, [masked]: true } } : place
}
