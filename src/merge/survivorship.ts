import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Service } from '../model/service.ts'
import { readContactKeys } from './contact-keys.ts'
import type { ProvidedValue, FieldConflict } from '../model/match.ts'
import { present } from '../model/present.ts'
import { uidOf } from '../model/record-uid.ts'

/** One listing of a cluster: the record as its publisher states it. */
export interface Listing {
  readonly feed: string
  readonly originId: string
  readonly service: Service
  /** Score of its quality, 0 to 100; absent where none was made. */
  readonly quality?: number
  /** What its contacts are believed by; absent: nothing is known for it. */
  readonly standing?: ListingStanding
}

/** By what a listing's contacts are believed: nothing that its feed says of itself. */
export interface ListingStanding {
  /** Of its feed, as configured, 0 to 100. */
  readonly trust: number
  /** Steps from the site out to the innermost of its feed's configured areas that holds it; absent where none does. */
  readonly areaRank?: number
  /** Rises with the time at which the record was first seen. */
  readonly seen: number
}

/** What survives of a cluster, field by field, and what its listings disagree on. */
export interface Survivors {
  readonly fields: Readonly<Record<string, ProvidedValue>>
  readonly conflicts: readonly FieldConflict[]
}

/**
 * The fields that survive by themselves. Whole places, schedules and contacts are taken from one listing, never blended:
 * the mean of two points is nowhere. Ages go together, so that no span arises that nobody stated.
 */
const FIELDS: readonly (readonly [string, (service: Service) => unknown])[] = [
  ['name', (service) => service.name],
  ['alternateName', (service) => service.alternateName],
  ['description', (service) => service.description],
  ['url', (service) => (service.url !== undefined && URL.canParse(service.url) ? service.url : undefined)],
  ['email', (service) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(service.email ?? '') ? service.email : undefined)],
  ['status', (service) => service.status],
  ['fees', (service) => service.fees],
  ['feesDescription', (service) => service.feesDescription],
  ['accreditations', (service) => service.accreditations],
  ['applicationProcess', (service) => service.applicationProcess],
  ['waitTime', (service) => service.waitTime],
  ['eligibilityDescription', (service) => service.eligibilityDescription],
  ['ages', readAgeSpan],
  ['alert', (service) => service.alert],
  ['organization', (service) => service.organization?.name],
  ['phones', readNumbers],
  ['contacts', (service) => service.contacts],
  ['schedules', (service) => service.schedules],
  ['serviceAreas', (service) => service.serviceAreas?.map((area) => area.name ?? area.uri ?? area.serviceArea)],
  ['serviceAtLocations', (service) => service.serviceAtLocations?.map((place) => place.location)],
  ['languages', (service) => service.languages?.map((language) => language.code ?? language.name)],
  ['costOptions', (service) => service.costOptions],
]

/** Fields by which a service is reached. */
const CONTACT_FIELDS: ReadonlySet<string> = new Set(['url', 'email', 'phones', 'contacts'])

const OUTSIDE = Number.MAX_SAFE_INTEGER
const NO_STANDING: ListingStanding = { trust: 0, seen: 0 }

/**
 * Listings in the order in which they are believed: newest assured first (never the future; `today` is `YYYY-MM-DD`), then
 * newest changed, then better quality, then feed and id, so that equal listings never change places.
 */
function rankListings<L extends Listing>(listings: readonly L[], today: string): readonly L[] {
  return listings.toSorted(
    (a, b) =>
      compareNewest(readAssured(a, today), readAssured(b, today)) ||
      compareNewest(a.service.lastModified, b.service.lastModified) ||
      (b.quality ?? 0) - (a.quality ?? 0) ||
      compareText(uidOf(a), uidOf(b)),
  )
}

/**
 * The listing that stands for the cluster: of those that are not closed, the first in rank of those that give no other
 * contact than the one whose contacts are believed most. Undefined only for no listings.
 */
export function chooseRepresentative<L extends Listing>(listings: readonly L[], today: string): L | undefined {
  const open = listings.filter(({ service }) => service.status === undefined || service.status === 'ACTIVE')
  const eligible = open.length > 0 ? open : listings
  const believed = eligible.toSorted(compareStanding)[0]
  if (believed === undefined) return undefined
  const contacts = readContactKeys(believed.service)
  const agree = eligible.filter(({ service }) => contacts.size === 0 || readContactKeys(service).isSubsetOf(contacts))
  return rankListings(agree, today)[0]
}

/** Trust first, then whose area holds the site most nearly, then who was seen first: a newer date is claimed with ease. */
function compareStanding(a: Listing, b: Listing): number {
  const [left, right] = [a.standing ?? NO_STANDING, b.standing ?? NO_STANDING]
  return (
    right.trust - left.trust ||
    (left.areaRank ?? OUTSIDE) - (right.areaRank ?? OUTSIDE) ||
    left.seen - right.seen ||
    compareText(uidOf(a), uidOf(b))
  )
}

/**
 * Field by field the newest assured value that is neither empty nor invalid, and every field in which listings differ. Of
 * contacts the first of the listings as given, which is the cluster's order: its representative first.
 */
export function surviveFields(listings: readonly Listing[], today: string): Survivors {
  const ranked = rankListings(listings, today)
  const fields: Record<string, ProvidedValue> = {}
  const conflicts: FieldConflict[] = []
  for (const [field, read] of FIELDS) {
    const stated = (CONTACT_FIELDS.has(field) ? listings : ranked).flatMap((listing) =>
      readStated(listing, read, today),
    )
    const [first] = stated
    if (first === undefined) continue
    fields[field] = first
    if (new Set(stated.map((each) => comparable(each.value))).size > 1) conflicts.push({ field, values: stated })
  }
  return { fields, conflicts }
}

function readStated(listing: Listing, read: (service: Service) => unknown, today: string): readonly ProvidedValue[] {
  const value = read(listing.service)
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return []
  const assured = readAssured(listing, today)
  return [{ value, feed: listing.feed, originId: listing.originId, ...present({ assured }) }]
}

function readAssured({ service }: Listing, today: string): string | undefined {
  const date = service.assuredDate?.slice(0, 10)
  return date !== undefined && date <= today ? date : undefined
}

function readAgeSpan({ minimumAge, maximumAge, hasUnreadableAges }: Service): unknown {
  if (hasUnreadableAges) return undefined
  if (minimumAge === undefined && maximumAge === undefined) return undefined
  if (minimumAge !== undefined && maximumAge !== undefined && minimumAge > maximumAge) return undefined
  return present({ minimumAge, maximumAge })
}

function readNumbers(service: Service): readonly string[] {
  const phones = [...(service.phones ?? []), ...(service.contacts ?? []).flatMap((contact) => contact.phones ?? [])]
  return [
    ...new Set(phones.flatMap((phone) => phone.e164 ?? parsePhoneNumberFromString(phone.number, 'GB')?.number ?? [])),
  ].toSorted()
}

/** Case, spaces and the publishers' ids of parts are no disagreement. */
function comparable(value: unknown): string {
  const text = JSON.stringify(value, (key, each: unknown) =>
    key === 'id' || key === 'metadata' || key === 'extensions' ? undefined : each,
  )
  return text.toLowerCase().replaceAll(/\s+/g, ' ')
}

function compareNewest(a: string | undefined, b: string | undefined): number {
  return compareText(b ?? '', a ?? '')
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
