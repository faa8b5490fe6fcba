import { UnreadableImport } from '../../model/import-problem.ts'

/** Characters of a table that is read whole; a text can not have many more. */
export const MOST_TEXT = 400_000_000

/** A file that is refused for its size, with what can be done: `is` says what is larger than so many bytes. */
export function tooLarge(is: string, bytes: number, remedy = ''): UnreadableImport {
  return new UnreadableImport(
    `${is} ${Math.round(bytes / 1_000_000)} MB, which is more than can be read at once. ${remedy}Save the sheet or the part that is meant as a file of its own (CSV), or take the generalised one of the publisher (boundaries: BUC, BGC).`,
  )
}
