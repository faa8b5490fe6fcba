import type { ExportSlots } from './exports/export-slots.ts'
import type { NoteSpent } from './rate-limiter.ts'

/** What a server shares with those of other processes that answer the same clients, so that no limit holds once for each. */
export interface SharedLimits {
  /** Hears what addresses cost here. */
  readonly noteSpent: NoteSpent
  /** Has addresses pay here for what they cost elsewhere, by calling this. */
  onSpentElsewhere(pay: NoteSpent): void
  readonly slots: ExportSlots
  /** By what clients are disguised in the log. */
  readonly clientKey: () => Buffer
}
