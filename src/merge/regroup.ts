import { clusterComponent } from './cluster-component.ts'
import type { HeldBack } from './cluster-component.ts'
import { nameClusters } from './cluster-history.ts'
import type { Cluster } from './cluster-history.ts'
import type { Decisions } from './decisions.ts'
import { judgeKeys } from './match-state.ts'
import type { MatchState } from './match-state.ts'

/** What regrouping changed. */
export interface Regrouping {
  /** New or changed. */
  readonly clusters: readonly Cluster[]
  /** Ids of clusters that are no more; where their members went, `mergedFrom` of others says. */
  readonly removedClusters: readonly string[]
  /** Groups that looked like one but are left apart for a person. */
  readonly heldBack: readonly HeldBack[]
}

/** Forms again the clusters of these records and of all that links join to them. */
export function regroup(state: MatchState, touched: ReadonlySet<string>): Regrouping {
  const decided = readDecidedLinks(state.decisions)
  const seen = new Set<string>()
  const groups: (readonly string[])[] = []
  const heldBack: HeldBack[] = []
  for (const key of withClusterMates(state, touched)) {
    if (seen.has(key) || state.index.find(key) === undefined) continue
    const component = walkLinks(state, key, decided, seen)
    if (component.length < 2) continue
    const clustering = clusterComponent(component, (a, b) => judgeKeys(state, a, b), state.decisions)
    groups.push(...clustering.groups)
    heldBack.push(...clustering.heldBack)
  }
  return { ...renameClusters(state, new Set([...touched, ...seen]), groups), heldBack }
}

function renameClusters(
  state: MatchState,
  affected: ReadonlySet<string>,
  groups: readonly (readonly string[])[],
): Omit<Regrouping, 'heldBack'> {
  const before = new Map<string, Cluster>()
  for (const key of affected) {
    const cluster = state.clusters.of(key)
    if (cluster !== undefined) before.set(cluster.id, cluster)
  }
  const named = nameClusters(groups, (member) => state.clusters.of(member))
  state.clusters.replace(before.values(), named)
  const after = new Set(named.map((cluster) => cluster.id))
  return {
    clusters: named.filter((cluster) => JSON.stringify(before.get(cluster.id)) !== JSON.stringify(cluster)),
    removedClusters: [...before.keys()].filter((id) => !after.has(id)),
  }
}

/** What left a cluster may leave the rest of it joined otherwise. */
function withClusterMates(state: MatchState, keys: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...keys].flatMap((key) => [key, ...(state.clusters.of(key)?.members ?? [])]))
}

function walkLinks(
  state: MatchState,
  start: string,
  decided: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): readonly string[] {
  const component = [start]
  seen.add(start)
  for (const key of component) {
    const linked = [...state.pairs.of(key)].filter(([, pair]) => pair.tier === 'AUTO').map(([other]) => other)
    for (const other of [...linked, ...(decided.get(key) ?? [])]) {
      if (seen.has(other) || state.index.find(other) === undefined) continue
      seen.add(other)
      component.push(other)
    }
  }
  return component
}

function readDecidedLinks(decisions: Decisions): ReadonlyMap<string, readonly string[]> {
  const same = [...decisions.values()].filter((decision) => decision.relation === 'SAME_SERVICE')
  const ends = same.flatMap(({ a, b }) => [
    { from: a, to: b },
    { from: b, to: a },
  ])
  const links = new Map<string, string[]>()
  for (const { from, to } of ends) links.set(from, [...(links.get(from) ?? []), to])
  return links
}
