import type { FeedIdentity } from '../../model/feed.ts'
import { isAdmitted, type FeedInspection } from '../../model/inspection.ts'
import type { Keeper } from '../../model/keeper.ts'
import { present } from '../../model/present.ts'
import { refOf } from '../../model/record-uid.ts'
import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import { compareWorklists, type LastWorklist } from '../../model/worklist.ts'
import { readInspection } from '../../store/inspection-row.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { FeedsReader, TermReader } from '../catalogue-reader.ts'
import type { PlaceReader } from '../areas/place-reader.ts'
import { hasChangedSince } from '../changes/has-changed-since.ts'
import { listChangesInSteps } from '../changes/list-changes.ts'
import { readFeedIdentity, readGone, readHistoryStart, readLastForgotten } from '../changes/read-gone.ts'
import type { Lookups } from '../lookups.ts'
import { countQualityBands } from '../scores/read-quality.ts'
import { unmappedTermsOf } from '../terms/scheme-reports.ts'
import { feedContent } from './feed-content.ts'
import { countFeed } from './feed-counts.ts'
import { listFeedIssues } from './feed-issues.ts'
import { measureFeed } from './feed-measures.ts'
import { feedStanding, readSyncState, reasonNotAdmitted } from './feed-standings.ts'
import { inSteps } from '../steps.ts'
import { readWorklist } from './feed-worklist.ts'
import { readTermRules } from '../terms/read-term-rules.ts'
import { withReading } from './with-reading.ts'

const DAY_MS = 86_400_000

interface FeedsReaderPowers {
  nowMs(): number
  readonly keeper: Pick<Keeper, 'unwrittenFault' | 'reading'>
  /** The parameters by which a list of a dialect can be filtered; none for a dialect that is not known. */
  filterParameters(dialect: string): readonly string[]
  /** The worklist of a feed that was last given out. */
  lastWorklist(slug: string): LastWorklist | undefined
}

/** Of each scheme that a feed uses. */
const MOST_UNMAPPED = 50
/** As many as a publisher may be asked about at once. */
const MOST_LISTED_TERMS = 1_000

/** The reader of feeds over an open file; `others` know of terms and areas. */
export function createFeedsReader(
  store: ReaderStore,
  lookups: Lookups,
  { nowMs, keeper, filterParameters, lastWorklist }: FeedsReaderPowers,
  others: { terms: Pick<TermReader, 'schemeReports'>; places: Pick<PlaceReader, 'unresolvedAreaNames'> },
): FeedsReader {
  const formerFeed = (slug: string): FeedIdentity | undefined =>
    lookups.feedOf(slug) === undefined ? readFeedIdentity(store, slug) : undefined
  // Of a feed that is no longer configured nothing is held, which is what is then counted.
  const onceKnownFid = (slug: string): number => (formerFeed(slug) && lookups.rowOf(slug)) ?? lookups.knownFid(slug)
  return {
    feedStandings(slugs) {
      slugs?.forEach(lookups.knownFid)
      const wanted = lookups.feeds().filter(({ slug }) => slugs === undefined || slugs.includes(slug))
      return wanted.map((feed) => {
        const standing = feedStanding(store, feed, lookups.rowOf(feed.slug), nowMs(), keeper.unwrittenFault(feed.slug))
        const inspection = feed.requirePass === true ? readInspection(store, feed.slug) : undefined
        if (inspection === undefined || isAdmitted(feed, inspection))
          return withReading(standing, keeper.reading(feed.slug), nowMs())
        return { ...standing, reason: reasonNotAdmitted(feed, inspection) }
      })
    },
    feedSlugs: lookups.feedSlugs,
    feedCounts: (slug) => countFeed(store, onceKnownFid(slug)),
    feedIssues: (slug, query, first, afterId) => listFeedIssues(store, onceKnownFid(slug), query, first, afterId),
    feedWorklist(slug) {
      const fid = onceKnownFid(slug)
      const reports = others.terms.schemeReports(MOST_LISTED_TERMS).filter(({ feed }) => feed === slug)
      const terms = reports.flatMap(({ commonestUnmapped }) => commonestUnmapped)
      const today = Math.floor(nowMs() / DAY_MS)
      const items = inSteps(store, `worklist ${slug} ${today}`, () =>
        readWorklist(store, { slug, fid }, terms, nowMs()),
      )
      const last = lastWorklist(slug)
      const { reading, matching, scoring, placing } = RULE_VERSIONS
      const rules = { reading, matching, scoring, placing, terms: readTermRules(store) }
      const compared = store.remember(`worklist ${slug} ${today} since ${last?.at}`, () =>
        compareWorklists(items, last, {
          rules,
          today: new Date(nowMs()).toISOString().slice(0, 10),
          hasChangedSince: (record, at) => hasChangedSince(store, refOf(record), at),
        }),
      )
      return { items: compared, rules, ...present({ lastAt: last?.at }) }
    },
    changes: (query, first, after) => listChangesInSteps(store, query, first, after),
    removedAt: (type, ref) => readGone(store, type, ref),
    formerFeed,
    changesFrom: () => readHistoryStart(store),
    lastForgottenChange: () => readLastForgotten(store),
    feedInspection: (slug) =>
      store.remember(`inspection ${slug}`, () =>
        withUntried(
          readInspection(store, slug),
          filterParameters(readSyncState(store, onceKnownFid(slug)).dialect ?? ''),
        ),
      ),
    feedRoot: (slug) => readSyncState(store, onceKnownFid(slug)).root?.stated,
    feedContent: (slug) =>
      feedContent(store, onceKnownFid(slug), nowMs(), {
        qualityBands: (fid) => countQualityBands(store, fid),
        unmappedTerms: () => unmappedTermsOf(others.terms.schemeReports(MOST_UNMAPPED), slug),
        unresolvedAreaNames: () => others.places.unresolvedAreaNames(slug).map(({ name, count }) => ({ name, count })),
      }),
    feedMeasures: (slug) =>
      store.remember(`measures ${slug}`, () => measureFeed(store, lookups.knownFid(slug), nowMs())),
  }
}

/** The inspection with every parameter among its filters: one not yet tried is UNTESTED, and without `at`. */
function withUntried(inspection: FeedInspection, parameters: readonly string[]): FeedInspection {
  const tried = new Set(inspection.filters.map(({ parameter }) => parameter))
  const untried = parameters
    .filter((parameter) => !tried.has(parameter))
    .map((parameter) => ({ parameter, result: 'UNTESTED' }) as const)
  return { ...inspection, filters: [...inspection.filters, ...untried] }
}
