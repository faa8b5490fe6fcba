import type { Attributed } from './attribute.ts'
import type { Contact, Phone } from './contact.ts'
import type { Language } from './language.ts'
import type { Schedule } from './schedule.ts'

export type LocationType = 'PHYSICAL' | 'POSTAL' | 'VIRTUAL'

/**
 * How exactly a place is known. POINT: coordinates as published; POSTCODE: none, but a full postcode; OUTCODE: the
 * publisher masks it (half a postcode, rounded point) and it is never refined; UNKNOWN: neither.
 */
export type LocationPrecision = 'POINT' | 'POSTCODE' | 'OUTCODE' | 'UNKNOWN'

/** HSDS `address`. `postalCode` is normalised (`AA9A 9AA`) where it is a UK postcode, else as published. */
export interface Address extends Attributed {
  readonly attention?: string
  readonly address1?: string
  readonly address2?: string
  readonly city?: string
  readonly region?: string
  readonly stateProvince?: string
  readonly postalCode?: string
  readonly country?: string
  readonly addressType?: LocationType
}

/** HSDS `accessibility`. */
export interface Accessibility extends Attributed {
  readonly accessibility?: string
  readonly description?: string
  readonly details?: string
  readonly url?: string
}

/** HSDS `location`. Coordinates are WGS 84 degrees; both or neither; never 0,0 and never outside the UK's box. */
export interface Location extends Attributed {
  readonly locationType?: LocationType
  readonly name?: string
  readonly alternateName?: string
  readonly description?: string
  readonly transportation?: string
  readonly url?: string
  readonly latitude?: number
  readonly longitude?: number
  readonly precision: LocationPrecision
  readonly externalIdentifier?: string
  readonly externalIdentifierType?: string
  readonly addresses?: readonly Address[]
  readonly accessibility?: readonly Accessibility[]
  readonly phones?: readonly Phone[]
  readonly contacts?: readonly Contact[]
  readonly schedules?: readonly Schedule[]
  readonly languages?: readonly Language[]
}
