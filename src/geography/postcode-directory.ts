import type { PostcodeEntry } from '../model/postcode-entry.ts'

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
