import type { ToldTerm } from '../../model/attribute.ts'
import { createHierarchy, type Hierarchy } from '../../taxonomy/hierarchy.ts'
import { identifyTerm, type IdentifiedTerm } from '../../taxonomy/identify-term.ts'
import { numberOf, textOf } from '../row.ts'
import type { WriterStore } from './writer-store.ts'

/** Terms, schemes and their hierarchy as the writer keeps them. */
export interface TermWriter {
  /** Row number and canonical URI of a told term, written where new; undefined where it can't be identified. */
  write(told: ToldTerm, feed: string): WrittenTerm | undefined
  /** Row numbers of all broader terms. */
  ancestorsOf(tid: number): readonly number[]
  /** Terms that gained a broader term since last asked: what is indexed under them and below is out of date. */
  takeMoved(): readonly number[]
  descendantsOf(tid: number): readonly number[]
  /** Forget what is remembered: the transaction in which it was learnt did not happen. */
  forget(): void
}

export interface WrittenTerm {
  readonly tid: number
  readonly uri: string
}

const MOST_REMEMBERED = 50_000

/** Creates the term writer of one store; it remembers what it wrote, so that a known term costs no statement. */
export function createTermWriter(store: WriterStore): TermWriter {
  const known = new Map<string, WrittenTerm | undefined>()
  const moved = new Set<number>()
  let hierarchy: Hierarchy | undefined

  function write(told: ToldTerm, feed: string): WrittenTerm | undefined {
    const key = `${feed}\n${JSON.stringify(told)}`
    if (known.has(key)) return known.get(key)
    if (known.size > MOST_REMEMBERED) known.clear()
    const identity = identifyTerm(told, feed)
    const written = identity === undefined ? undefined : writeIdentified(identity, told, feed)
    known.set(key, written)
    return written
  }

  function writeIdentified(identity: IdentifiedTerm, told: ToldTerm, feed: string): WrittenTerm {
    const fid = store.feedId(feed)
    const tid = upsertTerm(store, identity, told)
    store.run('INSERT OR IGNORE INTO term_feed (tid, fid) VALUES (?, ?)', tid, fid)
    const inScheme = told.taxonomy === undefined ? {} : { taxonomy: told.taxonomy }
    for (const parent of told.parents ?? []) addParent(tid, write({ ...inScheme, ...parent }, feed)?.tid)
    for (const parentId of told.parentIds ?? []) addParent(tid, parentByToldId(tid, idInScheme(told, parentId), fid))
    if (told.id !== undefined) adopt(fid, idInScheme(told, told.id), tid)
    return { tid, uri: identity.uri }
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
    if (parent === undefined || parent === tid) return
    const row = store.get('INSERT OR IGNORE INTO term_parent (tid, parent) VALUES (?, ?) RETURNING tid', tid, parent)
    if (row === undefined) return
    moved.add(tid)
    hierarchy = undefined
  }

  function currentHierarchy(): Hierarchy {
    hierarchy ??= createHierarchy(
      store
        .all('SELECT tid, parent FROM term_parent')
        .map((row) => ({ uri: String(row['tid']), parentUri: String(row['parent']) })),
    )
    return hierarchy
  }

  return {
    write,
    ancestorsOf: (tid) => currentHierarchy().ancestorsOf(String(tid)).map(Number),
    descendantsOf: (tid) => currentHierarchy().descendantsOf(String(tid)).map(Number),
    takeMoved() {
      const taken = [...moved]
      moved.clear()
      return taken
    },
    forget() {
      known.clear()
      moved.clear()
      hierarchy = undefined
    },
  }
}

/** Publishers number terms per vocabulary, so an id alone may mean two of them. */
function idInScheme(told: ToldTerm, id: string): string {
  return `${told.taxonomy?.id ?? told.taxonomy?.name ?? ''}\t${id}`
}

/** The first label told is the name; further ones become other names. */
function upsertTerm(store: WriterStore, identity: IdentifiedTerm, told: ToldTerm): number {
  const { key, name, uri, shared } = identity.scheme
  store.run(
    'INSERT INTO scheme (key, name, uri, shared, description, version) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    key,
    told.taxonomy?.name ?? name,
    uri ?? null,
    Number(shared),
    told.taxonomy?.description ?? null,
    told.taxonomy?.version ?? null,
  )
  const xid = numberOf(store.get('SELECT xid FROM scheme WHERE key = ?', key) ?? {}, 'xid')
  const label = told.name?.trim() ?? ''
  store.run(
    `INSERT INTO term (uri, xid, curie, code, name, other_names, description, language, term_uri) VALUES (?, ?, ?, ?, ?, '[]', ?, ?, ?)
     ON CONFLICT (uri) DO NOTHING`,
    identity.uri,
    xid,
    identity.curie ?? null,
    identity.code ?? null,
    label,
    told.description ?? null,
    told.language ?? null,
    told.termUri ?? null,
  )
  const row = store.get('SELECT tid, name, other_names FROM term WHERE uri = ?', identity.uri) ?? {}
  const tid = numberOf(row, 'tid')
  addLabel(store, tid, label, textOf(row, 'name'), textOf(row, 'other_names'))
  return tid
}

function addLabel(store: WriterStore, tid: number, label: string, name: string, otherNames: string): void {
  if (label === '' || label === name) return
  if (name === '') {
    store.run('UPDATE term SET name = ? WHERE tid = ?', label, tid)
    return
  }
  const others: string[] = JSON.parse(otherNames)
  if (!others.includes(label))
    store.run('UPDATE term SET other_names = ? WHERE tid = ?', JSON.stringify([...others, label].toSorted()), tid)
}
