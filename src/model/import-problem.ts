/** Something in an imported file that was repaired or left out; the rest of the file was taken. */
export interface ImportProblem {
  /** 1-based line or row of the file, where it has one. */
  readonly line?: number
  /** How many rows it is about; absent: one. */
  readonly rows?: number
  readonly message: string
}

/** The file is not what it was said to be, so nothing of it was taken; the message says what was expected. */
export class UnreadableImport extends Error {
  override readonly name = 'UnreadableImport'
}

/** Which columns of a file were read, in its order and as it names them. */
export interface ImportColumns {
  readonly taken: readonly string[]
  readonly ignored: readonly string[]
}

/** The columns of a header line parted by whether they are read; the test is given them in lower case. */
export function partColumns(
  headers: readonly string[],
  isTaken: (header: string, at: number) => boolean,
): ImportColumns {
  const named = headers.map((header) => header.trim())
  const taken = named.map((header, at) => header !== '' && isTaken(header.toLowerCase(), at))
  return {
    taken: named.filter((_, at) => taken[at]),
    ignored: named.filter((header, at) => header !== '' && taken[at] !== true),
  }
}
