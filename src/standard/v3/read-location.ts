import type { Accessibility, Address, Location, LocationPrecision, LocationType } from '../../model/location.ts'
import { isRounded, readPoint, type Point } from '../fields/coordinates.ts'
import { readEnum } from '../fields/enum.ts'
import { readPostcode, type StatedPostcode } from '../fields/postcode.ts'
import { readName, readText } from '../fields/text.ts'
import { readUrl } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isBare, present } from '../../model/present.ts'
import { readEach, readOneOf } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { liftPostcode } from './lift-postcode.ts'
import { readAttributed } from './read-attribute.ts'
import { readContact, readPhoneList } from './read-contact.ts'
import { readLanguages } from './read-language.ts'
import { readSchedule } from './read-schedule.ts'
import { referred } from './referred.ts'

/** Set on a raw location by an upgrade where the publisher says it hides where exactly the place is. */
export const masked: unique symbol = Symbol('masked')

const LOCATION_TYPES: ReadonlyMap<string, LocationType> = new Map([
  ['physical', 'PHYSICAL'],
  ['postal', 'POSTAL'],
  ['virtual', 'VIRTUAL'],
])

/** The place under `location`, or one of which only `location_id` is stated; undefined where neither. */
export function readLocationUnder(raw: RawObject, issues: IssueCollector): Location | undefined {
  const location = referred(raw, 'location_id', readOneOf(raw, 'location', issues, readLocation), issues)
  return location === undefined || 'precision' in location ? location : { ...location, precision: 'UNKNOWN' }
}

/** HSDS `location`, with how exactly its place is known. */
function readLocation(raw: RawObject, issues: IssueCollector): Location {
  const point = readPoint(raw, issues)
  if (point === undefined) for (const key of ['latitude', 'longitude']) issues.keepUnread(key, raw[key])
  const postcodes: StatedPostcode[] = []
  const addresses = readEach(raw, 'addresses', issues, (address) => readAddress(address, issues, postcodes))
  return present(readAttributed(raw, issues), {
    locationType: readEnum(raw, 'location_type', issues, LOCATION_TYPES),
    name: readName(raw, 'name', issues),
    alternateName: readName(raw, 'alternate_name', issues),
    description: readText(raw, 'description', issues),
    transportation: readText(raw, 'transportation', issues),
    url: readUrl(raw, 'url', issues),
    latitude: point?.latitude,
    longitude: point?.longitude,
    precision: precisionOf(raw[masked] === true, point, postcodes),
    externalIdentifier: readText(raw, 'external_identifier', issues),
    externalIdentifierType: readText(raw, 'external_identifier_type', issues),
    addresses,
    accessibility: readEach(raw, 'accessibility', issues, readAccessibility),
    phones: readPhoneList(raw, issues),
    contacts: readEach(raw, 'contacts', issues, readContact),
    schedules: readEach(raw, 'schedules', issues, readSchedule),
    languages: readLanguages(raw, issues),
  })
}

function precisionOf(
  isMasked: boolean,
  point: Point | undefined,
  postcodes: readonly StatedPostcode[],
): LocationPrecision {
  if (isMasked) return 'OUTCODE'
  const hasFull = postcodes.some(({ kind }) => kind === 'FULL')
  const hasOutcode = postcodes.some(({ kind }) => kind === 'OUTCODE')
  // Half a postcode beside a rounded point, or alone, is a place that its publisher hides.
  if (!hasFull && hasOutcode && (point === undefined || isRounded(point))) return 'OUTCODE'
  if (point !== undefined) return 'POINT'
  return hasFull ? 'POSTCODE' : 'UNKNOWN'
}

function readAddress(raw: RawObject, issues: IssueCollector, postcodes: StatedPostcode[]): Address | undefined {
  const postcode = readPostcode(raw, 'postal_code', issues)
  const own = {
    attention: readText(raw, 'attention', issues),
    address1: readText(raw, 'address_1', issues),
    address2: readText(raw, 'address_2', issues),
    city: readName(raw, 'city', issues),
    region: readText(raw, 'region', issues),
    stateProvince: readText(raw, 'state_province', issues),
    postalCode: postcode?.text,
    country: readText(raw, 'country', issues),
  }
  const lifted = postcode === undefined ? liftPostcode(own) : undefined
  if (lifted !== undefined) {
    issues.report('POSTCODE_REPAIRED', lifted.from, raw[lifted.from])
    issues.keepUnread(lifted.from, raw[lifted.from])
  }
  const found = postcode ?? lifted?.postcode
  if (found !== undefined) postcodes.push(found)
  const address = lifted?.address ?? own
  if (isBare(address)) return undefined
  const addressType = readEnum(raw, 'address_type', issues, LOCATION_TYPES)
  return present(readAttributed(raw, issues), address, { addressType })
}

function readAccessibility(raw: RawObject, issues: IssueCollector): Accessibility | undefined {
  const stated = {
    accessibility: readText(raw, 'accessibility', issues),
    description: readText(raw, 'description', issues),
    details: readText(raw, 'details', issues),
    url: readUrl(raw, 'url', issues),
  }
  return isBare(stated) ? undefined : present(readAttributed(raw, issues), stated)
}
