import type { StatedTerm } from '../../model/attribute.ts'
import { identifyTerm, type IdentifiedTerm } from '../../taxonomy/identify-term.ts'
import { createSchemeRegistry } from '../../taxonomy/scheme-registry.ts'
import { createParentWriter } from './parent-writer.ts'
import { createTermCrosswalk } from './term-crosswalk.ts'
import type { TaxonomySet } from '../../taxonomy/files/taxonomy-set.ts'
import type { AcceptedTerm } from '../../model/accepted-term.ts'
import { hashOf } from '../../model/hash-of.ts'
import { numberOf } from '../../store/row.ts'
import { upsertTerm } from './upsert-term.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { present } from '../../model/present.ts'

/** Terms, schemes and their hierarchy as the writer keeps them. */
export interface TermWriter {
  /** Reads terms from now on with what files state of schemes; `key` is equal where they are read the same. */
  useTaxonomies(taxonomies: TaxonomySet, key: string): void
  /** What terms are read with; part of what a feed is read with. */
  readingKey(): string
  /** Row number and canonical URI of a stated term, written where new; undefined where it can't be identified. */
  write(stated: StatedTerm, feed: string): WrittenTerm | undefined
  /** The terms that are held of those that were accepted for a service, named as `feed/originId`. */
  acceptedFor(service: string): readonly WrittenTerm[]
  /** Equal keys: the same terms are accepted for the services of the feed; undefined: none. */
  acceptedKey(feed: string): string | undefined
  /** Whether the term is of a scheme that several publishers share. */
  isShared(tid: number): boolean
  /** Row numbers of all broader terms. */
  ancestorsOf(tid: number): readonly number[]
  /** Row numbers of the terms that lead to any of these over mappings, and of all that are broader than those. */
  mappedOver(tids: ReadonlySet<number>): ReadonlySet<number>
  /** What is indexed under these terms and below is out of date. */
  markMoved(tids: Iterable<number>): void
  /** Terms that gained a broader term since last asked: what is indexed under them and below is out of date. */
  takeMoved(): readonly number[]
  descendantsOf(tid: number): readonly number[]
  /** Forget what is remembered: the transaction in which it was learnt did not happen. */
  forget(): void
}

export interface WrittenTerm {
  readonly tid: number
  readonly uri: string
  /** The name it goes by, where this statement gives it another. */
  readonly otherName?: string
}

const MOST_REMEMBERED = 50_000

/** Creates the term writer of one store; it remembers what it wrote, so that a known term costs no statement. */
export function createTermWriter(store: WriterStore): TermWriter {
  const known = new Map<string, WrittenTerm | undefined>()
  const shared = new Map<number, boolean>()
  const moved = new Set<number>()
  const crosswalk = createTermCrosswalk(store)
  const parents = createParentWriter(store, (tid) => moved.add(tid))
  let registry = createSchemeRegistry()
  let readingKey = ''
  let accepted: ReadonlyMap<string, readonly AcceptedTerm[]> = new Map()

  function write(stated: StatedTerm, feed: string): WrittenTerm | undefined {
    const key = `${feed}\n${JSON.stringify(stated)}`
    if (known.has(key)) return known.get(key)
    if (known.size > MOST_REMEMBERED) known.clear()
    const identity = identifyTerm(stated, feed, registry)
    const written = identity === undefined ? undefined : writeIdentified(identity, stated, feed)
    known.set(key, written)
    return written
  }

  function writeIdentified(identity: IdentifiedTerm, stated: StatedTerm, feed: string): WrittenTerm {
    const fid = store.feedId(feed)
    const { tid, isNew, otherName } = upsertTerm(store, identity, stated, fid)
    if (isNew) markMoved(crosswalk.noteNew(identity.uri))
    const inScheme = present({ taxonomy: stated.taxonomy })
    for (const parent of stated.parents ?? []) parents.add(tid, write({ ...inScheme, ...parent }, feed)?.tid)
    for (const parentId of stated.parentIds ?? []) parents.addById(tid, idInScheme(stated, parentId), fid)
    if (stated.id !== undefined) parents.nameById(tid, idInScheme(stated, stated.id), fid)
    return { tid, uri: identity.uri, ...present({ otherName }) }
  }

  function isShared(tid: number): boolean {
    const remembered = shared.get(tid)
    if (remembered !== undefined) return remembered
    const sql = 'SELECT 1 FROM term t JOIN scheme x USING (xid) WHERE t.tid = ? AND x.shared = 1'
    const read = store.get(sql, tid) !== undefined
    shared.set(tid, read)
    return read
  }

  function markMoved(tids: Iterable<number>): void {
    for (const tid of tids) moved.add(tid)
  }

  return {
    useTaxonomies(taxonomies, key) {
      registry = createSchemeRegistry(taxonomies.schemes)
      readingKey = key
      accepted = Map.groupBy(taxonomies.accepted ?? [], ({ service }) => service)
      crosswalk.proposeByLabel(taxonomies.proposeByLabel)
      known.clear()
      shared.clear()
      parents.dropRules()
    },
    readingKey: () => readingKey,
    write,
    acceptedFor: (service) =>
      (accepted.get(service) ?? []).flatMap(({ term: uri }) => {
        const row = store.get('SELECT tid FROM term WHERE uri = ?', uri)
        return row === undefined ? [] : [{ tid: numberOf(row, 'tid'), uri }]
      }),
    acceptedKey(feed) {
      const own = [...accepted].filter(([service]) => service.startsWith(`${feed}/`)).flatMap(([, terms]) => terms)
      return own.length === 0 ? undefined : hashOf(own.map(({ service, term }) => [service, term]))
    },
    isShared,
    mappedOver: (tids) => new Set([...crosswalk.leadingTo(tids)].flatMap((tid) => [tid, ...parents.ancestorsOf(tid)])),
    markMoved,
    ancestorsOf: parents.ancestorsOf,
    descendantsOf: parents.descendantsOf,
    takeMoved() {
      markMoved(crosswalk.settleProposals())
      const taken = [...moved]
      moved.clear()
      return taken
    },
    forget() {
      known.clear()
      shared.clear()
      moved.clear()
      parents.forget()
      crosswalk.forget()
    },
  }
}

/** Publishers number terms per vocabulary, so an id alone may mean two of them. */
function idInScheme(stated: StatedTerm, id: string): string {
  return `${stated.taxonomy?.id ?? stated.taxonomy?.name ?? ''}\t${id}`
}
