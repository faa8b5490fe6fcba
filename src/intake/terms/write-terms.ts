import type { StatedTerm } from '../../model/attribute.ts'
import { createHierarchy, type Hierarchy } from '../../taxonomy/hierarchy.ts'
import { identifyTerm, type IdentifiedTerm } from '../../taxonomy/identify-term.ts'
import { createSchemeRegistry } from '../../taxonomy/scheme-registry.ts'
import { keepCuts, ruledTerms } from './hierarchy-rows.ts'
import { createTermCrosswalk } from './term-crosswalk.ts'
import type { TaxonomySet } from '../../taxonomy/files/taxonomy-set.ts'
import { numberOf } from '../../store/row.ts'
import { upsertTerm } from './upsert-term.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { present } from '../../model/present.ts'

/** Terms, schemes and their hierarchy as the writer keeps them. */
export interface TermWriter {
  /** Reads terms from now on with what files tell of schemes; `key` is equal where they are read the same. */
  useTaxonomies(taxonomies: TaxonomySet, key: string): void
  /** What terms are read with; part of what a feed is read with. */
  readingKey(): string
  /** Row number and canonical URI of a told term, written where new; undefined where it can't be identified. */
  write(told: StatedTerm, feed: string): WrittenTerm | undefined
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
  /** The name it goes by, where this telling gives it another. */
  readonly otherName?: string
}

const MOST_REMEMBERED = 50_000

/** Creates the term writer of one store; it remembers what it wrote, so that a known term costs no statement. */
export function createTermWriter(store: WriterStore): TermWriter {
  const known = new Map<string, WrittenTerm | undefined>()
  const moved = new Set<number>()
  const crosswalk = createTermCrosswalk(store)
  let registry = createSchemeRegistry()
  let readingKey = ''
  let hierarchy: Hierarchy | undefined
  let ruled: ReadonlyMap<number, number> | undefined

  function write(told: StatedTerm, feed: string): WrittenTerm | undefined {
    const key = `${feed}\n${JSON.stringify(told)}`
    if (known.has(key)) return known.get(key)
    if (known.size > MOST_REMEMBERED) known.clear()
    const identity = identifyTerm(told, feed, registry)
    const written = identity === undefined ? undefined : writeIdentified(identity, told, feed)
    known.set(key, written)
    return written
  }

  function writeIdentified(identity: IdentifiedTerm, told: StatedTerm, feed: string): WrittenTerm {
    const fid = store.feedId(feed)
    const { tid, isNew, otherName } = upsertTerm(store, identity, told, fid)
    if (isNew) for (const reached of crosswalk.noteNew(identity.uri)) moved.add(reached)
    const inScheme = told.taxonomy === undefined ? {} : { taxonomy: told.taxonomy }
    for (const parent of told.parents ?? []) addParent(tid, write({ ...inScheme, ...parent }, feed)?.tid)
    for (const parentId of told.parentIds ?? []) addParent(tid, parentByToldId(tid, idInScheme(told, parentId), fid))
    if (told.id !== undefined) adopt(fid, idInScheme(told, told.id), tid)
    return { tid, uri: identity.uri, ...present({ otherName }) }
  }

  /** A parent's id may be told before the parent itself: the edge then waits for it. */
  function parentByToldId(tid: number, parentId: string, fid: number): number | undefined {
    const row = store.get('SELECT tid FROM term_told WHERE fid = ? AND told_id = ?', fid, parentId)
    if (row !== undefined) return numberOf(row, 'tid')
    store.run('INSERT OR IGNORE INTO term_awaits (fid, told_id, tid) VALUES (?, ?, ?)', fid, parentId, tid)
    return undefined
  }

  function adopt(fid: number, toldId: string, tid: number): void {
    store.run('INSERT OR REPLACE INTO term_told (fid, told_id, tid) VALUES (?, ?, ?)', fid, toldId, tid)
    const waiting = store.all('DELETE FROM term_awaits WHERE fid = ? AND told_id = ? RETURNING tid', fid, toldId)
    for (const row of waiting) addParent(numberOf(row, 'tid'), tid)
  }

  function addParent(tid: number, parent: number | undefined): void {
    if (parent === undefined || parent === tid || isRuled(tid, parent)) return
    const row = store.get('INSERT OR IGNORE INTO term_parent (tid, parent) VALUES (?, ?) RETURNING tid', tid, parent)
    if (row === undefined) return
    moved.add(tid)
    hierarchy = undefined
  }

  /** A scheme whose own file tells its hierarchy is not rearranged by what a feed says of it. */
  function isRuled(tid: number, parent: number): boolean {
    ruled ??= ruledTerms(store)
    return ruled.has(tid) && ruled.get(tid) === ruled.get(parent)
  }

  function currentHierarchy(): Hierarchy {
    if (hierarchy !== undefined) return hierarchy
    const edges = store.all('SELECT tid, parent FROM term_parent')
    hierarchy = createHierarchy(edges.map((row) => ({ uri: String(row['tid']), parentUri: String(row['parent']) })))
    keepCuts(store, hierarchy)
    return hierarchy
  }

  return {
    useTaxonomies(taxonomies, key) {
      registry = createSchemeRegistry(taxonomies.schemes)
      readingKey = key
      crosswalk.proposeByLabel(taxonomies.proposeByLabel)
      known.clear()
      ruled = undefined
    },
    readingKey: () => readingKey,
    write,
    isShared: (tid) =>
      store.get('SELECT 1 FROM term t JOIN scheme x USING (xid) WHERE t.tid = ? AND x.shared = 1', tid) !== undefined,
    mappedOver: (tids) =>
      new Set(
        [...crosswalk.leadingTo(tids)].flatMap((tid) => [
          tid,
          ...currentHierarchy().ancestorsOf(String(tid)).map(Number),
        ]),
      ),
    markMoved(tids) {
      for (const tid of tids) moved.add(tid)
    },
    ancestorsOf: (tid) => currentHierarchy().ancestorsOf(String(tid)).map(Number),
    descendantsOf: (tid) => currentHierarchy().descendantsOf(String(tid)).map(Number),
    takeMoved() {
      for (const tid of crosswalk.settleProposals()) moved.add(tid)
      const taken = [...moved]
      moved.clear()
      return taken
    },
    forget() {
      known.clear()
      moved.clear()
      hierarchy = undefined
      ruled = undefined
      crosswalk.forget()
    },
  }
}

/** Publishers number terms per vocabulary, so an id alone may mean two of them. */
function idInScheme(told: StatedTerm, id: string): string {
  return `${told.taxonomy?.id ?? told.taxonomy?.name ?? ''}\t${id}`
}
