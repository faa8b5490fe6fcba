/** `uri` is narrower than `parentUri`. */
export interface ParentEdge {
  readonly uri: string
  readonly parentUri: string
}

/** Broader and narrower terms with several parents allowed and no cycle left. Terms it has never heard of are roots without children. */
export interface Hierarchy {
  /** Sorted by URI. */
  parentsOf(uri: string): readonly string[]
  /** Sorted by URI. */
  childrenOf(uri: string): readonly string[]
  /** All broader terms, nearest first, each once, without the term itself. */
  ancestorsOf(uri: string): readonly string[]
  /** All narrower terms, nearest first, each once, without the term itself. */
  descendantsOf(uri: string): readonly string[]
  /** Steps of the shortest path from a root; roots are 1. */
  levelOf(uri: string): number
  /** The edges left out because each closed a cycle; the same whatever order the edges came in. */
  readonly cut: readonly ParentEdge[]
}

/** Builds the hierarchy; a cycle loses the edge that closes it when parents are walked in the order of their URIs. */
export function createHierarchy(edges: Iterable<ParentEdge>): Hierarchy {
  const stated = groupParents(edges)
  const { order, cut } = walkParents(stated)
  const isCut = new Set(cut.map(edgeKey))
  const parents = new Map<string, readonly string[]>()
  const children = new Map<string, string[]>()
  for (const uri of [...stated.keys()].toSorted()) {
    const kept = (stated.get(uri) ?? []).filter((parentUri) => !isCut.has(edgeKey({ uri, parentUri })))
    parents.set(uri, kept)
    for (const parent of kept) pushTo(children, parent, uri)
  }
  const levels = new Map<string, number>()
  for (const uri of order) {
    const above = (parents.get(uri) ?? []).map((parent) => levels.get(parent) ?? 1)
    levels.set(uri, above.length === 0 ? 1 : Math.min(...above) + 1)
  }
  return {
    parentsOf: (uri) => parents.get(uri) ?? [],
    childrenOf: (uri) => children.get(uri) ?? [],
    ancestorsOf: (uri) => closure(uri, parents),
    descendantsOf: (uri) => closure(uri, children),
    levelOf: (uri) => levels.get(uri) ?? 1,
    cut,
  }
}

function groupParents(edges: Iterable<ParentEdge>): Map<string, readonly string[]> {
  const sets = new Map<string, Set<string>>()
  for (const { uri, parentUri } of edges) {
    const parents = sets.get(uri)
    if (parents === undefined) sets.set(uri, new Set([parentUri]))
    else parents.add(parentUri)
  }
  return new Map([...sets].map(([uri, parents]) => [uri, [...parents].toSorted()]))
}

/** Depth first towards the roots with a stack of its own, since a hostile feed may nest deeper than the call stack. */
function walkParents(stated: ReadonlyMap<string, readonly string[]>): { order: string[]; cut: ParentEdge[] } {
  const state = new Map<string, 'open' | 'done'>()
  const order: string[] = []
  const cut: ParentEdge[] = []
  for (const start of [...stated.keys()].toSorted()) {
    if (state.has(start)) continue
    state.set(start, 'open')
    const stack = [{ uri: start, next: 0 }]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const parentUri = stated.get(top.uri)?.[top.next++]
      if (parentUri === undefined) {
        state.set(top.uri, 'done')
        order.push(top.uri)
        stack.pop()
      } else if (state.get(parentUri) === 'open') {
        cut.push({ uri: top.uri, parentUri })
      } else if (!state.has(parentUri)) {
        state.set(parentUri, 'open')
        stack.push({ uri: parentUri, next: 0 })
      }
    }
  }
  return { order, cut }
}

function closure(uri: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set([uri])
  // A Set keeps the order of insertion and is walked to the members added on the way: breadth first.
  for (const member of seen) for (const found of next.get(member) ?? []) seen.add(found)
  seen.delete(uri)
  return [...seen]
}

function pushTo(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function edgeKey(edge: ParentEdge): string {
  return `${edge.uri}\n${edge.parentUri}`
}
