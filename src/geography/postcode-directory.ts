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

/** What a postcode directory says of all postcodes of one outcode. */
interface OutcodeEntry {
  /** Codes of the areas that every one of them lies in; the innermost first. */
  readonly areas: readonly string[]
  /** The middle of them; absent where the directory has no points. */
  readonly latitude?: number
  readonly longitude?: number
}

/** An imported directory of postcodes; undefined where it does not hold one. */
export interface PostcodeDirectory {
  find(postcode: string): PostcodeEntry | undefined
  /** What holds for all postcodes that begin with the outcode. */
  findOutcode(outcode: string): OutcodeEntry | undefined
}

/** No directory at all. */
export const noPostcodes: PostcodeDirectory = { find: () => undefined, findOutcode: () => undefined }
