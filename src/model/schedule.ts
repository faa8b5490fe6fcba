import type { Attributed } from './attribute.ts'

export type AttendingType = 'IN_PERSON' | 'ONLINE' | 'PHONE' | 'HOME_VISIT'

/** RFC 5545 `FREQ` as far as services recur. The standard has WEEKLY and MONTHLY; a plain "every day" is read as WEEKLY on seven days. */
export type ScheduleFrequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** A member of a schedule that was published and could not be read. */
export type UnreadableMember =
  | 'freq'
  | 'interval'
  | 'count'
  | 'byday'
  | 'bymonthday'
  | 'byweekno'
  | 'byyearday'
  | 'bymonth'
  | 'bysetpos'
  | 'exdate'
  | 'rdate'
  | 'rrule'
  | 'dtstart'
  | 'until'
  | 'validFrom'
  | 'validTo'
  | 'opensAt'
  | 'closesAt'

/**
 * HSDS `schedule`: iCal-like recurrence. Dates are `YYYY-MM-DD`, times `HH:MM` Europe/London wall time. A published
 * `rrule` (RFC 5545) is taken apart into the members below; what it could not give is in `unreadable`.
 */
export interface Schedule extends Attributed {
  readonly validFrom?: string
  readonly validTo?: string
  readonly dtstart?: string
  readonly freq?: ScheduleFrequency
  /** 1 or more. */
  readonly interval?: number
  /** Comma-separated `MO`…`SU`, with ordinals where monthly (`2MO`, `-1FR`). */
  readonly byday?: string
  /** Comma-separated, 1 to 31 or −31 to −1, never 0. */
  readonly bymonthday?: string
  /** Comma-separated, 1 to 53 or −53 to −1. */
  readonly byweekno?: string
  /** Comma-separated, 1 to 366 or −366 to −1. */
  readonly byyearday?: string
  /** Comma-separated, 1 to 12: the only months in which it happens. Outside HSDS, RFC 5545. */
  readonly bymonth?: string
  /** Comma-separated: which of the days that the other members give in one period, 1 the first, −1 the last. Outside HSDS, RFC 5545. */
  readonly bysetpos?: string
  /** Comma-separated `YYYY-MM-DD`: days on which it does not happen though the rule says so. Outside HSDS, RFC 5545. */
  readonly exdate?: string
  /** Comma-separated `YYYY-MM-DD`: days on which it happens besides the rule. Outside HSDS, RFC 5545. */
  readonly rdate?: string
  readonly until?: string
  /** 1 or more. */
  readonly count?: number
  readonly wkst?: string
  /** Hours from UTC as published; times here are London wall time already. */
  readonly timezone?: number
  readonly opensAt?: string
  readonly closesAt?: string
  /**
   * The times are marked as UTC and nothing says whether the clock in London is meant instead. They are certain while
   * London keeps UTC; in summer time each may be an hour later on the clock.
   */
  readonly utcTimes?: true
  /** What was published and could not be read, so that whatever rests on it is unknown; absent where all was read. */
  readonly unreadable?: readonly UnreadableMember[]
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
