import type { ShipMark } from '../store/ship-mark.ts'

/** How a machine stands among those that share a catalogue. */
export interface ShipStanding {
  readonly role: 'LEADER' | 'REPLICA'
  /** Of its lease; undefined for a replica. */
  readonly epoch: number | undefined
  /** What its file holds; undefined where it has none, or one of no lineage. */
  readonly held: ShipMark | undefined
  /** The last entry of the log that it knows of. */
  readonly head: ShipMark | undefined
  /** Milliseconds from when the last entry it took up was appended until it was visible here; undefined for a leader. */
  readonly lagMs: number | undefined
  /** The last digest that was compared, or of a leader made. */
  readonly digest: { readonly position: number; readonly isEqual: boolean } | undefined
  /** What keeps it from leading or following, in words for an operator; undefined where nothing does. */
  readonly problem: string | undefined
}
