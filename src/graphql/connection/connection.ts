import type { ListPage } from '../../catalogue/catalogue-reader.ts'
import type { Anchor, Slice } from '../../catalogue/service-query.ts'
import type { CursorBinding } from './cursors.ts'

/** What every list's search gives of each item: where a cursor on it would stand. */
export interface Hit {
  readonly anchor: Anchor
}

/** An item of a list of the catalogue's records, organizations, locations or terms. */
export type ListHit<K> = ListPage<K>['hits'][number]

/** A page of hits, in order. */
interface HitPage<H> {
  readonly hits: readonly H[]
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** One page of a list; searched, read and counted only when asked for, and each at most once. */
export interface Connection<N, H extends Hit = Hit> {
  readonly binding: CursorBinding
  readonly page: () => HitPage<H>
  readonly edges: () => readonly Edge<N, H>[] | Promise<readonly Edge<N, H>[]>
  /** Of the whole list. */
  readonly total: () => number
  /** Slugs of the feeds that could be behind the list; undefined: all of them. */
  readonly feeds: readonly string[] | undefined
}

/** An item of a page with the place where its cursor stands. */
export interface Edge<N, H extends Hit = Hit> {
  readonly node: N
  readonly hit: H
  readonly binding: CursorBinding
}

/** What a connection is made from. */
export interface ConnectionSource<N, H extends Hit> {
  readonly binding: CursorBinding
  readonly slice: Slice
  readonly search: (slice: Slice) => HitPage<H>
  /** The records of the hits, in order; a record that is undefined has gone and is left out. */
  readonly read: (hits: readonly H[]) => readonly (N | undefined)[] | Promise<readonly (N | undefined)[]>
  readonly count: () => number
  readonly feeds?: readonly string[] | undefined
}

/** A connection that does nothing until one of its members is asked for. */
export function createConnection<N, H extends Hit>(source: ConnectionSource<N, H>): Connection<N, H> {
  const { binding, slice } = source
  let page: HitPage<H> | undefined
  let edges: readonly Edge<N, H>[] | Promise<readonly Edge<N, H>[]> | undefined
  let total: number | undefined

  const getPage = (): HitPage<H> => (page ??= searchPage(slice, source.search))
  function readEdges(): readonly Edge<N, H>[] | Promise<readonly Edge<N, H>[]> {
    const { hits } = getPage()
    const nodes = source.read(hits)
    if (!(nodes instanceof Promise)) return pair(hits, nodes)
    return nodes.then(
      (read) => pair(hits, read),
      (error: unknown) => {
        // It is read again where it was not finished.
        edges = undefined
        throw error
      },
    )
  }
  function pair(hits: readonly H[], nodes: readonly (N | undefined)[]): readonly Edge<N, H>[] {
    return hits.flatMap((hit, index) => {
      const node = nodes[index]
      return node === undefined ? [] : [{ node, hit, binding }]
    })
  }
  return {
    binding,
    page: getPage,
    edges: () => (edges ??= readEdges()),
    total: () => (total ??= source.count()),
    feeds: source.feeds,
  }
}

/** The records of a connection's page, in order. */
export function nodesOf<N, H extends Hit>(connection: Connection<N, H>): readonly N[] | Promise<readonly N[]> {
  const edges = connection.edges()
  return edges instanceof Promise ? edges.then((list) => list.map(({ node }) => node)) : edges.map(({ node }) => node)
}

/** A page of none still says whether there is anything to page to. */
function searchPage<H>(slice: Slice, search: (slice: Slice) => HitPage<H>): HitPage<H> {
  if (slice.limit > 0) return search(slice)
  const { hits } = search({ ...slice, limit: 1 })
  const hasMore = hits.length > 0
  return { hits: [], hasNext: !slice.backward && hasMore, hasPrevious: slice.backward && hasMore }
}
