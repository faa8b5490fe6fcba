import type { Service, ServiceStatus } from '../model/service.ts'
import { daysSince } from './days-since.ts'

const YEAR_DAYS = 365

/** The highest score below each band, and without a bound. */
const [UNBOUNDED, BELOW_A, BELOW_B, BELOW_C] = [100, 79.9, 59.9, 39.9]

/** A record that is not of a running service is not a good one to find, however full. */
const CAP_OF_STATUS: Readonly<Partial<Record<ServiceStatus, number>>> = {
  DEFUNCT: BELOW_C,
  INACTIVE: BELOW_B,
  TEMPORARILY_CLOSED: BELOW_B,
}

/**
 * The highest score a record may have, however full it is. By the age of its assurance, or of its last change where it was
 * never assured: within a year any; within two below A; older, or neither known, below B. By its status: DEFUNCT below C,
 * any other that is not active below B. A date of the future is not believed.
 */
export function scoreCap(service: Service, now: Date): number {
  const ofStatus = service.status === undefined ? UNBOUNDED : (CAP_OF_STATUS[service.status] ?? UNBOUNDED)
  return Math.min(ofStatus, capOfAge(daysSince(service.assuredDate ?? service.lastModified, now)))
}

function capOfAge(days: number | undefined): number {
  if (days === undefined || days < 0 || days > 2 * YEAR_DAYS) return BELOW_B
  return days > YEAR_DAYS ? BELOW_A : UNBOUNDED
}
