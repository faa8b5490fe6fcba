import { nameClusters, type Cluster } from '../../merge/cluster-history.ts'
import type { KeptClusters } from '../../merge/match-state.ts'
import type { MatchFile } from '../../store/match-file.ts'
import { textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { endRematching } from './match-again.ts'
import { noteOrganizations } from './note-unmatched.ts'
import { readOnlyOn, type Side } from './stored-clusters.ts'
import { dropCluster, writeCluster } from './write-delta.ts'

const WRITTEN_TOGETHER = 500

/**
 * Has the clusters and pairs that were judged beside stand in the place of those that did, in the transaction under way.
 * Clusters keep the ids and the history under which clients know them; that our rules are others is not noted as a change.
 */
export function takeDraft(store: WriterStore, file: MatchFile, standing: KeptClusters): void {
  for (const { id } of onlyOn(store, file, 'LIVE')) dropCluster(store, id)
  for (const { members } of onlyOn(store, file, 'DRAFT')) {
    for (const cluster of nameClusters([members], (member) => standing.of(member)))
      writeCluster(store, cluster, readRanked(store, cluster.id))
  }
  noteOrganizations(store)
  endRematching(store)
}

function* onlyOn(store: WriterStore, file: MatchFile, side: Side): Generator<Cluster> {
  for (let after = ''; ;) {
    const clusters = readOnlyOn(file, side, after, WRITTEN_TOGETHER)
    for (const cluster of clusters) {
      store.goOn()
      yield cluster
      after = cluster.id
    }
    if (clusters.length === 0) return
  }
}

function readRanked(store: WriterStore, key: string): readonly number[] {
  const row = store.get('SELECT ranked FROM draft_cluster WHERE key = ?', key)
  return row === undefined ? [] : JSON.parse(textOf(row, 'ranked'))
}
