import type { RecordRef } from './record.ts'

/** The uid of a record among those of its type: `feed/originId`. Slugs hold no slash, so `refOf` reads it back. */
export function uidOf({ feed, originId }: RecordRef): string {
  return `${feed}/${originId}`
}

/** The record of a uid that `uidOf` made. */
export function refOf(uid: string): RecordRef {
  const slash = uid.indexOf('/')
  return { feed: uid.slice(0, slash), originId: uid.slice(slash + 1) }
}

/** Comes after all uids of the feed, and before those of every feed after it. */
export function lastUidOf(feed: string): string {
  // What follows the slash.
  return `${feed}0`
}
