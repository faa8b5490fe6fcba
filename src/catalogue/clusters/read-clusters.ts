import { uidOf, refOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import type { RecordRef } from '../../model/record.ts'
import type { StoredCluster, StoredConflict } from './stored-cluster.ts'
import { readWholeServices, type WholeService } from '../../store/whole-service.ts'

/** The cluster of each service, in the order asked; undefined where no such service is held. */
export function getClusters(store: ReaderStore, refs: readonly RecordRef[]): readonly (StoredCluster | undefined)[] {
  const rows = store.all(
    'SELECT uid, cid, solo FROM service WHERE uid IN (SELECT value FROM json_each(?))',
    JSON.stringify(refs.map(uidOf)),
  )
  const cids = rows.filter((row) => row['solo'] === 0).map((row) => numberOf(row, 'cid'))
  const shared = readShared(store, cids)
  const cidOf = new Map(rows.map((row) => [textOf(row, 'uid'), numberOf(row, 'cid')]))
  return refs.map((ref) => {
    const cid = cidOf.get(uidOf(ref))
    if (cid === undefined) return undefined
    return shared.get(cid) ?? { key: uidOf(ref), listings: [refOf(uidOf(ref))], mergedFrom: [] }
  })
}

/** The cluster that goes by a key now, or that the cluster which went by it once is part of; undefined where there is none. */
export function findCluster(store: ReaderStore, key: string): StoredCluster | undefined {
  const named = store.get('SELECT cid FROM cluster WHERE key = ?', key)
  const own =
    named === undefined
      ? getClusters(store, [refOf(key)])[0]
      : readShared(store, [numberOf(named, 'cid')]).get(numberOf(named, 'cid'))
  if (own !== undefined) return own
  const heir = store.get(
    'SELECT cid FROM cluster c WHERE EXISTS (SELECT 1 FROM json_each(c.merged_from) WHERE value = ?) LIMIT 1',
    key,
  )
  return heir === undefined ? undefined : readShared(store, [numberOf(heir, 'cid')]).get(numberOf(heir, 'cid'))
}

function readShared(store: ReaderStore, cids: readonly number[]): ReadonlyMap<number, StoredCluster> {
  if (cids.length === 0) return new Map()
  const wanted = JSON.stringify([...new Set(cids)])
  const members = store.all(
    'SELECT cid, uid FROM service WHERE cid IN (SELECT value FROM json_each(?)) AND solo = 0 ORDER BY cid, pref',
    wanted,
  )
  const named = store.all(
    'SELECT cid, key, merged_from FROM cluster WHERE cid IN (SELECT value FROM json_each(?))',
    wanted,
  )
  const nameOf = new Map(named.map((row) => [numberOf(row, 'cid'), row]))
  const listings = Map.groupBy(members, (row) => numberOf(row, 'cid'))
  return new Map([...listings].map(([cid, rows]) => [cid, clusterOf(rows, nameOf.get(cid))]))
}

function clusterOf(rows: readonly Row[], name: Row | undefined): StoredCluster {
  const uids = rows.map((row) => textOf(row, 'uid'))
  return {
    key: name === undefined ? (uids.toSorted()[0] ?? '') : textOf(name, 'key'),
    listings: uids.map(refOf),
    mergedFrom: name === undefined ? [] : JSON.parse(textOf(name, 'merged_from')),
  }
}

/** What listings of one cluster state differently; `today` is `YYYY-MM-DD`. */
export type FindConflicts = (listings: readonly WholeService[], today: string) => readonly StoredConflict[]

/** What the records of each group state differently, in the order asked. */
export function getConflicts(
  store: ReaderStore,
  groups: readonly (readonly RecordRef[])[],
  find: (listings: readonly WholeService[]) => readonly StoredConflict[],
): readonly (readonly StoredConflict[])[] {
  const shared = groups.filter((group) => group.length > 1)
  const services = readWholeServices(
    store,
    shared.flatMap((group) => group.map(uidOf)),
  )
  const byUid = new Map(services.map((whole) => [whole.uid, whole]))
  return groups.map((group) => (group.length > 1 ? find(group.flatMap((ref) => byUid.get(uidOf(ref)) ?? [])) : []))
}

/** The records of other feeds of the same real organization, in the order asked. */
export function getOrganizationTwins(
  store: ReaderStore,
  refs: readonly RecordRef[],
): readonly (readonly RecordRef[])[] {
  const rows = store.all(
    `SELECT o.uid, t.uid AS twin FROM organization o JOIN organization t ON t.gid = o.gid AND t.oid <> o.oid
      WHERE o.uid IN (SELECT value FROM json_each(?)) ORDER BY t.uid`,
    JSON.stringify(refs.map(uidOf)),
  )
  const twins = Map.groupBy(rows, (row) => textOf(row, 'uid'))
  return refs.map((ref) => (twins.get(uidOf(ref)) ?? []).map((row) => refOf(textOf(row, 'twin'))))
}
