/** The catalogue's file can't be used; the sentence says why and what to do. Raised at start only. */
export class CatalogueFileError extends Error {
  override readonly name = 'CatalogueFileError'
  readonly file: string

  constructor(file: string, why: string, options?: ErrorOptions) {
    super(`The catalogue ${file} ${why}.`, options)
    this.file = file
  }
}
