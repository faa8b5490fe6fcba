import type { Address } from '../../model/location.ts'
import { findPostcode, withoutPostcode, type StatedPostcode } from '../fields/postcode.ts'

/** Members that have no place for a postcode, by their names in the standard. */
const BESIDE = [
  ['city', 'city'],
  ['stateProvince', 'state_province'],
  ['region', 'region'],
  ['country', 'country'],
  ['address2', 'address_2'],
  ['address1', 'address_1'],
] as const
// "Unit B1 2nd floor" holds none: in a line it stands at the end, in capitals.
const IN_A_LINE = /(?:^|[\s,])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}[\s.,]*$/

type Stated = { readonly [Key in keyof Address]?: Address[Key] | undefined }

/** A postcode found beside its place: in which member of the standard, and the address with it in its place. */
export interface LiftedPostcode {
  readonly postcode: StatedPostcode
  readonly from: (typeof BESIDE)[number][1]
  readonly address: Stated
}

/**
 * The one whole postcode that other members of an address have, which has none of its own; undefined where they have none,
 * or several. A line keeps its words, any other member is left without the postcode.
 */
export function liftPostcode(address: Stated): LiftedPostcode | undefined {
  const found = BESIDE.flatMap(([key, from]) => {
    const isLine = from === 'address_1' || from === 'address_2'
    const words = address[key]
    const postcode = words === undefined || (isLine && !IN_A_LINE.test(words)) ? undefined : findPostcode(words)
    if (words === undefined || postcode?.kind !== 'FULL') return []
    const left = { ...address, postalCode: postcode.text, ...(isLine ? {} : { [key]: withoutPostcode(words) }) }
    return [{ postcode, from, address: left }]
  })
  const [first] = found
  return found.every(({ postcode }) => postcode.text === first?.postcode.text) ? first : undefined
}
