/** A file that the gateway keeps can't be used; the sentence says why and what to do. Raised at start, or by a command. */
export class CatalogueFileError extends Error {
  override readonly name = 'CatalogueFileError'
  readonly file: string

  constructor(file: string, why: string, { what = 'catalogue', ...options }: CatalogueFileErrorOptions = {}) {
    super(`The ${what} ${file} ${why}.`, options)
    this.file = file
  }
}

interface CatalogueFileErrorOptions extends ErrorOptions {
  /** What the file should be; the catalogue unless given. */
  readonly what?: string
}
