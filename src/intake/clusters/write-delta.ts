import type { MatchDelta } from '../../merge/apply-changes.ts'
import type { Cluster } from '../../merge/cluster-history.ts'
import type { MatchState } from '../../merge/match-state.ts'
import { numberOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { noteMoves } from './note-moves.ts'
import { rankMembers, type RankingContext } from './rank-members.ts'
import { noteOrganizations } from './note-unmatched.ts'
import { writePair } from '../../store/stored-pair.ts'
import { standingOf } from '../../merge/decisions.ts'

/** Writes what matching changed, in the transaction under way; `put` are the uids of the services matched. Whether anything visible changed. */
export function writeDelta(
  store: WriterStore,
  state: MatchState,
  delta: MatchDelta,
  put: readonly string[],
  { feeds, at }: Pick<RankingContext, 'feeds'> & { readonly at: string },
): boolean {
  for (const key of delta.removedPairs) {
    const [a = '', b = ''] = key.split('\t')
    store.run('DELETE FROM match_pair WHERE a = ? AND b = ?', a, b)
  }
  for (const pair of delta.pairs) writePair(store, pair, standingOf(pair, state.decisions))
  noteMoves(store, state, delta, at)
  // Whose services are one now, or no longer, is one body, or no longer.
  if (delta.clusters.length + delta.removedClusters.length > 0) noteOrganizations(store)
  for (const key of delta.removedClusters) dropCluster(store, key)
  for (const { id } of delta.clusters) dropCluster(store, id)
  // A cluster whose record changed may prefer another one now, whoever is in it.
  const changed = new Map(delta.clusters.map((cluster) => [cluster.id, cluster]))
  for (const uid of put) {
    const cluster = state.clusters.get(uid)
    if (cluster !== undefined) changed.set(cluster.id, cluster)
  }
  const context = { feeds, today: at.slice(0, 10) }
  const written = [...changed.values()].filter((cluster) => writeCluster(store, cluster, context))
  return delta.pairs.length + delta.removedPairs.length + delta.removedClusters.length + written.length > 0
}

function dropCluster(store: WriterStore, key: string): void {
  const row = store.get('DELETE FROM cluster WHERE key = ? RETURNING cid', key)
  if (row === undefined) return
  const cid = numberOf(row, 'cid')
  store.run('DELETE FROM cluster_member WHERE cid = ?', cid)
  store.run('UPDATE service SET cid = sid, pref = 0, solo = 1 WHERE cid = ? AND solo = 0', cid)
}

/** Whether anything of it is other than it was. */
function writeCluster(store: WriterStore, cluster: Cluster, context: RankingContext): boolean {
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
  for (const [pref, sid] of rankMembers(store, cluster.members, context).entries()) {
    const row = rowOf.get(sid)
    if (row?.['cid'] === cid && row['pref'] === pref && row['solo'] === 0) continue
    store.run('INSERT OR REPLACE INTO cluster_member (sid, cid, pref) VALUES (?, ?, ?)', sid, cid, pref)
    store.run('UPDATE service SET cid = ?, pref = ?, solo = 0 WHERE sid = ?', cid, pref, sid)
    isChanged = true
  }
  return isChanged
}
