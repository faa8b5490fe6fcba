import type { Point, Ward } from './geography.ts'
import { WARDS, pointInWard } from './geography.ts'
import { createRandom } from './random.ts'

/** A unit of the invented postcode area WX, which no post office serves. */
export interface PostcodeUnit {
  /** `AA9 9AA`, one space. */
  readonly postcode: string
  readonly ward: Ward
  readonly point: Point
  /** `YYYYMM`, when in use from. */
  readonly introduced: string
  /** `YYYYMM` when withdrawn; absent while in use. */
  readonly terminated?: string
}

const UNITS_PER_WARD = 34
// Royal Mail leaves C I K M O V out of the last two letters.
const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ'.split('')

/** Every unit of the region, in order of ward and code; about one in thirty is withdrawn. */
export const POSTCODE_UNITS: readonly PostcodeUnit[] = WARDS.flatMap(unitsOf)

function unitsOf(ward: Ward): PostcodeUnit[] {
  const random = createRandom(`postcodes ${ward.code}`)
  const codes = new Set<string>()
  while (codes.size < UNITS_PER_WARD) {
    const letters = random.pick(UNIT_LETTERS) + random.pick(UNIT_LETTERS)
    codes.add(`${ward.outcode} ${random.between(0, 6)}${letters}`)
  }
  return [...codes].sort().map((postcode) => {
    // Two draws averaged: units crowd towards the settlement in the middle.
    const east = 0.1 + 0.4 * (random.next() + random.next())
    const north = 0.1 + 0.4 * (random.next() + random.next())
    const unit = {
      postcode,
      ward,
      point: pointInWard(ward, east, north),
      introduced: random.pick(['198001', '199606', '200911']),
    }
    return random.chance(1 / 30) ? { ...unit, terminated: random.pick(['201803', '202207', '202511']) } : unit
  })
}
