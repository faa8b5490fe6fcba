import type { Gazetteer } from '../geography/gazetteer.ts'
import type { FeedConfig } from '../model/feed.ts'
import { present } from '../model/present.ts'
import type { MatchFeed } from './match-record.ts'

/** What matching must know of a configured feed; the gazetteer knows what its areas are called and what they lie in. */
export function matchFeedOf(feed: FeedConfig, gazetteer: Pick<Gazetteer, 'find' | 'ancestorsOf'>): MatchFeed {
  const place = feed.publisher.replace(/(?: (?:city|borough|district|county|metropolitan|london|town))* council$/i, '')
  return {
    slug: feed.slug,
    areaNames: [...new Set([...feed.areas.flatMap((code) => gazetteer.find(code)?.name ?? []), place])],
    areaCodes: feed.areas,
    withinCodes: [...new Set(feed.areas.flatMap((code) => [code, ...gazetteer.ancestorsOf(code)]))],
    ...present({ trust: feed.trust }),
    ownHosts: [new URL(feed.url).hostname],
  }
}

/** What is known of a feed that is not configured. */
export function bareFeedOf(slug: string): MatchFeed {
  return { slug, areaNames: [], ownHosts: [] }
}
