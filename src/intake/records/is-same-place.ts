import { foldText } from '../../facts/fold-text.ts'
import type { Location } from '../../model/location.ts'

// About 50 metres: copies of one point are rounded differently.
const SAME_POINT_DEGREES = 0.0005
// A masked point is rounded to about a kilometre.
const SAME_MASKED_DEGREES = 0.02

/**
 * Whether two statements under one id can be of one place: none of what both state (point, postcode, first line of the
 * address) differs. A statement of neither is that place.
 */
export function isSamePlace(one: Location, other: Location): boolean {
  return isSamePoint(one, other) && isSamePostcode(firstPostcode(one), firstPostcode(other)) && isSameLine(one, other)
}

/** The postcode of the first address that has one; undefined where none has. */
export function firstPostcode(location: Location): string | undefined {
  return location.addresses?.find((address) => address.postalCode !== undefined)?.postalCode
}

function isSamePoint(one: Location, other: Location): boolean {
  if (one.latitude === undefined || one.longitude === undefined) return true
  if (other.latitude === undefined || other.longitude === undefined) return true
  const isMasked = one.precision === 'OUTCODE' || other.precision === 'OUTCODE'
  const most = isMasked ? SAME_MASKED_DEGREES : SAME_POINT_DEGREES
  return Math.abs(one.latitude - other.latitude) <= most && Math.abs(one.longitude - other.longitude) <= most
}

// Half a postcode is the beginning of the whole.
function isSamePostcode(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return true
  const [a, b] = [plain(one), plain(other)]
  return a.startsWith(b) || b.startsWith(a)
}

function isSameLine(one: Location, other: Location): boolean {
  const [a, b] = [one, other].map(({ addresses }) => addresses?.[0]?.address1)
  return a === undefined || b === undefined || plain(a) === plain(b)
}

function plain(text: string): string {
  return foldText(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
}
