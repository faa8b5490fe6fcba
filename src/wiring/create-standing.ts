// Says what decides answers besides the generation of the data, so that clients that hold one can be answered without making it again.
import type { FeedStanding } from '../catalogue/catalogue-reader.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { FeedConfig } from '../model/feed.ts'
import { hashOf } from '../model/hash-of.ts'
import { RULE_VERSIONS } from '../model/rule-versions.ts'
import { crosswalkKey, schemesKey, type TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import { VERSION } from '../version.ts'

/** What decides answers besides the generation. */
interface StandingParts {
  readonly config: FeedsConfig
  /** The feeds that count, as they are configured. */
  readonly counting: readonly FeedConfig[]
  readonly taxonomies: TaxonomySet
  readonly standings: () => readonly FeedStanding[]
  readonly generation: () => string
  /** Equal: the same areas with the same people. */
  readonly geographyVersion: () => string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const SECOND_MS = 1_000
/** Whatever else passes in answers, such as how often a feed was asked lately, is so old at most. */
const MOMENT_MS = 300_000

/**
 * Creates what gives a mark of the program, the configuration, the geography, how each feed stands and the five minutes that are passing:
 * with an equal mark and generation, answers are equal. The mark may be a second old, and is the same in every process over the data.
 */
export function createStanding(parts: StandingParts): () => string {
  const { config, counting, taxonomies, standings, generation, geographyVersion, now } = parts
  let configured: string | undefined
  let last: { readonly of: string; readonly mark: string } | undefined
  return () => {
    const second = Math.floor(now() / SECOND_MS)
    const geography = geographyVersion()
    const of = `${generation()} ${geography} ${second}`
    if (last?.of === of) return last.mark
    configured ??= hashOf([VERSION, RULE_VERSIONS, config, counting, ...keysOf(taxonomies)])
    const mark = hashOf([configured, geography, Math.floor((second * SECOND_MS) / MOMENT_MS), standings()])
    last = { of, mark }
    return mark
  }
}

function keysOf(taxonomies: TaxonomySet): readonly unknown[] {
  return [schemesKey(taxonomies), crosswalkKey(taxonomies), taxonomies.accepted]
}
