import type { Attributed } from './attribute.ts'

/** HSDS `language`. `code` is ISO 639, lower case, where the name or code stated is a known language; `name` is English where known. */
export interface Language extends Attributed {
  readonly name?: string
  readonly code?: string
  readonly note?: string
}
