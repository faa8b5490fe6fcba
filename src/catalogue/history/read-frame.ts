import { hashOf } from '../../model/hash-of.ts'
import type { FeedConfig } from '../../model/feed.ts'
import type { ObservationFrame, ObservedFeed } from '../../model/observation.ts'
import { present } from '../../model/present.ts'
import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import { DECISIONS_KEY, MATCHED_UNDER_KEY } from '../../store/reprocessing-state.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'
import type { SyncState } from '../../store/sync-state.ts'
import type { FeedStanding } from '../catalogue-reader.ts'

/** What a frame is read from besides the file. */
export interface FrameParts {
  feeds(): readonly FeedConfig[]
  standings(): readonly FeedStanding[]
  placingVersion(): string
}

/** What decides the counts of a look that is taken now. */
export function readFrame(store: ReaderStore, parts: FrameParts): ObservationFrame {
  const states = readStates(store)
  const standings = new Map(parts.standings().map((standing) => [standing.slug, standing]))
  const matching = metaOf(store, MATCHED_UNDER_KEY) ?? RULE_VERSIONS.matching
  const terms = store.all('SELECT key, value FROM taxonomy_state ORDER BY key')
  return {
    feeds: parts.feeds().map((feed) => observedFeed(feed, standings.get(feed.slug), states.get(feed.slug))),
    rules: { matching, placing: RULE_VERSIONS.placing, coverage: RULE_VERSIONS.coverage },
    geography: parts.placingVersion(),
    terms: hashOf(terms.map((row) => [textOf(row, 'key'), textOf(row, 'value')])),
    decisions: hashOf(metaOf(store, DECISIONS_KEY) ?? ''),
  }
}

function observedFeed(
  { slug, name, areas, scope }: FeedConfig,
  standing: FeedStanding | undefined,
  state: SyncState | undefined,
): ObservedFeed {
  const share = standing?.detailedShare
  const [readBy] = listOf(state?.readUnder)
  const [dialect, quirks, own] = listOf(state?.readWith)
  return {
    ...{ slug, name, areas },
    state: standing?.state ?? 'MISSING',
    ...present({ scope, detailedPercent: share === undefined ? undefined : Math.floor(100 * share) }),
    readBy: typeof readBy === 'string' ? readBy : '',
    readWith: hashOf([dialect ?? null, quirks ?? null, own ?? null, state?.source ?? null]),
  }
}

/** The parts of how records were read, as the writer keeps them. */
function listOf(json: string | undefined): readonly unknown[] {
  const parts: unknown = json === undefined ? [] : JSON.parse(json)
  return Array.isArray(parts) ? parts : []
}

function readStates(store: ReaderStore): ReadonlyMap<string, SyncState> {
  return new Map(
    store
      .all('SELECT slug, sync FROM feed')
      .map((row): [string, SyncState] => [textOf(row, 'slug'), JSON.parse(textOf(row, 'sync'))]),
  )
}

function metaOf(store: ReaderStore, key: string): string | undefined {
  const row = store.get('SELECT value FROM meta WHERE key = ?', key)
  return row === undefined ? undefined : textOf(row, 'value')
}
