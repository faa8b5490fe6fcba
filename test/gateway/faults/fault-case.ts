import type { FaultName } from '../../feeds/fault-server.ts'
import type { FakeCouncil } from '../fake-council.ts'

/** A service as a list states it. */
export type Item = Readonly<Record<string, unknown>>

/** Where faults that begin before HTTP are played. */
export interface FaultPlaces {
  fault(name: FaultName): string
  readonly selfSigned: string
  readonly silent: string
  readonly tlsPort: number
  readonly plainPort: number
}

/** What a council that publishes these services does while a fault lasts. */
export type Play = (council: FakeCouncil, items: readonly Item[]) => void

/**
 * One case of the fault matrix. K: the last good records stay, under `code`. N: accepted, as many records as `count`.
 * Q: what is bad is set aside or left out, the rest taken.
 */
export interface FaultCase {
  readonly id: string
  readonly what: string
  readonly outcome: 'K' | 'N' | 'Q'
  readonly code?: string
  /** The feed's address while the fault lasts, where it is not the council's own. */
  readonly url?: (places: FaultPlaces) => string
  /** What the council does while the fault lasts. */
  readonly play?: Play
  /** Issues of the feed that report it. */
  readonly issues?: readonly string[]
  /** Records held after it; 12 unless asked. */
  readonly count?: number
  /** Fields of the first service afterwards. */
  readonly first?: Item
  readonly pageSize?: number
  /** Records before it; 12 unless asked. */
  readonly before?: number
}
