import type { MatchDelta } from '../../merge/apply-changes.ts'
import type { Cluster } from '../../merge/cluster-history.ts'
import type { MatchState } from '../../merge/match-state.ts'
import { numberOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { noteMoves } from './note-moves.ts'
import { rankMembers, type RankingContext } from './rank-members.ts'
import { noteOrganizations } from './note-unmatched.ts'

/** What writing goes by. */
export interface DeltaContext extends Pick<RankingContext, 'feeds'> {
  /** RFC 3339: now. */
  readonly at: string
  /** Whether what joins or parts is noted as a change. */
  readonly areMovesNoted: boolean
}

/** Writes the clusters that matching changed, in the transaction under way; `put` are the uids of the services matched. Whether anything visible changed. */
export function writeDelta(
  store: WriterStore,
  state: MatchState,
  delta: MatchDelta,
  put: readonly string[],
  { feeds, at, areMovesNoted }: DeltaContext,
): boolean {
  if (areMovesNoted) noteMoves(store, state, delta, at)
  // Whose services are one now, or no longer, is one body, or no longer.
  if (delta.clusters.length + delta.removedClusters.length > 0) noteOrganizations(store)
  for (const key of delta.removedClusters) dropCluster(store, key)
  for (const { id } of delta.clusters) dropCluster(store, id)
  const context = { feeds, today: at.slice(0, 10) }
  const written = clustersOf(state, delta, put).filter((cluster) =>
    writeCluster(store, cluster, rankMembers(store, cluster.members, context)),
  )
  return delta.removedClusters.length + written.length > 0
}

/** The same for clusters that do not stand yet. */
export function writeDraft(
  store: WriterStore,
  state: MatchState,
  delta: MatchDelta,
  put: readonly string[],
  { feeds, at }: DeltaContext,
): void {
  for (const key of delta.removedClusters) store.run('DELETE FROM draft_cluster WHERE key = ?', key)
  const context = { feeds, today: at.slice(0, 10) }
  for (const { id, members } of clustersOf(state, delta, put)) {
    const ranked = JSON.stringify(rankMembers(store, members, context))
    store.run('INSERT OR REPLACE INTO draft_cluster VALUES (?, ?, ?)', id, JSON.stringify(members), ranked)
  }
}

/** The changed ones, and those whose record changed: they may prefer another one now, whoever is in them. */
function clustersOf(state: MatchState, delta: MatchDelta, put: readonly string[]): readonly Cluster[] {
  const changed = new Map(delta.clusters.map((cluster) => [cluster.id, cluster]))
  for (const uid of put) {
    const cluster = state.clusters.of(uid)
    if (cluster !== undefined) changed.set(cluster.id, cluster)
  }
  return [...changed.values()]
}

/** Leaves the records of a cluster each alone. */
export function dropCluster(store: WriterStore, key: string): void {
  const row = store.get('DELETE FROM cluster WHERE key = ? RETURNING cid', key)
  if (row === undefined) return
  const cid = numberOf(row, 'cid')
  store.run('DELETE FROM cluster_member WHERE cid = ?', cid)
  store.run('UPDATE service SET cid = sid, pref = 0, solo = 1 WHERE cid = ? AND solo = 0', cid)
}

/** Writes a cluster with the row numbers of its services, the preferred record first. Whether anything of it is other than it was. */
export function writeCluster(store: WriterStore, cluster: Cluster, ranked: readonly number[]): boolean {
  const rows = store.all(
    'SELECT sid, cid, pref, solo FROM service WHERE uid IN (SELECT value FROM json_each(?))',
    JSON.stringify(cluster.members),
  )
  if (rows.length === 0) return false
  const cid = Math.min(...rows.map((row) => numberOf(row, 'sid')))
  store.run(
    'INSERT OR REPLACE INTO cluster (key, cid, members, merged_from) VALUES (?, ?, ?, ?)',
    cluster.id,
    cid,
    JSON.stringify(cluster.members),
    JSON.stringify(cluster.mergedFrom),
  )
  let isChanged = false
  const rowOf = new Map(rows.map((row) => [numberOf(row, 'sid'), row]))
  for (const [pref, sid] of ranked.entries()) {
    const row = rowOf.get(sid)
    if (row?.['cid'] === cid && row['pref'] === pref && row['solo'] === 0) continue
    store.run('INSERT OR REPLACE INTO cluster_member (sid, cid, pref) VALUES (?, ?, ?)', sid, cid, pref)
    store.run('UPDATE service SET cid = ?, pref = ?, solo = 0 WHERE sid = ?', cid, pref, sid)
    isChanged = true
  }
  return isChanged
}
