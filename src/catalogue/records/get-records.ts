import { FREE } from '../../facts/free.ts'
import type { FeedConfig } from '../../model/feed.ts'
import type { RecordIssue } from '../../model/issue.ts'
import type { Location } from '../../model/location.ts'
import type { Organization } from '../../model/organization.ts'
import { bytesOf, maybeNumberOf, maybeTextOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { Provenance, RecordType, RecordRef } from '../../model/record.ts'
import type { StoredLocation, StoredOrganization, StoredService, ServiceBody } from '../../model/stored-records.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { type Decoded, keptOrRead } from './kept-or-read.ts'
import type { ParsedBodies } from './parsed-bodies.ts'
import { uidOf } from '../../model/record-uid.ts'
import { issueOf } from '../../store/issue-row.ts'
import { present } from '../../model/present.ts'

/** When a feed's list was last confirmed, and where its records are on the web. */
export interface FeedFacts {
  readonly feed: FeedConfig
  readonly lastComplete?: string
  /** Address of a service's detail; undefined where the feed has none to show. */
  sourceUrl(originId: string): string | undefined
}

const SERVICES = `SELECT s.sid, s.uid, b.body, s.full, ${FREE.on('s')} AS free, r.list_at, r.detail_at,
  (SELECT count(*) FROM issue i WHERE i.sid = s.sid) AS issues
  FROM service s JOIN service_body b ON b.sid = s.sid JOIN record r ON r.sid = s.sid WHERE s.uid IN (SELECT value FROM json_each(?))`

/** A record as it is given to whoever asks, with what its provenance was made of besides its row. */
interface Shown<T> {
  readonly record: T
  readonly feed: FeedConfig | undefined
  readonly lastComplete: string | undefined
}

interface DecodedService extends Decoded {
  readonly row: Row
  shown?: Shown<StoredService>
  readonly stated: Omit<StoredService, 'provenance'>
}

/** In the order asked; undefined where unknown. */
export function getServices(
  store: ReaderStore,
  bodies: ParsedBodies,
  factsOf: (slug: string) => FeedFacts | undefined,
  refs: readonly RecordRef[],
): readonly (StoredService | undefined)[] {
  const decoded = keptOrRead(store, 'service', refs.map(uidOf), (uids) => readServices(store, bodies, uids))
  const facts = eachFeedOnce(factsOf)
  return refs.map((ref, index) => {
    const held = decoded[index]
    if (held === undefined) return undefined
    const { row, stated } = held
    return shownBy(held, facts(ref.feed), (feedFacts) => {
      const confirmed = [maybeTextOf(row, 'list_at'), maybeTextOf(row, 'detail_at')]
      return {
        provenance: provenanceOf('service', ref, feedFacts, row, confirmed, stated.service.lastModified),
        ...stated,
      }
    })
  })
}

function readServices(
  store: ReaderStore,
  bodies: ParsedBodies,
  uids: readonly string[],
): ReadonlyMap<string, DecodedService> {
  const rows = store.all(SERVICES, JSON.stringify(uids))
  const issues = issuesOf(
    store,
    rows.filter((row) => row['issues'] !== 0).map((row) => numberOf(row, 'sid')),
  )
  return new Map(
    rows.map((whole) => {
      const { body: _, ...row } = whole
      const { value: service, bytes } = bodies.read<ServiceBody>(bytesOf(whole, 'body'))
      const termUris = new Set((service.attributes ?? []).flatMap(({ termUri }) => termUri ?? []))
      const free = maybeNumberOf(row, 'free')
      const stated = {
        service,
        ...(free === undefined ? {} : { free: free === 1 }),
        termUris: [...termUris],
        issues: issues.get(numberOf(row, 'sid')) ?? [],
      }
      return [textOf(row, 'uid'), { row, stated, bytes }]
    }),
  )
}

function issuesOf(store: ReaderStore, sids: readonly number[]): ReadonlyMap<number, readonly RecordIssue[]> {
  if (sids.length === 0) return new Map()
  const rows = store.all(
    'SELECT * FROM issue WHERE sid IN (SELECT value FROM json_each(?)) ORDER BY iid',
    JSON.stringify(sids),
  )
  return Map.groupBy(rows, (row) => numberOf(row, 'sid'))
    .entries()
    .reduce((bySid, [sid, own]) => bySid.set(sid, own.map(issueOf)), new Map<number, readonly RecordIssue[]>())
}

/** Made once while its feed's facts stand. */
function shownBy<T>(
  held: { shown?: Shown<T> },
  facts: FeedFacts | undefined,
  make: (facts: FeedFacts | undefined) => T,
): T {
  const { feed, lastComplete } = facts ?? {}
  const { shown } = held
  if (shown !== undefined && shown.feed === feed && shown.lastComplete === lastComplete) return shown.record
  const record = make(facts)
  held.shown = { record, feed, lastComplete }
  return record
}

interface DecodedBody<T, S> extends Decoded {
  readonly row: Row
  readonly value: T
  shown?: Shown<S>
}

/** In the order asked; undefined where unknown. */
export function getOrganizations(
  store: ReaderStore,
  bodies: ParsedBodies,
  factsOf: (slug: string) => FeedFacts | undefined,
  refs: readonly RecordRef[],
): readonly (StoredOrganization | undefined)[] {
  const decoded = keptOrRead(store, 'organization', refs.map(uidOf), (uids) =>
    readBodies<Organization, StoredOrganization>(store, bodies, 'organization', uids),
  )
  const facts = eachFeedOnce(factsOf)
  return refs.map((ref, index) => {
    const held = decoded[index]
    if (held === undefined) return undefined
    return shownBy(held, facts(ref.feed), (feedFacts) => ({
      provenance: provenanceOf('organization', ref, feedFacts, held.row, [maybeTextOf(held.row, 'fetched_at')]),
      organization: held.value,
    }))
  })
}

/** In the order asked; undefined where unknown. */
export function getLocations(
  store: ReaderStore,
  bodies: ParsedBodies,
  factsOf: (slug: string) => FeedFacts | undefined,
  refs: readonly RecordRef[],
): readonly (StoredLocation | undefined)[] {
  const decoded = keptOrRead(store, 'location', refs.map(uidOf), (uids) =>
    withPostcodePoints(store, readBodies<Location, StoredLocation>(store, bodies, 'location', uids)),
  )
  const facts = eachFeedOnce(factsOf)
  return refs.map((ref, index) => {
    const held = decoded[index]
    if (held === undefined) return undefined
    return shownBy(held, facts(ref.feed), (feedFacts) => ({
      provenance: provenanceOf('location', ref, feedFacts, held.row, [maybeTextOf(held.row, 'fetched_at')]),
      location: held.value,
    }))
  })
}

/** Of those known by their postcode alone the point that the directory has for it. */
function withPostcodePoints(
  store: ReaderStore,
  locations: ReadonlyMap<string, DecodedBody<Location, StoredLocation>>,
): ReadonlyMap<string, DecodedBody<Location, StoredLocation>> {
  const rows = store.all(
    'SELECT l.uid, q.latitude, q.longitude FROM location l JOIN postcode_point q USING (lid) WHERE l.uid IN (SELECT value FROM json_each(?))',
    JSON.stringify([...locations.keys()]),
  )
  const points = new Map(
    rows.map((row) => [
      textOf(row, 'uid'),
      { latitude: numberOf(row, 'latitude'), longitude: numberOf(row, 'longitude') },
    ]),
  )
  return new Map([...locations].map(([uid, held]) => [uid, { ...held, value: { ...points.get(uid), ...held.value } }]))
}

function readBodies<T, S>(
  store: ReaderStore,
  bodies: ParsedBodies,
  table: 'organization' | 'location',
  uids: readonly string[],
): ReadonlyMap<string, DecodedBody<T, S>> {
  const sql = `SELECT uid, body, full, fetched_at FROM ${table} WHERE uid IN (SELECT value FROM json_each(?))`
  return new Map(
    store.all(sql, JSON.stringify(uids)).map((whole) => {
      const { body: _, ...row } = whole
      return [textOf(row, 'uid'), { row, ...bodies.read<T>(bytesOf(whole, 'body')) }]
    }),
  )
}

/** The facts of each feed found once, however many of its records are asked for. */
function eachFeedOnce(factsOf: (slug: string) => FeedFacts | undefined): typeof factsOf {
  const found = new Map<string, FeedFacts | undefined>()
  return (slug) => {
    if (!found.has(slug)) found.set(slug, factsOf(slug))
    return found.get(slug)
  }
}

function provenanceOf(
  type: RecordType,
  { feed, originId }: RecordRef,
  facts: FeedFacts | undefined,
  row: Row,
  confirmed: readonly (string | undefined)[],
  lastModified?: string,
): Provenance {
  const sourceUrl = type === 'service' ? facts?.sourceUrl(originId) : undefined
  let fetchedAt = facts?.lastComplete ?? ''
  for (const instant of confirmed) if (instant !== undefined && instant > fetchedAt) fetchedAt = instant
  return {
    feed,
    originId,
    type,
    detail: row['full'] === 1 ? 'FULL' : 'LIST_ITEM',
    fetchedAt,
    ...present({ sourceUrl, lastModified }),
  }
}
