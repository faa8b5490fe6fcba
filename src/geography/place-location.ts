import type { RecordIssue } from '../model/issue.ts'
import type { Address, Location } from '../model/location.ts'
import { distanceMetres, type Point } from './distance.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { PostcodeDirectory } from './postcode-directory.ts'
import type { PostcodeEntry } from '../model/postcode-entry.ts'
import { readPostcode } from './postcode.ts'
import { present } from '../model/present.ts'

/** A point this far from the centre of its postcode is not at that address. */
const FAR_METRES = 2_000
const FAR: RecordIssue = {
  code: 'POINT_FAR_FROM_POSTCODE',
  severity: 'WARNING',
  path: 'latitude',
  message: 'The point lies more than 2 km from its postcode: one of the two is wrong.',
}

const PO_BOX = /(?:^\s*|[,;]\s*)(?:p\.?\s*o\.?\s*box|post office box)\b|^\s*freepost\b/iu

/** Which areas a place lies in, and by what evidence. */
export interface LocationPlacement {
  /** The innermost current area, and all above it, innermost first; empty where unplaced. */
  readonly codes: readonly string[]
  /** Absent where unplaced. */
  readonly route?: 'POSTCODE' | 'POINT'
  /** Where the directory has its postcode, of a place that is known by that alone. */
  readonly point?: Point
  readonly issues: readonly RecordIssue[]
}

/**
 * Places a location by its full postcode in the directory, else by the boundary around its point, else not at all
 * (docs/figures.md 2.2). A masked location (OUTCODE) lies only in areas that all postcodes of its outcode share; one that is
 * virtual, postal or a PO box is not a place.
 */
export function placeLocation(
  location: Location,
  gazetteer: Gazetteer,
  postcodes: PostcodeDirectory,
): LocationPlacement {
  const unplaced = { codes: [], issues: [] }
  if (!isSite(location)) return unplaced
  if (location.precision === 'OUTCODE') return placeByOutcode(location, gazetteer, postcodes) ?? unplaced
  const point = location.precision === 'POSTCODE' ? pointByPostcode(location, postcodes) : undefined
  const byPostcode = placeByPostcode(location, gazetteer, postcodes)
  if (byPostcode !== undefined) return { ...byPostcode, ...present({ point }) }
  if (point !== undefined) return { ...unplaced, point }
  const { latitude, longitude, precision } = location
  if (precision !== 'POINT' || latitude === undefined || longitude === undefined) return unplaced
  const codes = gazetteer.codesAt({ latitude, longitude })
  return codes.length === 0 ? unplaced : { codes, route: 'POINT', issues: [] }
}

/** Whether a location is somewhere one can go: not virtual, postal or a PO box, and with an address, a point or the word PHYSICAL. */
export function isSite(location: Location): boolean {
  if (location.locationType === 'VIRTUAL' || location.locationType === 'POSTAL') return false
  const addresses = location.addresses ?? []
  if (addresses.length > 0 && addresses.every(isPoBox)) return false
  return location.locationType === 'PHYSICAL' || location.precision !== 'UNKNOWN' || addresses.length > 0
}

/** An address at which post is held and nobody works. */
function isPoBox({ address1, address2 }: Address): boolean {
  return [address1, address2].some((line) => line !== undefined && PO_BOX.test(line))
}

/** Whether one can go to the address: no postal one and no PO box. */
export function isStreetAddress(address: Address): boolean {
  return address.addressType !== 'POSTAL' && !isPoBox(address)
}

function placeByOutcode(
  location: Location,
  gazetteer: Gazetteer,
  postcodes: PostcodeDirectory,
): LocationPlacement | undefined {
  for (const { postalCode } of (location.addresses ?? []).filter(isStreetAddress)) {
    const read = postalCode === undefined ? undefined : readPostcode(postalCode)
    if (read?.kind !== 'OUTCODE') continue
    const codes = codesOfEntry(postcodes.findOutcode(read.outcode)?.areas ?? [], gazetteer)
    if (codes.length > 0) return { codes, route: 'POSTCODE', issues: [] }
  }
  return undefined
}

function placeByPostcode(
  location: Location,
  gazetteer: Gazetteer,
  postcodes: PostcodeDirectory,
): LocationPlacement | undefined {
  for (const { index, stated, read, entry } of entriesOf(location, postcodes)) {
    const codes = codesOfEntry(entry.areas, gazetteer)
    if (codes.length === 0) continue
    const path = `addresses[${index}].postal_code`
    const issues = [
      ...(read.kind === 'FIXABLE' ? [corrected(path, stated, read.postcode)] : []),
      ...(isFar(location, entry) ? [FAR] : []),
    ]
    return { codes, route: 'POSTCODE', issues }
  }
  return undefined
}

function pointByPostcode(location: Location, postcodes: PostcodeDirectory): Point | undefined {
  for (const { entry } of entriesOf(location, postcodes)) {
    const { latitude, longitude } = entry
    if (latitude !== undefined && longitude !== undefined) return { latitude, longitude }
  }
  return undefined
}

/** What the directory has of the full postcodes of its addresses, those for post aside, in their order. */
function* entriesOf({ addresses = [] }: Location, postcodes: PostcodeDirectory) {
  for (const [index, address] of addresses.entries()) {
    const { postalCode: stated } = address
    if (stated === undefined || !isStreetAddress(address)) continue
    const read = readPostcode(stated)
    if (read.kind !== 'POSTCODE' && read.kind !== 'FIXABLE') continue
    const entry = postcodes.find(read.postcode)
    if (entry !== undefined) yield { index, stated, read, entry }
  }
}

/** Current areas of a directory entry and all above them, innermost first; what the gazetteer does not know is left out. */
export function codesOfEntry(areas: readonly string[], gazetteer: Gazetteer): readonly string[] {
  const held = new Set<string>()
  for (const code of areas) {
    const [current, ...others] = gazetteer.findCurrent(code)
    // Where an old area was divided, the directory does not say on which side the postcode lies.
    if (current !== undefined && others.length === 0) held.add(current.area.code)
  }
  for (const code of held) for (const above of gazetteer.ancestorsOf(code)) held.add(above)
  return [...held]
}

function isFar({ latitude, longitude, precision }: Location, centre: PostcodeEntry): boolean {
  if (precision !== 'POINT' || latitude === undefined || longitude === undefined) return false
  if (centre.latitude === undefined || centre.longitude === undefined) return false
  const from = { latitude: centre.latitude, longitude: centre.longitude }
  return distanceMetres(from, { latitude, longitude }) > FAR_METRES
}

function corrected(path: string, stated: string, postcode: string): RecordIssue {
  return {
    code: 'POSTCODE_CORRECTED',
    severity: 'WARNING',
    path,
    message: `Not a postcode as written; the directory holds ${postcode}, so the place was found by that.`,
    sample: stated.slice(0, 20),
  }
}
