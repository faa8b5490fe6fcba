import type { Service } from '../model/service.ts'
import { daysSince, ASSURED_DAYS } from './days-since.ts'
import { missing } from './quality.ts'
import type { QualityComponent } from './quality.ts'
import { readAttendingTypes, readSites } from './read-service-parts.ts'

/** A field, its points, and whether the record fills it. */
interface RichField {
  readonly path: string
  readonly points: number
  readonly isPopulated: (service: Service, now: Date) => boolean
}

const isStated = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''
const hasAny = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0

const EVERY_SERVICE: readonly RichField[] = [
  { path: 'name', points: 10, isPopulated: (service) => isStated(service.name) },
  { path: 'description', points: 5, isPopulated: (service) => isStated(service.description) },
  { path: 'url', points: 2, isPopulated: (service) => isStated(service.url) },
  { path: 'email', points: 2, isPopulated: (service) => isStated(service.email) },
  { path: 'schedules.attending_type', points: 2, isPopulated: (service) => readAttendingTypes(service).length > 0 },
  { path: 'assured_date', points: 2, isPopulated: isRecentlyAssured },
  { path: 'service_areas', points: 5, isPopulated: (service) => hasAny(service.serviceAreas) },
  { path: 'minimum_age', points: 2, isPopulated: statesEligibility },
  { path: 'contacts', points: 2, isPopulated: (service) => hasAny(service.contacts) },
]
const VENUE: RichField = {
  path: 'service_at_locations',
  points: 9,
  isPopulated: (service) => hasAny(service.serviceAtLocations),
}
const REMOTE: RichField = { path: 'schedules', points: 2, isPopulated: (service) => hasAny(service.schedules) }

const FURTHER: readonly RichField[] = [
  { path: 'attributes.taxonomy_term', points: 5, isPopulated: hasTerm },
  { path: 'cost_options', points: 2, isPopulated: statesCost },
  {
    path: 'languages',
    points: 1,
    isPopulated: (service) => hasAny(service.languages) || isStated(service.interpretationServices),
  },
  {
    path: 'organization.organization_identifiers',
    points: 2,
    isPopulated: (service) => hasAny(service.organization?.organizationIdentifiers),
  },
]
const SITE_ONLY: RichField = {
  path: 'service_at_locations.location.accessibility',
  points: 2,
  isPopulated: (service) => readSites(service).some((site) => hasAny(site.accessibility)),
}

/**
 * The standard's own richness measure with 3.0 names, 0 to 1. Name 10, description 5, url 2, email 2, a way of attending 2,
 * assured in 90 days 2, service areas 5, ages or eligibility 2, contacts 2: of 32. Attended in person: service at locations
 * 9 besides, of 41; else by phone, online or at home: schedules 2 besides, of 34.
 */
export function scoreRichnessOruk(service: Service, now: Date): number {
  return scoreFields(service, now, readOrukFields(service)).value
}

/**
 * `richness`: the standard's fields, and terms 5, cost 2, accessibility 2 (where there is a site), language 1, an
 * organization's number 2. Value: points filled by points to be had. One issue for each field not filled.
 */
export function scoreRichness(service: Service, now: Date): QualityComponent {
  const sites = readSites(service).length > 0 ? [SITE_ONLY] : []
  return scoreFields(service, now, [...readOrukFields(service), ...FURTHER, ...sites])
}

function readOrukFields(service: Service): readonly RichField[] {
  const ways = readAttendingTypes(service)
  if (ways.includes('IN_PERSON')) return [...EVERY_SERVICE, VENUE]
  return ways.length > 0 ? [...EVERY_SERVICE, REMOTE] : EVERY_SERVICE
}

function scoreFields(service: Service, now: Date, fields: readonly RichField[]): QualityComponent {
  const isEmpty = ({ isPopulated }: RichField): boolean => !isPopulated(service, now)
  const sum = (some: readonly RichField[]): number => some.reduce((points, field) => points + field.points, 0)
  const empty = fields.filter(isEmpty)
  return {
    value: 1 - sum(empty) / sum(fields),
    // A date that is there but old belongs to freshness.
    issues: empty
      .filter((field) => field.path !== 'assured_date' || service.assuredDate === undefined)
      .map(({ path, points }) => missing('FIELD_NOT_FILLED', path, `Not filled; worth ${points} points of richness.`)),
  }
}

function isRecentlyAssured(service: Service, now: Date): boolean {
  const days = daysSince(service.assuredDate, now)
  return days !== undefined && days >= 0 && days <= ASSURED_DAYS
}

function statesEligibility(service: Service): boolean {
  return (
    service.minimumAge !== undefined || service.maximumAge !== undefined || isStated(service.eligibilityDescription)
  )
}

function statesCost({ costOptions, fees, feesDescription }: Service): boolean {
  return hasAny(costOptions) || isStated(fees) || isStated(feesDescription)
}

function hasTerm(service: Service): boolean {
  return (service.attributes ?? []).some((each) => each.taxonomyTerm !== undefined || each.termUri !== undefined)
}
