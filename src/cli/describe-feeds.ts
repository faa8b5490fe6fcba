import type { FeedsConfig } from '../config/feeds-config.ts'
import { redact } from '../model/redact.ts'

/** A line per feed, and what the operator should know. */
export function describeFeeds({ feeds, contact }: FeedsConfig): string[] {
  const enabled = feeds.filter((feed) => feed.enabled)
  const others = feeds.length - enabled.length
  return [
    `${enabled.length} feeds are read${others > 0 ? `, ${others} are listed but not enabled` : ''}:`,
    ...enabled.map((feed) => `  ${feed.slug}: ${feed.publisher}, ${redact(feed.url, feed.secretParameters)}`),
    ...(contact === undefined ? ['No `contact` is set in the feeds file: councils cannot see who asks them.'] : []),
  ]
}
