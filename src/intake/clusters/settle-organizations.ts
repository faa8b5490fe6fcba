import { createMatchOrganization } from '../../merge/match-organization.ts'
import { matchOrganizations } from '../../merge/match-organizations.ts'
import type { MatchFeed } from '../../merge/match-record.ts'
import type { Organization } from '../../model/organization.ts'
import { unpack } from '../../store/packed.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { takeOrganizationsNoted } from './note-unmatched.ts'
import { refOf } from '../../model/record-uid.ts'

/** Matches the organizations of all feeds and writes the group of each; organizations are few, so all are matched together. */
export function settleOrganizations(store: WriterStore, feeds: readonly MatchFeed[]): void {
  const feedOf = new Map(feeds.map((feed) => [feed.slug, feed]))
  const rows = store.all('SELECT oid, uid, origin_id, body FROM organization')
  const oidOf = new Map(rows.map((row) => [textOf(row, 'uid'), numberOf(row, 'oid')]))
  const organizations = rows.flatMap((row) => {
    const slug = refOf(textOf(row, 'uid')).feed
    const feed = feedOf.get(slug) ?? { slug, areaNames: [], ownHosts: [] }
    return createMatchOrganization(feed, textOf(row, 'origin_id'), unpack<Organization>(bytesOf(row, 'body'))) ?? []
  })
  const groupOf = new Map<number, number>()
  for (const { members } of matchOrganizations(organizations, { together: readTogether(store) }).clusters) {
    const oids = members.flatMap((key) => oidOf.get(key) ?? [])
    for (const oid of oids) groupOf.set(oid, Math.min(...oids))
  }
  store.transaction(() => {
    takeOrganizationsNoted(store)
    let visible = false
    for (const row of store.all('SELECT oid, gid FROM organization')) {
      const oid = numberOf(row, 'oid')
      const gid = groupOf.get(oid) ?? null
      if (row['gid'] === gid) continue
      store.run('UPDATE organization SET gid = ? WHERE oid = ?', gid, oid)
      visible = true
    }
    return { visible }
  })
}

/** Uids of the organizations of each cluster's services, where they are several. */
function readTogether(store: WriterStore): readonly (readonly string[])[] {
  const rows = store.all(
    `SELECT DISTINCT s.cid, o.uid FROM service s JOIN organization o USING (oid) WHERE s.solo = 0 ORDER BY s.cid, o.uid`,
  )
  const byCluster = Map.groupBy(rows, (row) => numberOf(row, 'cid'))
  return [...byCluster.values()].map((all) => all.map((row) => textOf(row, 'uid'))).filter((uids) => uids.length > 1)
}
