import { createHierarchy, type Hierarchy } from '../../taxonomy/hierarchy.ts'
import type { SchemeRegistry } from '../../taxonomy/scheme-registry.ts'
import { canonicalTermUri } from '../../taxonomy/term-uri.ts'
import type { StoredTaxonomy, StoredTerm, TermQuery } from '../catalogue-reader.ts'
import { taxonomyUuid, termUuid, uuidHead } from '../../model/record-uuid.ts'
import { foldText } from '../../facts/fold-text.ts'
import { maybeTextOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { ReaderStore } from '../../store/reader-store.ts'

/** All terms and schemes, small enough to hold whole; made once per generation. */
export interface TermView {
  termByRow(tid: number): StoredTerm | undefined
  /** By URI, CURIE or UUID. */
  rowOf(name: string): number | undefined
  termByUri(uri: string): StoredTerm | undefined
  readonly taxonomies: readonly StoredTaxonomy[]
  /** By key, URI, UUID, name or the prefix of its CURIEs, case and spelling folded; undefined where unknown. */
  findTaxonomy(keyUriOrName: string): StoredTaxonomy | undefined
  /** By URI. */
  readonly hierarchy: Hierarchy
  /** In order of name, then URI. */
  find(query: TermQuery): readonly StoredTerm[]
}

/** Reads the terms as they stand now. */
export function readTermView(
  store: ReaderStore,
  slugOf: (fid: number) => string | undefined,
  registry: () => SchemeRegistry,
): TermView {
  const schemes = new Map(store.all('SELECT * FROM scheme').map((row) => [numberOf(row, 'xid'), row]))
  const hierarchy = readHierarchy(store)
  const terms = readTerms(store, schemes, hierarchy)
  const byUri = new Map([...terms.values()].map((term) => [term.uri, term]))
  const rowByUri = new Map([...terms].map(([tid, term]) => [term.uri, tid]))
  const rowByCurie = new Map(
    [...terms].flatMap(([tid, term]) => (term.curie === undefined ? [] : [[term.curie.toLowerCase(), tid] as const])),
  )
  let uuids: ReadonlyMap<string, number> | undefined
  // Few ask by them, and they take a while to make.
  function rowByUuid(text: string): number | undefined {
    if (uuidHead(text) === undefined) return undefined
    uuids ??= new Map([...terms].map(([tid, { uri }]) => [termUuid(uri), tid]))
    return uuids.get(text.toLowerCase())
  }
  const feedsOf = readFeeds(store, slugOf)
  const taxonomies = listTaxonomies(schemes, terms, feedsOf)
  const rowOf = (text: string): number | undefined =>
    rowByUri.get(text) ??
    rowByUri.get(canonicalTermUri(text, registry()) ?? '') ??
    rowByCurie.get(text.toLowerCase()) ??
    rowByUuid(text)
  const schemeByPrefix = new Map(
    [...terms.values()].flatMap(({ curie, taxonomy }) =>
      curie === undefined ? [] : [[curie.slice(0, curie.indexOf(':')).toLowerCase(), taxonomy] as const],
    ),
  )
  const findTaxonomy = (wanted: string): StoredTaxonomy | undefined =>
    taxonomies.find(({ key, uri }) => key === wanted || uri === wanted) ??
    (uuidHead(wanted) === undefined
      ? undefined
      : taxonomies.find(({ key }) => taxonomyUuid(key) === wanted.toLowerCase())) ??
    taxonomies.find(({ name }) => schemeName(name) === schemeName(wanted)) ??
    taxonomies.find(({ key }) => key === schemeByPrefix.get(wanted.toLowerCase()))
  const inOrder = [...terms].toSorted(([, a], [, b]) => a.name.localeCompare(b.name, 'en') || (a.uri < b.uri ? -1 : 1))
  return {
    termByRow: (tid) => terms.get(tid),
    rowOf,
    termByUri: (uri) => byUri.get(uri),
    taxonomies,
    hierarchy,
    findTaxonomy,
    find(query) {
      const parent = query.parent === undefined ? undefined : terms.get(rowOf(query.parent) ?? -1)?.uri
      const taxonomy = query.scheme === undefined ? undefined : findTaxonomy(query.scheme)?.key
      const matched = inOrder.filter(
        ([tid, term]) =>
          (query.scheme === undefined || term.taxonomy === taxonomy) &&
          (query.level === undefined || term.level === query.level) &&
          (query.parent === undefined || (parent !== undefined && term.parentUris.includes(parent))) &&
          (query.used === undefined || (feedsOf.get(tid) !== undefined) === query.used) &&
          (query.feeds === undefined || query.feeds.some((slug) => feedsOf.get(tid)?.has(slug) === true)) &&
          (query.text === undefined || hasText(term, query.text)),
      )
      return matched.map(([, term]) => term)
    },
  }
}

function readHierarchy(store: ReaderStore): Hierarchy {
  const edges = store.all(
    'SELECT t.uri, p.uri AS parent FROM term_parent e JOIN term t ON t.tid = e.tid JOIN term p ON p.tid = e.parent',
  )
  return createHierarchy(edges.map((row) => ({ uri: textOf(row, 'uri'), parentUri: textOf(row, 'parent') })))
}

function readTerms(
  store: ReaderStore,
  schemes: ReadonlyMap<number, Row>,
  hierarchy: Hierarchy,
): ReadonlyMap<number, StoredTerm> {
  const rows = store.all('SELECT * FROM term')
  return new Map(
    rows.map((row) => {
      const uri = textOf(row, 'uri')
      const otherNames: string[] = JSON.parse(textOf(row, 'other_names'))
      const optional = {
        curie: maybeTextOf(row, 'curie'),
        code: maybeTextOf(row, 'code'),
        description: maybeTextOf(row, 'description'),
        language: maybeTextOf(row, 'language'),
        termUri: maybeTextOf(row, 'term_uri'),
      }
      const term: StoredTerm = {
        uri,
        ...given(optional),
        name: textOf(row, 'name') || nameByUri(uri, optional.curie),
        otherNames,
        taxonomy: textOf(schemes.get(numberOf(row, 'xid')) ?? {}, 'key'),
        level: hierarchy.levelOf(uri),
        discontinued: row['discontinued'] === 1,
        parentUris: hierarchy.parentsOf(uri),
        childUris: hierarchy.childrenOf(uri),
      }
      return [numberOf(row, 'tid'), term] as const
    }),
  )
}

/** Without the properties that are undefined. */
function given<T extends object>(properties: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}

/** Slugs of the feeds that count and use each term. */
function readFeeds(
  store: ReaderStore,
  slugOf: (fid: number) => string | undefined,
): ReadonlyMap<number, ReadonlySet<string>> {
  // A row for each term: many feeds use many terms.
  const rows = store.all("SELECT tid, group_concat(fid, ' ') AS fids FROM term_feed GROUP BY tid")
  const slugs = new Map<string, string | undefined>()
  const known = (fid: string): string | undefined => {
    if (!slugs.has(fid)) slugs.set(fid, slugOf(Number(fid)))
    return slugs.get(fid)
  }
  return new Map(
    rows.flatMap((row) => {
      const own = textOf(row, 'fids').split(' ').map(known)
      const counting = new Set(own.filter((slug) => slug !== undefined))
      return counting.size === 0 ? [] : [[numberOf(row, 'tid'), counting] as const]
    }),
  )
}

function listTaxonomies(
  schemes: ReadonlyMap<number, Row>,
  terms: ReadonlyMap<number, StoredTerm>,
  feedsOf: ReadonlyMap<number, ReadonlySet<string>>,
): readonly StoredTaxonomy[] {
  const members = Map.groupBy(terms, ([, term]) => term.taxonomy)
  const listed = [...schemes.values()].flatMap((row): StoredTaxonomy[] => {
    const key = textOf(row, 'key')
    const own = members.get(key) ?? []
    const feeds = new Set(own.flatMap(([tid]) => [...(feedsOf.get(tid) ?? [])]))
    const optional = given({
      description: maybeTextOf(row, 'description'),
      uri: maybeTextOf(row, 'uri'),
      version: maybeTextOf(row, 'version'),
    })
    return [
      {
        key,
        name: textOf(row, 'name'),
        ...optional,
        shared: row['shared'] === 1,
        feeds: [...feeds].toSorted(),
        termCount: own.length,
      },
    ]
  })
  return listed.toSorted(
    (a, b) => Number(b.shared) - Number(a.shared) || a.name.localeCompare(b.name, 'en') || (a.key < b.key ? -1 : 1),
  )
}

function schemeName(name: string): string {
  return foldText(name).replace(/[^\p{L}\p{N}]+/gu, '')
}

function hasText({ name, otherNames, code, curie }: StoredTerm, text: string): boolean {
  const stated = foldText([name, ...otherNames, code ?? '', curie ?? ''].join('\n'))
  return foldText(text)
    .split(/\s+/)
    .every((word) => stated.includes(word))
}

/** What a term without a name goes by: its CURIE, or the publisher's own id of it rather than the address made of that. */
function nameByUri(uri: string, curie: string | undefined): string {
  if (curie !== undefined) return curie
  return uri.startsWith('urn:') ? uri.slice(uri.lastIndexOf(':') + 1) : uri
}
