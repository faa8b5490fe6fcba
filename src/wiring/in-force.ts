// What a serving side answers by, which the operator may change while it answers.
import type { FeedsConfig } from '../config/feeds-config.ts'
import { createTextStore, type TextStore } from '../graphql/kept-texts.ts'
import type { AcceptedTerm } from '../model/accepted-term.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import { createSchemeRegistry, type SchemeRegistry } from '../taxonomy/scheme-registry.ts'

/** The configuration and the terms that are in use, each asked for when it is needed. */
export interface InForce {
  config(): FeedsConfig
  taxonomies(): TaxonomySet
  registry(): SchemeRegistry
  /** Terms that were accepted for a service, named as `feed/originId`. */
  accepted(service: string): readonly AcceptedTerm[]
  /** The feeds that the configuration enables. */
  enabled(): readonly FeedConfig[]
  /** The feeds that answers count: none before `countFeeds`. */
  counting(): readonly FeedConfig[]
  /** Texts kept for answers, another set whenever what they follow from changes: a request under way keeps on in its own. */
  texts(): TextStore
  dropTexts(): void
  /** How often anything of this was changed. */
  changes(): number
  takeUp(config: FeedsConfig, taxonomies: TaxonomySet): void
  /** From now on the enabled feeds count. */
  countFeeds(): void
}

/** Holds what is in force; `takeUp` puts other things in its place. */
export function holdInForce(initial: FeedsConfig, known: TaxonomySet): InForce {
  let config = initial
  let taxonomies = known
  let registry = createSchemeRegistry(known.schemes)
  let accepted = acceptedIn(known)
  let counting: readonly FeedConfig[] = []
  let texts = createTextStore()
  let changes = 0
  const enabled = (): readonly FeedConfig[] => config.feeds.filter((feed) => feed.enabled)
  const dropTexts = (): void => void (texts = createTextStore())
  const noteChange = (): void => {
    changes += 1
    dropTexts()
  }
  return {
    config: () => config,
    taxonomies: () => taxonomies,
    registry: () => registry,
    accepted: (service) => accepted.get(service) ?? [],
    enabled,
    counting: () => counting,
    texts: () => texts,
    dropTexts,
    changes: () => changes,
    takeUp(next, read) {
      config = next
      taxonomies = read
      registry = createSchemeRegistry(read.schemes)
      accepted = acceptedIn(read)
      noteChange()
    },
    countFeeds() {
      counting = enabled()
      noteChange()
    },
  }
}

function acceptedIn({ accepted = [] }: TaxonomySet): ReadonlyMap<string, readonly AcceptedTerm[]> {
  return Map.groupBy(accepted, ({ service }) => service)
}
