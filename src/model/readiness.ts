import type { FeedFaultCode, FeedState } from './feed.ts'

/** Whether there is something to answer with. */
export interface Readiness {
  readonly ready: boolean
  /** Why not, in words for an operator. */
  readonly reason?: string
  /** What keeps it from getting newer although it answers, in words for an operator. */
  readonly warning?: string
  /** Feeds that fail or are not up to date; what is held of them is served. Absent: none, or nothing can be said of them. */
  readonly failing?: readonly FailingFeed[]
  /** Of the process that answers, where the gateway is several; absent: it is one. */
  readonly role?: 'reader'
  /** Whether anybody reads feeds now; absent where the gateway is one process. */
  readonly keeper?: 'running' | 'starting'
  /** How it stands among the machines that share its catalogue; absent where none does. */
  readonly shared?: SharedStanding
}

/** How a machine stands among those that share a catalogue. */
export interface SharedStanding {
  readonly name: string
  readonly role: 'LEADER' | 'REPLICA'
  /** Of its lease; absent for a replica. */
  readonly epoch?: number
  /** Of the last entry of the log that it holds; absent where it holds none. */
  readonly position?: number
  /** Entries of the log that it knows of and does not hold; absent where they are not to be counted, as of another lineage. */
  readonly behind?: number
  /** Milliseconds from when the last entry it took up was appended until it was visible here; absent for a leader. */
  readonly lagMs?: number
  /** At which entry all tables were last digested, and whether they were as the leader's; absent before. */
  readonly digest?: { readonly position: number; readonly isEqual: boolean }
  /** What keeps it from leading or following, in words for an operator. */
  readonly problem?: string
}

interface FailingFeed {
  readonly feed: string
  readonly state: FeedState
  /** Of the fault that stands. */
  readonly code?: FeedFaultCode
  /** What it is, and what to do. */
  readonly message?: string
  /** RFC 3339: when it was last confirmed; absent if never. */
  readonly since?: string
}
