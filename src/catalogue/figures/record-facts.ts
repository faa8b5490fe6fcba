// figures: what figures between areas are counted from, read out of the catalogue in few passes.
// It must not know what a figure means: definitions live in the room coverage.
import type { DeliveryClass } from '../../geography/delivery-class.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import { type FieldGroup, FIELD_GROUPS } from '../../model/field-groups.ts'

/** The evidence that AVAILABLE can rest on. */
export type EvidenceBasis = Exclude<AreaBasis, 'AVAILABLE'>

/** What figures need to know of one record. Absent or undefined: not stated. */
export interface RecordFacts {
  /** Row number of the record; of no meaning outside the catalogue. */
  readonly record: number
  /** Records with one cluster are one real service. */
  readonly cluster: number
  /** Slug. */
  readonly feed: string
  /** Records with one organization number are of one real organization. */
  readonly organization?: number | undefined
  readonly delivery: DeliveryClass
  /** `YYYY-MM-DD`. */
  readonly assured?: string | undefined
  readonly free?: boolean | undefined
  /** Years. */
  readonly minimumAge?: number | undefined
  /** Years. */
  readonly maximumAge?: number | undefined
  /** Bits by `FIELD_GROUPS`. */
  readonly groups: number
  /** 0 to 100. */
  readonly quality?: number | undefined
}

/** One physical site of a record. */
export interface SiteFacts {
  readonly record: number
  /** Row number of the location. */
  readonly location: number
  readonly uprn?: string
  /** Normalised street address, without its postcode. */
  readonly address?: string
  readonly postcode?: string
  /** House number with its letter, as the address begins. */
  readonly premise?: string
  readonly latitude?: number
  readonly longitude?: number
}

/** Whether the record states anything of that group. */
export function statesGroup(facts: Pick<RecordFacts, 'groups'>, group: FieldGroup): boolean {
  return ((facts.groups >> FIELD_GROUPS.indexOf(group)) & 1) === 1
}
