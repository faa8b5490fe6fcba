import type { Attributed } from './attribute.ts'
import type { Language } from './language.ts'

/** HSDS `contact`. */
export interface Contact extends Attributed {
  readonly name?: string
  readonly title?: string
  readonly department?: string
  readonly email?: string
  readonly phones?: readonly Phone[]
}

/** HSDS `phone`. `number` is as published less any label, which moves to `description`; `e164` only where it is a valid UK or international number. */
export interface Phone extends Attributed {
  readonly number: string
  readonly e164?: string
  readonly extension?: string
  readonly type?: string
  readonly description?: string
  readonly languages?: readonly Language[]
}
