import { createMatchRecord } from '../../merge/create-match-record.ts'
import type { Cluster } from '../../merge/cluster-history.ts'
import { bareFeedOf } from '../../merge/match-feed.ts'
import type { MatchFeed, MatchRecord } from '../../merge/match-record.ts'
import { DECISIONS_KEY } from '../../store/reprocessing-state.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { lastUidOf, refOf } from '../../model/record-uid.ts'
import { readWholeServices, type WholeService } from '../../store/whole-service.ts'

const CLUSTERS_TOGETHER = 1_000

/** What services of these uids are matched on; those not held are left out. */
export function readMatchRecords(
  store: WriterStore,
  uids: readonly string[],
  feeds: readonly MatchFeed[],
): readonly MatchRecord[] {
  return toMatchRecords(readWholeServices(store, uids), feeds)
}

function toMatchRecords(services: readonly WholeService[], feeds: readonly MatchFeed[]): readonly MatchRecord[] {
  const feedOf = new Map(feeds.map((feed) => [feed.slug, feed]))
  return services.map(({ feed, service }) => createMatchRecord(feedOf.get(feed) ?? bareFeedOf(feed), service))
}

/** Up to `limit` services after the one of that row number, with the last row number; undefined where there are none. */
export function readUidsAfter(
  store: WriterStore,
  after: number,
  limit: number,
): { readonly uids: readonly string[]; readonly last: number } | undefined {
  const rows = store.all('SELECT sid, uid FROM service WHERE sid > ? ORDER BY sid LIMIT ?', after, limit)
  const last = rows.at(-1)
  return last === undefined ? undefined : { uids: rows.map((row) => textOf(row, 'uid')), last: numberOf(last, 'sid') }
}

/** Services not yet matched, gone ones too, after that uid; none of the feeds `without`, whose rows are passed over unread. */
export function readUnmatched(
  store: WriterStore,
  after: string,
  limit: number,
  without: readonly string[],
): readonly string[] {
  const found: string[] = []
  for (let from = after; ;) {
    const rows = store.all('SELECT uid FROM unmatched WHERE uid > ? ORDER BY uid LIMIT ?', from, limit - found.length)
    const uids = rows.map((row) => textOf(row, 'uid'))
    const out = uids.find((uid) => without.includes(refOf(uid).feed))
    found.push(...(out === undefined ? uids : uids.slice(0, uids.indexOf(out))))
    if (out === undefined) return found
    from = lastUidOf(refOf(out).feed)
  }
}

/** Notes that the index of matching holds these services as they are now, in the transaction under way. */
export function noteCounted(store: WriterStore, uids: readonly string[]): void {
  const sql = 'UPDATE unmatched SET counted = 1 WHERE uid IN (SELECT value FROM json_each(?))'
  store.run(sql, JSON.stringify(uids))
}

/** Which of these services it holds as they are now. */
export function readCounted(store: WriterStore, uids: readonly string[]): ReadonlySet<string> {
  const sql = 'SELECT uid FROM unmatched WHERE counted = 1 AND uid IN (SELECT value FROM json_each(?))'
  return new Set(store.all(sql, JSON.stringify(uids)).map((row) => textOf(row, 'uid')))
}

/** Forgets which services it holds as they are: it is another index, or goes by other feeds. */
export function forgetCounted(store: WriterStore): void {
  store.transaction(() => {
    store.run('UPDATE unmatched SET counted = 0 WHERE counted = 1')
    return { visible: false }
  })
}

/** The last service not yet matched, by uid; empty where there is none. */
export function readLastUnmatched(store: WriterStore): string {
  const row = store.get('SELECT uid FROM unmatched ORDER BY uid DESC LIMIT 1')
  return row === undefined ? '' : textOf(row, 'uid')
}

/** Every cluster that stands, a list at a time. */
export function* readClusters(store: WriterStore): Generator<readonly Cluster[]> {
  yield* readInParts(store, 'SELECT key, members, merged_from FROM cluster')
}

/** Every cluster judged beside those by other rules. */
export function* readDraftClusters(store: WriterStore): Generator<readonly Cluster[]> {
  yield* readInParts(store, "SELECT key, members, '[]' AS merged_from FROM draft_cluster")
}

function* readInParts(store: WriterStore, sql: string): Generator<readonly Cluster[]> {
  for (let after = ''; ;) {
    const rows = store.all(`${sql} WHERE key > ? ORDER BY key LIMIT ?`, after, CLUSTERS_TOGETHER)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => ({
      id: textOf(row, 'key'),
      members: JSON.parse(textOf(row, 'members')),
      mergedFrom: JSON.parse(textOf(row, 'merged_from')),
    }))
    after = textOf(last, 'key')
  }
}

/** The decisions as they were last applied, in the form of their file. */
export function readAppliedDecisions(store: WriterStore): string {
  const row = store.get('SELECT value FROM meta WHERE key = ?', DECISIONS_KEY)
  return row === undefined ? '' : textOf(row, 'value')
}

export function writeAppliedDecisions(store: WriterStore, text: string): void {
  store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', DECISIONS_KEY, text)
}
