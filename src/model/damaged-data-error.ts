/** A part of the catalogue's file can't be read, because it is damaged; it is being made again. */
export class DamagedDataError extends Error {
  override readonly name = 'DamagedDataError'

  constructor(options?: ErrorOptions) {
    super(
      'A part of the data cannot be read, because its file is damaged: it is being made again. Try again in some minutes.',
      options,
    )
  }
}
