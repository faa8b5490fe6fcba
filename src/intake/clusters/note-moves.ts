import type { MatchDelta } from '../../merge/apply-changes.ts'
import type { MatchState } from '../../merge/match-state.ts'
import { noteChange } from '../changes/note-change.ts'
import { textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { refOf } from '../../model/record-uid.ts'

/** Where a service was and is; a service alone is its own cluster, under its own uid. */
interface Move {
  readonly from: string
  readonly into: string
}

/** Notes the clusters that a regrouping merged and split, before it is written. A record that comes or goes is no merging or splitting of the others. */
export function noteMoves(
  store: WriterStore,
  state: MatchState,
  { clusters, removedClusters }: Pick<MatchDelta, 'clusters' | 'removedClusters'>,
  at: string,
): void {
  const moves = readMoves(store, state, clusters, removedClusters)
  for (const { key, others } of gather(moves, ({ from, into }) => [into, from])) {
    noteChange(store, at, {
      fid: feedIdOf(store, key),
      kind: 'MERGED',
      type: 'cluster',
      originId: key,
      name: nameOf(state, [key, ...others]),
      from: others,
      into: [key],
    })
  }
  for (const { key, others } of gather(moves, ({ from, into }) => [from, into])) {
    noteChange(store, at, {
      fid: feedIdOf(store, key),
      kind: 'SPLIT',
      type: 'cluster',
      originId: key,
      name: nameOf(state, [key, ...others]),
      from: [key],
      into: others,
    })
  }
}

/** The name of the first record that is held of those that clusters are called by. */
function nameOf({ index }: MatchState, keys: readonly string[]): string | undefined {
  return keys.map((key) => index.find(key)?.name.stated).find((name) => name !== undefined)
}

function readMoves(
  store: WriterStore,
  state: MatchState,
  clusters: MatchDelta['clusters'],
  removedClusters: readonly string[],
): readonly Move[] {
  const before = new Map<string, string>()
  const keys = JSON.stringify([...removedClusters, ...clusters.map(({ id }) => id)])
  for (const row of store.all('SELECT key, members FROM cluster WHERE key IN (SELECT value FROM json_each(?))', keys)) {
    const members: readonly string[] = JSON.parse(textOf(row, 'members'))
    for (const member of members) before.set(member, textOf(row, 'key'))
  }
  const moved = new Set([...before.keys(), ...clusters.flatMap(({ members }) => members)])
  return [...moved]
    .filter((uid) => state.index.find(uid) !== undefined)
    .map((uid) => ({ from: before.get(uid) ?? uid, into: state.clusters.of(uid)?.id ?? uid }))
}

/** Keys that two and more others meet in, with these in order. */
function gather(
  moves: readonly Move[],
  ends: (move: Move) => readonly [string, string],
): readonly { readonly key: string; readonly others: readonly string[] }[] {
  const othersOf = new Map<string, Set<string>>()
  for (const move of moves) {
    const [key, other] = ends(move)
    const others = othersOf.get(key) ?? new Set<string>()
    othersOf.set(key, others.add(other))
  }
  return [...othersOf]
    .filter(([, others]) => others.size > 1)
    .map(([key, others]) => ({ key, others: [...others].toSorted() }))
}

function feedIdOf(store: WriterStore, uid: string): number {
  return store.feedId(refOf(uid).feed)
}
