import type { SampleArea, SampleLocation, SampleSchedule, SampleService } from '../council-records.ts'
import type { CouncilBook } from './council-book.ts'
import { enterOrganization, enterVenue } from './council-book.ts'
import { daysBefore, drawAssuredDate, drawModified } from './dates.ts'
import { describe } from './describe.ts'
import { writePhone } from './phones.ts'
import { createRandom, itemAt } from './random.ts'
import type { Random } from './random.ts'
import type { RealService } from './real-service.ts'
import { retoldName, retoldOrganizationName } from './retell.ts'
import { publishAreas } from './publish-areas.ts'
import type { PublisherStyle } from './styles.ts'
import { styleOf } from './styles.ts'

const CONTACT_TITLES = [
  'Project manager',
  'Volunteer coordinator',
  'Club secretary',
  'Centre manager',
  'Duty worker',
  'Group leader',
  'Bookings',
]
const GIVEN_NAMES = ['Marnie', 'Priya', 'Tobias', 'Agnes', 'Kofi', 'Iwona', 'Bryn', 'Shanice', 'Desmond', 'Leyla']

/**
 * Writes a service into a publisher's directory as that publisher does. The home publisher writes it plainly; another
 * one (`isRetold`) changes names, words and formats the way a second directory does.
 */
export function publishService(book: CouncilBook, real: RealService, isRetold: boolean): SampleService {
  const { council } = book
  const random = createRandom(`${council.slug} tells ${real.key}`)
  const style = styleOf(council.slug)
  const organizationName = isRetold ? retoldOrganizationName(real.organization, random) : real.organization.name
  const organizationId = enterOrganization(book, real.organization, organizationName)
  const locationIds = real.venues.map((venue) => enterVenue(book, venue))
  if (locationIds.length === 0 && real.attending.includes('online') && random.chance(0.3))
    locationIds.push(enterOnline(book))
  const assuredDate = drawAssuredDate(style, random)
  const modified = drawModified(assuredDate, style, random)
  return {
    id: book.giveId(`service/${real.key}`),
    name: isRetold ? retoldName(real, random) : real.name,
    description: describe(real, style, isRetold, random),
    ...publishAddresses(real, style, isRetold, random),
    status: real.status,
    ...publishPlainFacts(real, style, random),
    ...(assuredDate === undefined ? {} : { assuredDate }),
    ...(random.chance(0.6)
      ? { assurerEmail: `${random.pick(['directory', 'r.penhallow', 'j.okoro', 'm.szewczyk'])}@${council.domain}` }
      : {}),
    created: daysBefore(modified.slice(0, 10), random.between(60, 1800)),
    modified,
    organizationId,
    ...(locationIds.length > 0 ? { locationIds } : {}),
    attending: [...real.attending],
    ...publishSchedules(real, locationIds, style, random),
    ...some('areas', publishAreas(real, style, random)),
    ...(random.chance(style.stated.languages) ? { languages: [...real.languages] } : {}),
    ...publishContacts(book, real, style, random),
    ...some('termIds', publishTerms(book, real, style, random)),
  }
}

function publishAddresses(
  real: RealService,
  style: PublisherStyle,
  isRetold: boolean,
  random: Random,
): Partial<SampleService> {
  const host = random.chance(isRetold ? 0.5 : 0.9) ? `www.${real.organization.domain}` : real.organization.domain
  const path = isRetold && random.chance(0.4) ? random.pick(['', '/']) : real.urlPath
  const scheme = random.chance(0.93) ? 'https' : 'http'
  return {
    ...(random.chance(style.stated.url) ? { url: `${scheme}://${host}${path}` } : {}),
    ...(random.chance(style.stated.email)
      ? { email: `${random.chance(0.7) ? 'info' : 'hello'}@${real.organization.domain}` }
      : {}),
  }
}

function publishPlainFacts(real: RealService, style: PublisherStyle, random: Random): Partial<SampleService> {
  const [minimumAge, maximumAge] = real.ages ?? []
  const statesAges = real.ages !== undefined && random.chance(style.stated.ages)
  const statesCosts = real.charges.length > 0 && random.chance(style.stated.costs)
  const isFree = real.activity.cost === 'FREE'
  return {
    ...(statesAges && minimumAge !== undefined ? { minimumAge } : {}),
    ...(statesAges && maximumAge !== undefined ? { maximumAge } : {}),
    ...(statesCosts
      ? { fees: isFree ? random.pick(['Free', 'This service is free', 'No charge']) : 'There is a charge' }
      : {}),
    ...(statesCosts && (!isFree || random.chance(0.5)) ? { costs: real.charges.map((charge) => ({ ...charge })) } : {}),
    ...(random.chance(0.06)
      ? { accreditations: random.pick(['Quality mark for advice', 'Dementia Friendly venue', 'Autism Aware award']) }
      : {}),
    ...(random.chance(0.12)
      ? {
          applicationProcess: random.pick([
            'Refer yourself by phone',
            'Ask your GP or social worker to refer you',
            'Just turn up',
          ]),
        }
      : {}),
    ...(statesAges && minimumAge !== undefined && random.chance(0.5)
      ? { eligibility: ageWords(minimumAge, maximumAge) }
      : {}),
    ...(random.chance(0.05) ? { waitTime: random.pick(['About four weeks', 'No waiting list']) } : {}),
    ...(real.status === 'temporarily closed'
      ? { alert: 'Closed until further notice while the building is repaired.' }
      : {}),
    ...(random.chance(0.05)
      ? { funding: [random.pick(['National Lottery grant', 'Council grant', 'Own fundraising'])] }
      : {}),
  }
}

function ageWords(minimumAge: number, maximumAge: number | undefined): string {
  return maximumAge === undefined ? `For people aged ${minimumAge} and over` : `For ages ${minimumAge} to ${maximumAge}`
}

function publishSchedules(
  real: RealService,
  locationIds: readonly string[],
  style: PublisherStyle,
  random: Random,
): Partial<SampleService> {
  if (real.schedules.length === 0 || !random.chance(style.stated.schedules)) return {}
  const stated = real.schedules.map((schedule, index): SampleSchedule => ({
    ...schedule,
    attendingType: real.attending.join(', '),
    ...(locationIds.length > 1 ? { locationId: itemAt(locationIds, index % locationIds.length) } : {}),
  }))
  return { schedules: stated }
}

function publishContacts(
  book: CouncilBook,
  real: RealService,
  style: PublisherStyle,
  random: Random,
): Partial<SampleService> {
  if (!random.chance(style.stated.contacts)) return {}
  const number = writePhone(real.phone, style.phone)
  const email = random.chance(0.4) ? { email: `enquiries@${real.organization.domain}` } : {}
  const name = random.chance(0.25) ? { name: random.pick(GIVEN_NAMES) } : {}
  const contact = { ...name, title: random.pick(CONTACT_TITLES), ...email }
  if (book.council.slug === 'saltmere-together') return { phones: [{ number }], contacts: [contact] }
  // Tidewell keeps to the letter of HSDS-UK, whose contacts have neither phone nor e-mail.
  if (book.council.slug === 'tidewell') return { contacts: [{ ...name, title: contact.title }] }
  const contacts = [{ ...contact, phone: number }]
  return book.council.dialect === 'HSDS_3' ? { contacts, phones: [{ number, description: 'Main line' }] } : { contacts }
}

function publishTerms(book: CouncilBook, real: RealService, style: PublisherStyle, random: Random): string[] {
  const local = random.chance(style.stated.localTerms) ? book.localTermId(real.activity.term) : undefined
  return [
    ...(random.chance(style.stated.sharedTerms) ? [book.sharedTermId(real.activity.term)] : []),
    ...(local === undefined ? [] : [local]),
  ]
}

function enterOnline(book: CouncilBook): string {
  const known = book.locations.get('online')
  if (known !== undefined) return known.id
  const entry: SampleLocation = {
    id: book.giveId('location/online'),
    type: 'virtual',
    name: 'Online',
    district: '',
    ward: '',
  }
  book.locations.set('online', entry)
  return entry.id
}

function some(key: 'areas', values: SampleArea[]): Partial<SampleService>
function some(key: 'termIds', values: string[]): Partial<SampleService>
function some(key: string, values: unknown[]): Partial<SampleService> {
  return values.length === 0 ? {} : { [key]: values }
}
