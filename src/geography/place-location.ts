import type { RecordIssue } from '../model/issue.ts'
import type { Location } from '../model/location.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { PostcodeDirectory } from './postcode-directory.ts'
import { readPostcode } from './postcode.ts'

/** Which areas a place lies in, and by what evidence. */
export interface LocationPlacement {
  /** The innermost current area, and all above it, innermost first; empty where unplaced. */
  readonly codes: readonly string[]
  /** Absent where unplaced. */
  readonly route?: 'POSTCODE' | 'POINT'
  readonly issues: readonly RecordIssue[]
}

/**
 * Places a location by its full postcode in the directory, else by the boundary around its point, else not at all
 * (docs/figures.md 2.2). A masked location (OUTCODE) is never refined; a virtual or postal one is no place.
 */
export function placeLocation(
  location: Location,
  gazetteer: Gazetteer,
  postcodes: PostcodeDirectory,
): LocationPlacement {
  const unplaced = { codes: [], issues: [] }
  if (location.precision === 'OUTCODE' || !isSite(location)) return unplaced
  const byPostcode = placeByPostcode(location, gazetteer, postcodes)
  if (byPostcode !== undefined) return byPostcode
  const { latitude, longitude, precision } = location
  if (precision !== 'POINT' || latitude === undefined || longitude === undefined) return unplaced
  const codes = gazetteer.codesAt({ latitude, longitude })
  return codes.length === 0 ? unplaced : { codes, route: 'POINT', issues: [] }
}

/** Whether a location is somewhere one can go: not virtual or postal, and with an address, a point or the word PHYSICAL. */
export function isSite(location: Location): boolean {
  if (location.locationType === 'VIRTUAL' || location.locationType === 'POSTAL') return false
  return (
    location.locationType === 'PHYSICAL' || location.precision !== 'UNKNOWN' || (location.addresses ?? []).length > 0
  )
}

function placeByPostcode(
  location: Location,
  gazetteer: Gazetteer,
  postcodes: PostcodeDirectory,
): LocationPlacement | undefined {
  for (const [index, address] of (location.addresses ?? []).entries()) {
    if (address.postalCode === undefined || address.addressType === 'POSTAL') continue
    const read = readPostcode(address.postalCode)
    if (read.kind !== 'POSTCODE' && read.kind !== 'FIXABLE') continue
    const codes = codesOfEntry(postcodes.find(read.postcode)?.areas ?? [], gazetteer)
    if (codes.length === 0) continue
    const path = `addresses[${index}].postal_code`
    return {
      codes,
      route: 'POSTCODE',
      issues: read.kind === 'FIXABLE' ? [corrected(path, address.postalCode, read.postcode)] : [],
    }
  }
  return undefined
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

function corrected(path: string, stated: string, postcode: string): RecordIssue {
  return {
    code: 'POSTCODE_CORRECTED',
    severity: 'WARNING',
    path,
    message: `Not a postcode as written; the directory holds ${postcode}, so the place was found by that.`,
    sample: stated.slice(0, 20),
  }
}
