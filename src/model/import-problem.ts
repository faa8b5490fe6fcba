/** Something in an imported file that was repaired or left out; the rest of the file was taken. */
export interface ImportProblem {
  /** 1-based line or row of the file, where it has one. */
  readonly line?: number
  readonly message: string
}

/** The file is not what it was said to be, so nothing of it was taken; the message says what was expected. */
export class UnreadableImport extends Error {
  override readonly name = 'UnreadableImport'
}
