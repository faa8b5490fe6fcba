import type { MatchFeed } from '../../merge/match-record.ts'
import type { FeedConfig } from '../../model/feed.ts'

/** What matching must know of a configured feed; `areaName` finds the name of a GSS code. */
export function matchFeedOf(feed: FeedConfig, areaName: (code: string) => string | undefined): MatchFeed {
  const place = feed.publisher.replace(/(?: (?:city|borough|district|county|metropolitan|london|town))* council$/i, '')
  return {
    slug: feed.slug,
    areaNames: [...new Set([...feed.areas.flatMap((code) => areaName(code) ?? []), place])],
    ownHosts: [new URL(feed.url).hostname],
  }
}
