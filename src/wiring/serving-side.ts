// Wires the serving side (catalogue, coverage, graphql) over a catalogue's file, with a keeper beside it or without one.
import type { GraphQLSchema } from 'graphql'
import type { CatalogueReader, FeedStanding } from '../catalogue/catalogue-reader.ts'
import { createReader, type ReaderPowers } from '../catalogue/create-reader.ts'
import { readReadiness } from '../catalogue/feeds/read-readiness.ts'
import { createParsedBodies } from '../catalogue/records/parsed-bodies.ts'
import { aboutAll } from '../catalogue/search/choose-set.ts'
import { openSnapshots } from '../catalogue/snapshots.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { createFeedUrls, type FeedUrls } from '../feeds/feed-urls.ts'
import { type GeographyHolder, holdGeography } from '../geography/geography.ts'
import { createRequestContext, type Demand, type RequestContext, type RequestTerms } from '../graphql/context.ts'
import { observe } from '../coverage/observe.ts'
import { createSchema } from '../graphql/schema.ts'
import { createMatchRecord } from '../merge/create-match-record.ts'
import { bareFeedOf, matchFeedOf } from '../merge/match-feed.ts'
import type { MatchRecord } from '../merge/match-record.ts'
import { restateEvidence } from '../merge/restate-evidence.ts'
import { surviveFields } from '../merge/survivorship.ts'
import { createDemand } from './create-demand.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { FeedTraffic, Keeper } from '../model/keeper.ts'
import type { Observation } from '../model/observation.ts'
import type { FileStanding } from '../model/file-standing.ts'
import type { Readiness } from '../model/readiness.ts'
import { redact } from '../model/redact.ts'
import { DEFAULT_SITE, type Site } from '../model/site.ts'
import { filterParameters } from '../standard/filter-parameters.ts'
import { withholdPersonal } from '../standard/personal-fields.ts'
import { geographyFileOf, openGeographyRows } from '../store/geography-file.ts'
import { readLastWorklist } from '../store/last-worklist.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import type { WholeService } from '../store/whole-service.ts'
import type { TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import { createStanding } from './create-standing.ts'
import { type PartStanding, readFileStanding } from './file-standing.ts'
import { followKeeper } from './follow-keeper.ts'
import { holdInForce, type InForce } from './in-force.ts'

/** Answers from a catalogue's file. */
export interface ServingSide {
  readonly schema: GraphQLSchema
  createContext(request: RequestTerms): RequestContext
  /** Equal generation: the same data. */
  generation(): string
  /** What else decides answers: the program, the configuration, the geography, how each feed stands, and the five minutes that are passing. Equal, with an equal generation: the same answers. */
  standing(): string
  /** How many services are held, about. */
  services(): number
  /** Ready once anything of any feed is held, the file is sound as far as is known, and no tables are being filled again. */
  readiness(): Readiness
  standings(): readonly FeedStanding[]
  /** How the pages call themselves and look, by the configuration in use. */
  site(): Site
  /** Looks at the figures as they stand; undefined where no feed can be counted yet, or records are being made again. */
  observe(): Promise<Observation | undefined>
  /** Traffic with a feed, as far as anybody here asks it. */
  traffic(slug: string): FeedTraffic
  /** Orders that the writer of the catalogue has not answered. */
  queued(): number
  /** The files as they stand on the disk. */
  files(): FileStanding<PartStanding>
  /** Counts a search that found little, of a client that another process answered. */
  readonly noteSearch: Demand['note']
  /** SQL statements that reading has cost so far. */
  statementCount(): number
  /** Takes up another configuration, what files state of terms, and geography as it is imported now; the feeds that count stay. */
  takeUp(config: FeedsConfig, taxonomies: TaxonomySet): void
  /** From now on the enabled feeds of the configuration count. */
  countFeeds(): void
  /** Opens the file as often as it will ever be: from now on this reads it as it is, whatever is put in its place. */
  openAll(): void
  close(): void
}

/** What the serving side is made over. */
export interface ServingParts {
  /** Path of the SQLite file. */
  readonly file: string
  /** The same file, open for reading; closed with the serving side, or where that can't be opened. */
  readonly store: ReaderStore
  readonly keeper: Keeper
  /** Milliseconds since 1970. */
  now(): number
  /** False: nothing is written beside the file either, such as how often was searched in vain. */
  readonly isWriting?: boolean
  /** Who counts searches that find little, where another process does. */
  readonly noteSearch?: Demand['note']
}

const NO_TRAFFIC: FeedTraffic = { circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 0 }

/** Opens the serving side; no feed counts before `countFeeds`. CatalogueFileError where the imported geography can't be used. */
export function openServingSide(initial: FeedsConfig, known: TaxonomySet, parts: ServingParts): ServingSide {
  try {
    return openOver(initial, known, parts)
  } catch (error) {
    parts.store.close()
    throw error
  }
}

function openOver(initial: FeedsConfig, known: TaxonomySet, parts: ServingParts): ServingSide {
  const { file, store, keeper, now } = parts
  let isClosed = false
  const inForce = holdInForce(initial, known)
  const geography = holdGeography(
    () => openGeographyRows(geographyFileOf(file), () => keeper.noteDamage('GEOGRAPHY')),
    () => new Date(now()).toISOString().slice(0, 10),
  )
  const powers = createReaderPowers(inForce, geography, parts)
  const reader: CatalogueReader = createReader(store, powers)
  const snapshots = openSnapshots(file, powers, () => reader.generation())
  const stopListening = followKeeper(keeper, { store, snapshots, geography, inForce })
  const standings = (): readonly FeedStanding[] => reader.feeds.feedStandings()
  const standingNow = () =>
    createStanding({
      config: inForce.config(),
      counting: inForce.counting(),
      taxonomies: inForce.taxonomies(),
      ...{ standings, generation: () => reader.generation(), geographyVersion: () => geography.current().version, now },
    })
  let standing = standingNow()
  const trafficOf = (slug: string): FeedTraffic => keeper.traffic(slug) ?? NO_TRAFFIC
  const demand = createDemand(parts, inForce)
  return {
    schema: createSchema(),
    createContext: (request) =>
      createRequestContext(
        {
          reader,
          snapshot: () => snapshots.take(),
          texts: inForce.texts,
          details: keeper.details,
          feeds: inForce.enabled,
          feedHealth: trafficOf,
          now,
          showAssurers: inForce.config().showAssurers,
          demand,
          withholdPersonal,
        },
        request,
      ),
    generation: () => reader.generation(),
    standing: () => standing(),
    services: () => aboutAll(store),
    readiness: () => readReadiness(store, reader, keeper.troubles()),
    async observe() {
      const held = snapshots.take()
      try {
        return await observe(held.reader, inForce.enabled(), inForce.config().historyOf)
      } catch (error) {
        // What was counted so far is of no use to anybody.
        if (isClosed) return undefined
        throw error
      } finally {
        held.release()
      }
    },
    standings,
    site: () => inForce.config().site ?? DEFAULT_SITE,
    traffic: trafficOf,
    queued: () => keeper.queued(),
    files: () => readFileStanding(file, keeper.troubles()),
    noteSearch: demand.note,
    statementCount: () => store.statementCount() + snapshots.statementCount(),
    takeUp(next, taxonomies) {
      inForce.takeUp(next, taxonomies)
      geography.reload()
      standing = standingNow()
    },
    countFeeds() {
      inForce.countFeeds()
      // What was answered since the configuration was taken up still counted the feeds before.
      standing = standingNow()
    },
    openAll: () => snapshots.openAll(),
    close() {
      isClosed = true
      demand.close()
      stopListening()
      snapshots.close()
      store.close()
      geography.close()
    },
  }
}

/** What a catalogue is read with. */
function createReaderPowers(
  inForce: InForce,
  geography: GeographyHolder,
  { file, keeper, now }: ServingParts,
): ReaderPowers {
  function matchRecordOf({ feed, service }: WholeService): MatchRecord {
    const configured = inForce.config().feeds.find(({ slug }) => slug === feed)
    const { gazetteer } = geography.current()
    return createMatchRecord(configured === undefined ? bareFeedOf(feed) : matchFeedOf(configured, gazetteer), service)
  }
  return {
    feeds: inForce.counting,
    sourceUrl: createSourceUrls(),
    nowMs: now,
    keeper,
    filterParameters: (dialect) => filterParameters(dialect).map(({ parameter }) => parameter),
    lastWorklist: (slug) => readLastWorklist(file, slug),
    registry: inForce.registry,
    accepted: inForce.accepted,
    geography: () => geography.current(),
    synonyms: () => inForce.config().synonyms ?? [],
    mark: () => `${inForce.changes()} ${geography.current().version}`,
    bodies: createParsedBodies(),
    judges: {
      findConflicts: (listings, today) => surviveFields(listings, today).conflicts,
      restateEvidence: (evidence, left, right) => restateEvidence(evidence, matchRecordOf(left), matchRecordOf(right)),
    },
  }
}

/** Finds the address of a service's detail at its publisher; each feed's addresses are worked out once. */
function createSourceUrls(): (feed: FeedConfig, originId: string) => string | undefined {
  const urls = new WeakMap<FeedConfig, FeedUrls>()
  return (feed, originId) => {
    const known = urls.get(feed) ?? createFeedUrls(feed.url)
    urls.set(feed, known)
    const address = known.detail(originId)
    return address && redact(address.href, feed.secretParameters)
  }
}
