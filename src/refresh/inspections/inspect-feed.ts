import { CircuitOpen } from '../../feeds/errors/circuit-open.ts'
import { judgeFilterHonesty } from '../../quality/judge-filter-honesty.ts'
import { judgeVerification } from '../../quality/judge-verification.ts'
import type { NewInspection } from '../../model/inspection.ts'
import { lookAtFeed, type FeedLook, type LookParts } from './look-at-feed.ts'
import { probeFilters } from './probe-filters.ts'

export interface InspectParts extends LookParts {
  /** Milliseconds since 1970. */
  now(): number
}

/** Looks at a feed and verifies it; undefined where its circuit is open. */
export async function verifyFeed(
  parts: InspectParts,
): Promise<{ readonly inspection: NewInspection; readonly look: FeedLook } | undefined> {
  return unlessCircuitOpens(async () => {
    const look = await lookAtFeed(parts)
    return { look, inspection: { verification: judgeVerification(look.seen, new Date(parts.now())) } }
  })
}

/** Verifies a feed and tries its filters; filters are absent where the feed fell silent. Undefined where its circuit is open. */
export async function inspectFeed(parts: InspectParts): Promise<NewInspection | undefined> {
  const verified = await verifyFeed(parts)
  if (verified === undefined) return undefined
  const observations = await unlessCircuitOpens(() => probeFilters(parts, verified.look))
  if (observations === undefined) return verified.inspection
  const at = new Date(parts.now()).toISOString()
  const filters = judgeFilterHonesty(observations).map((honesty) =>
    honesty.result === 'UNTESTED' ? honesty : { ...honesty, at },
  )
  return { ...verified.inspection, filters }
}

async function unlessCircuitOpens<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof CircuitOpen) return undefined
    throw error
  }
}
