import type { ShipMark } from '../store/ship-mark.ts'
import { maybeTextOf, type Postgres, type SqlRow } from './postgres.ts'

/** The right to lead, for a while that begins again with every renewal. */
export interface Lease {
  /** Greater than that of every leader before. */
  readonly epoch: number
  /** Of the last entry of the log when the lease began; undefined where nothing was ever appended. */
  readonly head: ShipMark | undefined
  /** Whether it still holds, on this machine's own clock and with time to spare. */
  isHeld(): boolean
  /** Milliseconds until it no longer counts as held. */
  remainingMs(): number
  /** False where another leads, or it is over. Rejects where PostgreSQL can't be asked: it may be renewed later, while it is held. */
  renew(): Promise<boolean>
  /** Lets another lead at once. */
  giveUp(): Promise<void>
}

/** What leases are had with. */
export interface LeaseParts {
  readonly postgres: Postgres
  /** Names this process among all. */
  readonly holder: string
  readonly leaseMs: number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

/** A part of the lease that is left unused, since a request takes time and clocks differ a little. */
const SPARE = 0.2

/** Takes the lease where nobody holds it; undefined where somebody does. */
export async function takeLease({ postgres, holder, leaseMs, monotonicNow }: LeaseParts): Promise<Lease | undefined> {
  let askedMs = monotonicNow()
  const [taken] = await postgres.rows(
    `UPDATE ship_state SET epoch = epoch + 1, holder = $1, until = clock_timestamp() + $2 * interval '1 millisecond'
     WHERE until < clock_timestamp() RETURNING epoch, lineage, position`,
    [holder, leaseMs],
  )
  if (taken === undefined) return undefined
  const epoch = Number(taken['epoch'])
  // What is counted from is when it was asked for: PostgreSQL's began later.
  let endsMs = askedMs + leaseMs * (1 - SPARE)
  return {
    epoch,
    head: headOf(taken),
    isHeld: () => monotonicNow() < endsMs,
    remainingMs: () => endsMs - monotonicNow(),
    async renew() {
      askedMs = monotonicNow()
      const renewed = await postgres.rows(
        `UPDATE ship_state SET until = clock_timestamp() + $2 * interval '1 millisecond'
         WHERE epoch = $1 AND until > clock_timestamp() RETURNING epoch`,
        [epoch, leaseMs],
      )
      if (renewed.length === 0) endsMs = Number.NEGATIVE_INFINITY
      else endsMs = Math.max(endsMs, askedMs + leaseMs * (1 - SPARE))
      return renewed.length > 0
    },
    async giveUp() {
      endsMs = Number.NEGATIVE_INFINITY
      await postgres.rows('UPDATE ship_state SET until = clock_timestamp() WHERE epoch = $1', [epoch])
    },
  }
}

/** The last entry of the log, by the one row of ship_state. */
export function headOf(state: SqlRow | undefined): ShipMark | undefined {
  const lineage = maybeTextOf(state, 'lineage')
  return lineage === undefined ? undefined : { lineage, position: Number(state?.['position']) }
}
