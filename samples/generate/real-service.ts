import type { SampleSchedule } from '../council-records.ts'
import type { Activity } from './activities/activity.ts'
import type { Ward } from './geography.ts'
import { drawSchedules } from './real-schedules.ts'
import { organizationsFor } from './region-organizations.ts'
import type { RegionOrganization } from './region-organizations.ts'
import { createRandom, itemAt } from './random.ts'
import type { Random } from './random.ts'
import { slugOf } from './stable-id.ts'
import type { Venue } from './venues.ts'
import { venuesIn } from './venues.ts'

/** What a service charges: an amount in pounds, or what it says instead. */
interface Charge {
  readonly option?: string
  readonly amount?: number
  readonly amountDescription?: string
}

/** A service as it really is; each publisher that lists it describes it in its own way. */
export interface RealService {
  readonly key: string
  readonly activity: Activity
  readonly name: string
  readonly organization: RegionOrganization
  readonly ward: Ward
  readonly venues: readonly Venue[]
  readonly opening: string
  readonly details: readonly string[]
  readonly urlPath: string
  readonly phone: string
  readonly ages?: readonly [number, number?]
  readonly charges: readonly Charge[]
  readonly schedules: readonly SampleSchedule[]
  readonly attending: readonly ('in person' | 'online' | 'phone' | 'home visit')[]
  /** How far it reaches, where it says so. */
  readonly reach: 'WARD' | 'DISTRICT' | 'COUNTY' | 'ENGLAND'
  readonly languages: readonly string[]
  readonly status: 'active' | 'inactive' | 'defunct' | 'temporarily closed'
}

const LANGUAGES = ['pl', 'ro', 'lt', 'uk', 'ar', 'ur', 'bn', 'pt', 'bfi', 'so', 'ku', 'cy']
const VENUE_KINDS: Readonly<Record<string, readonly Venue['kind'][]>> = {
  church: ['church', 'church', 'hall'],
  health: ['health', 'health', 'hall', 'library'],
  school: ['school'],
  association: ['hall'],
  council: ['library', 'hub', 'leisure'],
  company: ['office', 'hall', 'leisure'],
  club: ['leisure', 'hall', 'outdoors', 'school'],
}

/**
 * Draws a service of a kind in a ward, run by an organization that does not run one of that kind yet (`taken`, which it
 * adds to), so that two services are never the same one by accident. Undefined where all suitable organizations have one.
 */
export function drawRealService(
  key: string,
  activity: Activity,
  ward: Ward,
  taken: Set<string>,
): RealService | undefined {
  const random = createRandom(`service ${key}`)
  const organization = random
    .shuffle(organizationsFor(activity.by, activity.term, ward))
    .find((candidate) => !taken.has(claimOf(candidate, activity, ward)))
  if (organization === undefined) return undefined
  const venues = drawVenues(activity, organization, ward, random)
  const [venue] = venues
  const templates = activity.names.filter((template) => venue !== undefined || !template.includes('{venue}'))
  const template = random.pick(templates)
  const name = template
    .replace('{place}', ward.name)
    .replace('{venue}', venue?.name ?? '')
    .replace('{org}', organization.shortName)
  if (taken.has(`name ${name}`)) return undefined
  taken.add(`name ${name}`)
  taken.add(claimOf(organization, activity, ward))
  return {
    key,
    activity,
    name,
    organization,
    ward,
    venues,
    opening: openingFor(activity, template, random),
    details: random.shuffle(activity.details).slice(0, random.between(1, activity.details.length)),
    urlPath: random.chance(0.7) ? `/${slugOf(name)}` : '',
    phone: random.chance(0.94) ? organization.phone : organization.mobile,
    ...(activity.ages === undefined ? {} : { ages: activity.ages }),
    charges: drawCharges(activity, random),
    schedules: drawSchedules(activity, random),
    attending: drawAttending(activity, random),
    reach: drawReach(activity, organization, random),
    languages: random.chance(0.6) ? ['en'] : ['en', ...random.shuffle(LANGUAGES).slice(0, random.between(1, 3))],
    status: drawStatus(random),
  }
}

/** Who runs what where: councils once a ward, county charities once a district, all others once. */
function claimOf(organization: RegionOrganization, activity: Activity, ward: Ward): string {
  const claim = `${organization.key}|${activity.term}`
  if (organization.kind === 'council') return `${claim}|${ward.code}`
  return organization.kind === 'county' ? `${claim}|${ward.districtCode}` : claim
}

/** Names and openings of one length belong together pair by pair. */
function openingFor(activity: Activity, template: string, random: Random): string {
  const { names, openings } = activity
  return names.length === openings.length ? itemAt(openings, names.indexOf(template)) : random.pick(openings)
}

function drawVenues(activity: Activity, organization: RegionOrganization, ward: Ward, random: Random): Venue[] {
  if (activity.reach === 'REMOTE') return []
  if (activity.reach === 'HOME') {
    return random.chance(0.35)
      ? [random.pick(venuesIn(organization.ward).filter((venue) => venue.kind === 'office'))]
      : []
  }
  const kinds = VENUE_KINDS[organization.kind] ?? ['hall', 'church', 'hub', 'library']
  const suitable = venuesIn(ward).filter((venue) => kinds.includes(venue.kind))
  return random.shuffle(suitable).slice(0, random.chance(0.09) ? 2 : 1)
}

function drawCharges(activity: Activity, random: Random): Charge[] {
  const pounds = (low: number, high: number): number => random.between(low * 2, high * 2) / 2
  switch (activity.cost) {
    case 'FREE':
      return [{ option: 'Free', amount: 0 }]
    case 'SESSION': {
      const amount = pounds(1, 9)
      const full = { option: 'Adult', amount, amountDescription: 'per session' }
      return random.chance(0.3)
        ? [full, { ...full, option: 'Concession', amount: Math.max(0.5, amount - 1.5) }]
        : [full]
    }
    case 'HOURLY':
      return [{ amount: pounds(5, 34), amountDescription: 'per hour' }]
    case 'MEMBERSHIP':
      return [{ option: 'Membership', amount: pounds(5, 60), amountDescription: 'a year' }]
    case 'DONATION':
      return [{ option: 'Donation', amountDescription: 'Pay what you can' }]
    case 'UNSTATED':
      return []
  }
}

function drawAttending(activity: Activity, random: Random): RealService['attending'] {
  switch (activity.reach) {
    case 'VENUE':
      return ['in person']
    case 'HOME':
      return random.chance(0.8) ? ['home visit'] : ['home visit', 'phone']
    case 'REMOTE':
      return random.pick([['phone'], ['online'], ['phone', 'online']] as const)
    case 'MIXED':
      return random.pick([['in person', 'phone'], ['in person', 'online'], ['in person']] as const)
  }
}

function drawReach(activity: Activity, organization: RegionOrganization, random: Random): RealService['reach'] {
  if (organization.kind === 'county') return random.chance(0.85) ? 'COUNTY' : 'ENGLAND'
  if (activity.reach === 'REMOTE') return random.pick(['COUNTY', 'DISTRICT', 'ENGLAND'])
  return random.chance(0.12) ? 'WARD' : 'DISTRICT'
}

function drawStatus(random: Random): RealService['status'] {
  const draw = random.next()
  if (draw < 0.95) return 'active'
  if (draw < 0.975) return 'temporarily closed'
  return draw < 0.99 ? 'inactive' : 'defunct'
}
