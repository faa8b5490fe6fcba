import type { ServiceFilter } from '../catalogue/service-query.ts'
import type { AreaBasis } from '../geography/placement-rows.ts'
import type { CoverageSource } from './coverage-question.ts'
import { isReady, positionOf } from './feed-reach.ts'
import { memo } from './once.ts'

/** Feeds of areas wider than one asked for: what they list without a place may serve it. */
export interface WiderFeeds {
  /** Slugs of the ready feeds whose own area holds the area; none unless by AVAILABLE. */
  of(code: string): readonly string[]
  /** Codes of a feed's own areas, current ones. */
  ownAreas(slug: string): readonly string[]
  /** Records of the feed that count for its areas, and by no more than being published for them. */
  onlyPublished(slug: string): ServiceFilter
}

/** The wider feeds of a question by this basis. */
export function createWiderFeeds(basis: AreaBasis, { feeds, gazetteer }: CoverageSource): WiderFeeds {
  const ownAreas = memo((slug: string): readonly string[] => {
    const own = feeds.find((feed) => feed.slug === slug)?.areas ?? []
    return own.flatMap((code) => gazetteer.findCurrent(code).map(({ area }) => area.code))
  })
  return {
    of: memo((code: string) =>
      basis === 'AVAILABLE'
        ? feeds.filter((feed) => isReady(feed) && positionOf(feed, code, gazetteer) === 'HOLDS').map(({ slug }) => slug)
        : [],
    ),
    ownAreas,
    onlyPublished(slug) {
      const countFor = (by: AreaBasis): ServiceFilter => ({ areas: { anyOf: ownAreas(slug), basis: by } })
      return { and: [{ feeds: [slug] }, countFor('AVAILABLE'), ...NARROWER.map((by) => ({ not: countFor(by) }))] }
    },
  }
}

const NARROWER = ['SERVES', 'LOCATED'] as const
