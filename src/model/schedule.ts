import type { Attributed } from './attribute.ts'

export type AttendingType = 'IN_PERSON' | 'ONLINE' | 'PHONE' | 'HOME_VISIT'

/** HSDS `schedule`: iCal-like recurrence. Dates are `YYYY-MM-DD`, times `HH:MM` Europe/London wall time. */
export interface Schedule extends Attributed {
  readonly validFrom?: string
  readonly validTo?: string
  readonly dtstart?: string
  readonly freq?: 'WEEKLY' | 'MONTHLY'
  readonly interval?: number
  /** Comma-separated `MO`…`SU`, with ordinals where monthly (`2MO`, `-1FR`). */
  readonly byday?: string
  readonly bymonthday?: string
  readonly byweekno?: string
  readonly byyearday?: string
  readonly until?: string
  readonly count?: number
  readonly wkst?: string
  /** Hours from UTC as published; times here are London wall time already. */
  readonly timezone?: number
  readonly opensAt?: string
  readonly closesAt?: string
  readonly description?: string
  readonly scheduleLink?: string
  /** As published. */
  readonly attendingType?: string
  /** What `attendingType` means, where recognised. */
  readonly attendingTypes?: readonly AttendingType[]
  readonly notes?: string
  /** Set where a service-level schedule names the place it is for. */
  readonly serviceAtLocationId?: string
  readonly locationId?: string
  /** 1.0 `holiday_schedules[].closed`: the service does not happen in this window. */
  readonly closed?: boolean
}
