import { toBoolean } from '../fields/boolean.ts'
import { isRawObject, isUntold, publishedNames, publishedNamesOf, rawObjects } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { termsAsAttributes } from '../v1/upgrade-attributes.ts'
import { itself } from '../v1/itself.ts'
import { moved } from '../v1/moved.ts'
import { upgradeService } from '../v1/upgrade-service.ts'
import { masked } from '../v3/read-location.ts'

/** A service as Southampton writes it, in the 3.x shape: `hide_address` masks its places, links and notes get their fields. */
export function upgradeFromSouthampton(raw: RawObject): RawObject {
  const { links, special_needs: needs, referral_notes: referral, schedule_description: when, ...rest } = raw
  const upgraded = upgradeService(rest)
  const withReferral = { ...publishedNamesOf(upgraded), application_process: 'referral_notes' }
  return {
    ...upgraded,
    ...(isUntold(links) ? {} : { additional_urls: moved({ links }, 'links') }),
    ...(isUntold(referral) ? {} : { application_process: referral, [publishedNames]: withReferral }),
    attributes: [
      ...rawObjects(upgraded['attributes']),
      ...termsAsAttributes({ special_needs: rawObjects(needs).map(ofNeeds) }, 'special_needs', 'special_needs'),
    ],
    schedules: [
      ...rawObjects(upgraded['schedules']),
      ...(isUntold(when) ? [] : [itself('description', when, 'schedule_description')]),
    ],
    service_at_locations: rawObjects(upgraded['service_at_locations']).map((place) =>
      toBoolean(raw['hide_address']) === true ? hidden(place) : place,
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
