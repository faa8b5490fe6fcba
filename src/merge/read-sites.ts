import { isValid, toNormalised } from 'postcode'
import type { Address, Location } from '../model/location.ts'
import type { Service } from '../model/service.ts'
import { readNameTokens } from './normalise-name.ts'

/** A physical place as matched; what is absent was not stated. */
export interface MatchSite {
  /** `AA9A 9AA`; other countries' codes as published. */
  readonly postcode?: string
  /** House number with its letter, lower case: "12a". */
  readonly premise?: string
  /** Street line without the number, abbreviations written out, as one word. */
  readonly street?: string
  readonly uprn?: string
  /** WGS 84 degrees; both or neither. */
  readonly latitude?: number
  readonly longitude?: number
}

/** More places than this are not distinguished one by one: it is an area, not a site list. */
const MOST_SITES = 25

const STREET_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    st: 'street',
    str: 'street',
    rd: 'road',
    ave: 'avenue',
    av: 'avenue',
    ln: 'lane',
    dr: 'drive',
    cl: 'close',
    cres: 'crescent',
    gdns: 'gardens',
    garden: 'gardens',
    ct: 'court',
    pl: 'place',
    sq: 'square',
    blvd: 'boulevard',
    bl: 'boulevard',
    hwy: 'highway',
    pkwy: 'parkway',
    ter: 'terrace',
    terr: 'terrace',
    n: 'north',
    s: 'south',
    e: 'east',
    w: 'west',
  }),
)

/** The places where a service meets people, each once, at most 25; empty where it states none or only masked ones. */
export function readSites(service: Pick<Service, 'serviceAtLocations'>): readonly MatchSite[] {
  const sites = new Map<string, MatchSite>()
  for (const { location } of service.serviceAtLocations ?? []) {
    const site = location === undefined ? undefined : readSite(location)
    if (site !== undefined) sites.set(JSON.stringify(site), site)
  }
  return [...sites.values()].slice(0, MOST_SITES)
}

function readSite(location: Location): MatchSite | undefined {
  if (location.locationType === 'VIRTUAL' || location.locationType === 'POSTAL' || location.precision === 'OUTCODE')
    return undefined
  const address = location.addresses?.find((each) => each.addressType !== 'POSTAL' && each.addressType !== 'VIRTUAL')
  const site = {
    ...(address === undefined ? {} : readAddress(address)),
    ...(isUprn(location) ? { uprn: location.externalIdentifier } : {}),
    ...(location.latitude === undefined || location.longitude === undefined
      ? {}
      : { latitude: location.latitude, longitude: location.longitude }),
  }
  return Object.keys(site).length === 0 ? undefined : site
}

/** Words of the names and addresses of its places and of the areas it declares to serve, each once. */
export function readPlaceTokens(service: Pick<Service, 'serviceAtLocations' | 'serviceAreas'>): readonly string[] {
  const locations = (service.serviceAtLocations ?? []).slice(0, MOST_SITES).flatMap((each) => each.location ?? [])
  const texts = [
    ...locations.flatMap((location) => [location.name, location.alternateName, ...readAddressTexts(location)]),
    ...(service.serviceAreas ?? []).map((area) => area.name),
  ]
  return [...new Set(texts.flatMap((text) => (text === undefined ? [] : readNameTokens(text))))]
}

function readAddressTexts({ addresses = [] }: Location): readonly (string | undefined)[] {
  return addresses.flatMap((each) => [each.address1, each.address2, each.city, each.region, each.stateProvince])
}

/** Postcode, premise number and street of an address; what it does not hold is absent. */
export function readAddress(address: Pick<Address, 'address1' | 'address2' | 'postalCode'>): MatchSite {
  const line = `${address.address1 ?? ''}, ${address.address2 ?? ''}`
  const numbered = /(?:^|[\s,])(?:no\.?\s*)?(\d+[a-z]?)(?:\s*[-–/]\s*\d+[a-z]?)?\s+([^,\n]+)/i.exec(line)
  const street = numbered?.[2] === undefined ? '' : compactStreet(numbered[2])
  return {
    ...readPostcode(address.postalCode),
    ...(numbered?.[1] === undefined ? {} : { premise: numbered[1].toLowerCase() }),
    ...(street === '' ? {} : { street }),
  }
}

function readPostcode(stated: string | undefined): Pick<MatchSite, 'postcode'> {
  if (stated === undefined || stated.trim() === '') return {}
  if (isValid(stated)) return { postcode: toNormalised(stated) ?? stated }
  return /^\d{5}/.test(stated.trim()) ? { postcode: stated.trim().slice(0, 5) } : {}
}

function compactStreet(street: string): string {
  return readNameTokens(street)
    .map((word) => STREET_WORDS.get(word) ?? word)
    .join('')
}

function isUprn(location: Location): location is Location & { externalIdentifier: string } {
  return (
    location.externalIdentifierType?.toUpperCase() === 'UPRN' && /^\d{1,12}$/.test(location.externalIdentifier ?? '')
  )
}
