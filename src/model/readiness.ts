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
}

interface FailingFeed {
  readonly feed: string
  readonly state: FeedState
  /** Of the fault that stands. */
  readonly code?: FeedFaultCode
  /** RFC 3339: when it was last confirmed; absent if never. */
  readonly since?: string
}
