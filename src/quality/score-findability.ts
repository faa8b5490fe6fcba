import type { Contact, Phone } from '../model/contact.ts'
import type { Schedule } from '../model/schedule.ts'
import type { Service } from '../model/service.ts'
import { missing } from './quality.ts'
import type { QualityComponent, QualityContext } from './quality.ts'
import type { QualityIssue } from '../model/quality.ts'
import {
  isDialable,
  isEmail,
  isWebAddress,
  readAttendingTypes,
  readLocations,
  readSchedules,
  readSites,
} from './read-service-parts.ts'

const CONTACT_SHARE = 0.3
const PLACE_SHARE = 0.3
const TERM_SHARE = 0.25
const SCHEDULE_SHARE = 0.15

/**
 * `findability`: .30 for a usable contact (a valid phone, e-mail or web address, its own or its organization's), .30 for a
 * place (a site with a point, a declared area that is known, or said to be online or by phone), .25 for a term mapped into a
 * shared scheme, .15 for a schedule a machine can read.
 */
export function scoreFindability(
  service: Service,
  context: Pick<QualityContext, 'hasMappedTerm' | 'hasResolvedArea'>,
): QualityComponent {
  const parts: readonly (readonly [boolean, number, QualityIssue])[] = [
    [
      hasUsableContact(service),
      CONTACT_SHARE,
      missing('NO_USABLE_CONTACT', 'contacts', 'No valid phone, e-mail or web address.'),
    ],
    [
      hasPlace(service, context),
      PLACE_SHARE,
      missing(
        'NO_PLACE',
        'service_at_locations',
        'No site with a point, no known service area, and not provided to be virtual.',
      ),
    ],
    [context.hasMappedTerm, TERM_SHARE, readTermIssue(service)],
    [
      readSchedules(service).some(isParseable),
      SCHEDULE_SHARE,
      missing('NO_SCHEDULE', 'schedules', 'No schedule that a machine can read.'),
    ],
  ]
  // Added in hundredths: .30 + .30 + .25 + .15 is not 1 in binary.
  const hundredths = parts.reduce((sum, [isThere, share]) => sum + (isThere ? Math.round(share * 100) : 0), 0)
  return { value: hundredths / 100, issues: parts.flatMap(([isThere, , issue]) => (isThere ? [] : [issue])) }
}

function hasUsableContact(service: Service): boolean {
  const { organization } = service
  const contacts: readonly Contact[] = [
    ...(service.contacts ?? []),
    ...(service.serviceAtLocations ?? []).flatMap((place) => place.contacts ?? []),
    ...(organization?.contacts ?? []),
  ]
  const phones: readonly Phone[] = [
    ...(service.phones ?? []),
    ...(service.serviceAtLocations ?? []).flatMap((place) => [
      ...(place.phones ?? []),
      ...(place.location?.phones ?? []),
    ]),
    ...(organization?.phones ?? []),
    ...contacts.flatMap((contact) => contact.phones ?? []),
  ]
  const emails = [service.email, organization?.email, ...contacts.map((contact) => contact.email)]
  return emails.some(isEmail) || [service.url, organization?.website].some(isWebAddress) || phones.some(isDialable)
}

function hasPlace(service: Service, { hasResolvedArea }: Pick<QualityContext, 'hasResolvedArea'>): boolean {
  if (hasResolvedArea || readSites(service).some((site) => site.precision === 'POINT')) return true
  const isRemote = readAttendingTypes(service).some((way) => way === 'ONLINE' || way === 'PHONE')
  return isRemote || readLocations(service).some((location) => location.locationType === 'VIRTUAL')
}

function readTermIssue(service: Service): QualityIssue {
  const isTagged = (service.attributes ?? []).some(
    (attribute) => attribute.taxonomyTerm !== undefined || attribute.termUri !== undefined,
  )
  if (!isTagged) return missing('NO_TERM', 'attributes', 'No taxonomy term.')
  const message = "Only the publisher's own terms; none maps into a scheme that feeds share."
  return { code: 'TERM_UNMAPPED', path: 'attributes', message, severity: 'INFO', vodim: 'UNMAPPED' }
}

/** True where a schedule says on which days or from which date, in the standard's words; free text alone is none. */
function isParseable(schedule: Schedule): boolean {
  if (schedule.closed === true) return false
  const days = schedule.byday?.split(',') ?? []
  const hasDays = days.length > 0 && days.every((day) => /^[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)$/.test(day.trim()))
  if (schedule.freq !== undefined) return hasDays || schedule.bymonthday !== undefined || schedule.dtstart !== undefined
  return hasDays || (schedule.dtstart !== undefined && schedule.opensAt !== undefined)
}
