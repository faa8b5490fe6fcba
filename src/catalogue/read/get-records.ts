import type { RecordIssue } from '../../model/issue.ts'
import type { Location } from '../../model/location.ts'
import type { Organization } from '../../model/organization.ts'
import type { Provenance, RecordType } from '../../model/record.ts'
import type { StoredLocation, StoredOrganization, StoredService } from '../catalogue-reader.ts'
import { unpack } from '../packed.ts'
import { bytesOf, maybeTextOf, numberOf, textOf, type Row } from '../row.ts'
import type { RecordRef } from '../service-query.ts'
import type { ServiceBody } from '../stored-service.ts'
import type { ReaderStore } from './reader-store.ts'

/** When a feed's list was last confirmed, and where its records are on the web. */
export interface FeedFacts {
  readonly lastComplete?: string
  /** Address of a service's detail; undefined where the feed has none to show. */
  sourceUrl(originId: string): string | undefined
}

/** Rows by uid, for any number of refs, in one statement. */
function rowsByUid(store: ReaderStore, sql: string, refs: readonly RecordRef[]): ReadonlyMap<string, Row> {
  const uids = JSON.stringify(refs.map(uidOf))
  return new Map(store.all(sql, uids).map((row) => [textOf(row, 'uid'), row]))
}

export function uidOf({ feed, originId }: RecordRef): string {
  return `${feed}/${originId}`
}

const SERVICES = `SELECT s.sid, s.uid, s.body, s.full, r.list_at, r.detail_at,
  (SELECT count(*) FROM issue i WHERE i.sid = s.sid) AS issues
  FROM service s JOIN record r ON r.sid = s.sid WHERE s.uid IN (SELECT value FROM json_each(?))`

/** In the order asked; undefined where unknown. */
export function getServices(
  store: ReaderStore,
  factsOf: (slug: string) => FeedFacts | undefined,
  refs: readonly RecordRef[],
): readonly (StoredService | undefined)[] {
  const rows = rowsByUid(store, SERVICES, refs)
  const issues = issuesOf(
    store,
    [...rows.values()].filter((row) => row['issues'] !== 0).map((row) => numberOf(row, 'sid')),
  )
  return refs.map((ref) => {
    const row = rows.get(uidOf(ref))
    if (row === undefined) return undefined
    const service = unpack<ServiceBody>(bytesOf(row, 'body'))
    const confirmed = [maybeTextOf(row, 'list_at'), maybeTextOf(row, 'detail_at')]
    const provenance = provenanceOf('service', ref, factsOf(ref.feed), row, confirmed, service.lastModified)
    const told = (service.attributes ?? []).flatMap(({ termUri }) => termUri ?? [])
    return { provenance, service, termUris: [...new Set(told)], issues: issues.get(numberOf(row, 'sid')) ?? [] }
  })
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

/** An issue as a row tells it. */
export function issueOf(row: Row): RecordIssue {
  const sample = maybeTextOf(row, 'sample')
  // The codes and severities were written from a RecordIssue.
  return {
    code: textOf(row, 'code') as RecordIssue['code'],
    severity: textOf(row, 'severity') as RecordIssue['severity'],
    path: textOf(row, 'path'),
    message: textOf(row, 'message'),
    ...(sample === undefined ? {} : { sample }),
  }
}

/** In the order asked; undefined where unknown. */
export function getOrganizations(
  store: ReaderStore,
  factsOf: (slug: string) => FeedFacts | undefined,
  refs: readonly RecordRef[],
): readonly (StoredOrganization | undefined)[] {
  const rows = rowsByUid(
    store,
    'SELECT uid, body, full, fetched_at FROM organization WHERE uid IN (SELECT value FROM json_each(?))',
    refs,
  )
  return refs.map((ref) => {
    const row = rows.get(uidOf(ref))
    if (row === undefined) return undefined
    return {
      provenance: provenanceOf('organization', ref, factsOf(ref.feed), row, [maybeTextOf(row, 'fetched_at')]),
      organization: unpack<Organization>(bytesOf(row, 'body')),
    }
  })
}

/** In the order asked; undefined where unknown. */
export function getLocations(
  store: ReaderStore,
  factsOf: (slug: string) => FeedFacts | undefined,
  refs: readonly RecordRef[],
): readonly (StoredLocation | undefined)[] {
  const rows = rowsByUid(
    store,
    'SELECT uid, body, full, fetched_at FROM location WHERE uid IN (SELECT value FROM json_each(?))',
    refs,
  )
  return refs.map((ref) => {
    const row = rows.get(uidOf(ref))
    if (row === undefined) return undefined
    return {
      provenance: provenanceOf('location', ref, factsOf(ref.feed), row, [maybeTextOf(row, 'fetched_at')]),
      location: unpack<Location>(bytesOf(row, 'body')),
    }
  })
}

function provenanceOf(
  type: RecordType,
  ref: RecordRef,
  facts: FeedFacts | undefined,
  row: Row,
  confirmed: readonly (string | undefined)[],
  lastModified?: string,
): Provenance {
  const sourceUrl = type === 'service' ? facts?.sourceUrl(ref.originId) : undefined
  const fetchedAt =
    [facts?.lastComplete, ...confirmed]
      .filter((instant) => instant !== undefined)
      .toSorted()
      .at(-1) ?? ''
  return {
    ...ref,
    type,
    detail: row['full'] === 1 ? 'FULL' : 'LIST_ITEM',
    fetchedAt,
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
    ...(lastModified === undefined ? {} : { lastModified }),
  }
}
