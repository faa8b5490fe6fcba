import { CircuitOpen } from '../feeds/errors/circuit-open.ts'
import { type FeedLook, lookAtFeed, type LookParts } from '../feeds/look-at-feed.ts'
import { probeFilters } from '../feeds/probe-filters.ts'
import type { FeedSighting } from '../model/feed-observations.ts'
import { present } from '../model/present.ts'

/** What looking at a feed needs, and when that is. */
export interface InspectParts extends LookParts {
  /** Milliseconds since 1970. */
  now(): number
}

/** Looks at a feed as its verification asks; undefined where its circuit is open. */
export async function sightFeed(parts: InspectParts): Promise<FeedSighting | undefined> {
  const look = await unlessCircuitOpens(() => lookAtFeed(parts))
  return look && sightingOf(parts, look)
}

/** Looks at a feed and tries its filters; undefined where its circuit is open. */
export async function inspectFeed(parts: InspectParts): Promise<FeedSighting | undefined> {
  const look = await unlessCircuitOpens(() => lookAtFeed(parts))
  if (look === undefined) return undefined
  const filters = await unlessCircuitOpens(() => probeFilters(parts, look))
  return { ...sightingOf(parts, look), ...present({ filters }) }
}

function sightingOf({ now }: InspectParts, { seen }: FeedLook): FeedSighting {
  return { at: new Date(now()).toISOString(), seen }
}

async function unlessCircuitOpens<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof CircuitOpen) return undefined
    throw error
  }
}
