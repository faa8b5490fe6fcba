/** How the files of a data folder stand on their disk; `Part` is what is said of each file that is looked through and mended. */
export interface FileStanding<Part> {
  /** Of the catalogue. */
  readonly bytes: number
  /** Of the log beside it that is not yet in it. */
  readonly logBytes: number
  /** What may still be written to their disk; absent where the system does not say. */
  readonly freeBytes?: number
  /** False where the last attempt to write failed for want of room, or since nothing may be written there. */
  readonly isWritable: boolean
  readonly parts: readonly Part[]
}
