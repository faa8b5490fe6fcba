import type { ReaderStore } from '../../store/reader-store.ts'
import { builtInRegistry } from '../../taxonomy/scheme-registry.ts'
import { openHeldFeeds } from '../feeds/open-held-feeds.ts'
import { readMappingView } from './mapping-view.ts'
import { readTermView, type TermView } from './term-view.ts'
import { createUnderstanding, type Understanding } from './understanding.ts'

/** The catalogue's file as a command reads it that looks at a feed's terms. */
interface HeldTerms {
  readonly store: ReaderStore
  /** Slugs of the feeds that hold services, in order. */
  readonly feeds: readonly string[]
  readonly terms: TermView
  /** Which terms are understood beyond their feed. */
  readonly understood: Understanding
}

/** Opens the catalogue's file for a command, beside a running gateway, with its terms and mappings. CatalogueFileError where there is none. */
export function openHeldTerms(file: string): HeldTerms {
  const { store, feeds } = openHeldFeeds(file)
  const terms = readTermView(
    store,
    () => undefined,
    () => builtInRegistry,
  )
  return { store, feeds, terms, understood: createUnderstanding(terms, readMappingView(store, terms)) }
}
