/** Codes under which the caller's own mistakes are reported. */
export type InputErrorCode =
  | 'BAD_USER_INPUT'
  | 'BAD_CURSOR'
  | 'CURSOR_EXPIRED'
  | 'UNKNOWN_FEED'
  | 'UNKNOWN_TERM'
  | 'UNKNOWN_AREA'
  | 'UNKNOWN_POSTCODE'
  | 'TOO_MANY_CELLS'

/**
 * The caller asked for something that can't be meant: says what is wrong and what to do.
 * `path` leads into the arguments (`['where', 'near', 'latitude']`).
 */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly code: InputErrorCode
  readonly path: readonly (string | number)[]

  constructor(code: InputErrorCode, message: string, path: readonly (string | number)[] = []) {
    super(message)
    this.code = code
    this.path = path
  }
}
