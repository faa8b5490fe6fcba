import type { Log } from '../model/log.ts'
import { describeUnwritable } from '../store/passing-fault.ts'

/** Knows whether the catalogue can be written. */
export interface WritingNote {
  /** Something was written, or could not be for this reason. Said once each time that it changes. */
  note(outcome: true | { readonly why: string }): void
  /** Why nothing can be written, in words for an operator; undefined where it can as far as is known. */
  reason(): string | undefined
}

/** A little can be written where there is no room for more: in what the files have already. */
const LEAST_ROOM = 1_000_000

/** Creates the note of one catalogue. `freeBytes` is the room on its disk; undefined where the system does not say. */
export function createWritingNote(log: Log, freeBytes: () => number | undefined): WritingNote {
  let reason: string | undefined
  return {
    note(outcome) {
      const before = reason
      if (outcome === true && before !== undefined && (freeBytes() ?? LEAST_ROOM) < LEAST_ROOM) return
      reason = outcome === true ? undefined : describeUnwritable(outcome.why)
      if (reason !== undefined && reason !== before) log.error({}, reason)
      if (reason === undefined && before !== undefined) log.info({}, 'The catalogue can be written again.')
    },
    reason: () => reason,
  }
}
