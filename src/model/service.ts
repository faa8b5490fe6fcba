// model: canonical records as HSDS 3 has them, in camelCase, and the few words and shapes that all rooms share.
// It imports no other room: it must not know where a record comes from or where it is kept.
import type { Attributed } from './attribute.ts'
import type { Contact, Phone } from './contact.ts'
import type { Language } from './language.ts'
import type { Location } from './location.ts'
import type { Organization } from './organization.ts'
import type { AttendingType, Schedule } from './schedule.ts'

/** HSDS `status`; OTHER: the publisher's word is none of the standard's, and does not say plainly that the service is offered. */
export type ServiceStatus = 'ACTIVE' | 'INACTIVE' | 'DEFUNCT' | 'TEMPORARILY_CLOSED' | 'OTHER'

/**
 * HSDS `service` in canonical shape (HSDS 3.1 in camelCase), as one record of one feed publishes it.
 * A property that is absent was not provided: never an empty string, a sentinel or a placeholder.
 * Dates are `YYYY-MM-DD`; instants RFC 3339 in UTC.
 */
export interface Service extends Attributed {
  /** The publisher's id as text. */
  readonly id: string
  readonly name: string
  readonly alternateName?: string
  /** Plain text. */
  readonly description?: string
  /** Sanitised HTML; absent where the publisher sent plain text. */
  readonly descriptionHtml?: string
  readonly url?: string
  readonly additionalUrls?: readonly AdditionalUrl[]
  readonly email?: string
  readonly status?: ServiceStatus
  readonly fees?: string
  readonly feesDescription?: string
  readonly accreditations?: string
  readonly licenses?: string
  readonly applicationProcess?: string
  readonly interpretationServices?: string
  readonly waitTime?: string
  readonly eligibilityDescription?: string
  /** Years. */
  readonly minimumAge?: number
  /** Years. Absent with `minimumAge` present means no upper bound was stated. */
  readonly maximumAge?: number
  /** An age was published that could not be read, or the two contradict each other: whom the service is for is not known for certain. */
  readonly hasUnreadableAges?: true
  readonly assuredDate?: string
  /** A person's or team's address: withheld unless the configuration shows assurers. */
  readonly assurerEmail?: string
  readonly alert?: string
  /** As the publisher says, whatever it calls the field. */
  readonly lastModified?: string
  readonly organization?: Organization
  readonly program?: Program
  readonly schedules?: readonly Schedule[]
  readonly serviceAreas?: readonly ServiceArea[]
  readonly serviceAtLocations?: readonly ServiceAtLocation[]
  readonly languages?: readonly Language[]
  readonly funding?: readonly Funding[]
  readonly costOptions?: readonly CostOption[]
  readonly requiredDocuments?: readonly RequiredDocument[]
  readonly capacities?: readonly ServiceCapacity[]
  readonly contacts?: readonly Contact[]
  readonly phones?: readonly Phone[]
  /** What a publisher says outside schedules of how one attends (1.0 `attending_type`), where recognised. */
  readonly attendingTypes?: readonly AttendingType[]
}

/** HSDS `service_at_location`. */
export interface ServiceAtLocation extends Attributed {
  readonly description?: string
  readonly location?: Location
  readonly schedules?: readonly Schedule[]
  readonly serviceAreas?: readonly ServiceArea[]
  readonly contacts?: readonly Contact[]
  readonly phones?: readonly Phone[]
}

/** HSDS `service_area`. `uri` only where it identifies something (never a placeholder host). */
export interface ServiceArea extends Attributed {
  readonly name?: string
  readonly serviceArea?: string
  readonly extent?: string
  readonly extentType?: string
  readonly uri?: string
}

/** HSDS `cost_option`. `amount` is in `currency` (GBP where none is provided). */
export interface CostOption extends Attributed {
  readonly validFrom?: string
  readonly validTo?: string
  readonly option?: string
  readonly currency?: string
  readonly amount?: number
  readonly amountDescription?: string
}

/** HSDS `funding`. */
export interface Funding extends Attributed {
  readonly source?: string
}

/** HSDS `required_document`. */
export interface RequiredDocument extends Attributed {
  readonly document?: string
  readonly uri?: string
}

/** HSDS `program`. */
export interface Program extends Attributed {
  readonly name?: string
  readonly alternateName?: string
  readonly description?: string
}

/** HSDS 3.1 `url`. */
export interface AdditionalUrl extends Attributed {
  readonly label?: string
  readonly url: string
}

/** HSDS 3.1 `service_capacity`, its `unit` by name. */
export interface ServiceCapacity extends Attributed {
  readonly available?: number
  readonly maximum?: number
  readonly description?: string
  readonly updated?: string
  readonly unit?: string
}
