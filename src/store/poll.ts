/** How one refresh of a feed's list went. */
export interface Poll {
  /** RFC 3339: when it ended. */
  readonly at: string
  /** The list was read to its end. */
  readonly succeeded: boolean
  readonly ms: number
  /** Absent where it did not succeed. */
  readonly walk?: PollWalk
}

/** What walking the list showed. */
export interface PollWalk {
  readonly distinctIds: number
  readonly repeatedIds: number
  readonly totalItemsStated?: number
  /** The list moved while it was read, so that it was read twice. */
  readonly isShifting: boolean
  /** Records that the list no longer names. */
  readonly removed: number
}
