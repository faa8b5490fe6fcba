/** What a postcode directory says of one postcode. */
export interface PostcodeEntry {
  /** `AA9A 9AA`. */
  readonly postcode: string
  readonly latitude?: number
  readonly longitude?: number
  /** Codes of the areas it lies in, as the directory's own vintage has them; the innermost first. */
  readonly areas: readonly string[]
  /** Withdrawn by Royal Mail; where it was is still known. */
  readonly terminated: boolean
}
