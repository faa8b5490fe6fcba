import { createHierarchy, type Hierarchy } from '../../taxonomy/hierarchy.ts'
import { numberOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** The steps from terms to broader ones, as the writer keeps them; terms by their row numbers. */
export interface ParentWriter {
  /** Nothing happens where the parent is unknown, the term itself, or against the scheme's own file. */
  add(tid: number, parent: number | undefined): void
  /** The parent under its publisher's id, which may be stated before the parent itself: the step then waits for it. */
  addById(tid: number, parentId: string, fid: number): void
  /** From now on the publisher's id means this term; steps that waited for it are added. */
  nameById(tid: number, id: string, fid: number): void
  /** Row numbers of all broader terms. */
  ancestorsOf(tid: number): readonly number[]
  /** Row numbers of all narrower terms. */
  descendantsOf(tid: number): readonly number[]
  /** Reads again which hierarchies files state. */
  dropRules(): void
  /** Forgets what is remembered of the rows. */
  forget(): void
}

/** Creates the writer of steps; `onMoved` is called with each term that gained a broader one. */
export function createParentWriter(store: WriterStore, onMoved: (tid: number) => void): ParentWriter {
  let hierarchy: Hierarchy | undefined
  let ruled: ReadonlyMap<number, number> | undefined

  function add(tid: number, parent: number | undefined): void {
    if (parent === undefined || parent === tid || isRuled(tid, parent)) return
    const row = store.get('INSERT OR IGNORE INTO term_parent (tid, parent) VALUES (?, ?) RETURNING tid', tid, parent)
    if (row === undefined) return
    onMoved(tid)
    hierarchy = undefined
  }

  /** A scheme whose own file states its hierarchy is not rearranged by what a feed says of it. */
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
    add,
    addById(tid, parentId, fid) {
      const row = store.get('SELECT tid FROM term_stated WHERE fid = ? AND stated_id = ?', fid, parentId)
      if (row !== undefined) add(tid, numberOf(row, 'tid'))
      else store.run('INSERT OR IGNORE INTO term_awaits (fid, stated_id, tid) VALUES (?, ?, ?)', fid, parentId, tid)
    },
    nameById(tid, id, fid) {
      store.run('INSERT OR REPLACE INTO term_stated (fid, stated_id, tid) VALUES (?, ?, ?)', fid, id, tid)
      const waiting = store.all('DELETE FROM term_awaits WHERE fid = ? AND stated_id = ? RETURNING tid', fid, id)
      for (const row of waiting) add(numberOf(row, 'tid'), tid)
    },
    ancestorsOf: (tid) => currentHierarchy().ancestorsOf(String(tid)).map(Number),
    descendantsOf: (tid) => currentHierarchy().descendantsOf(String(tid)).map(Number),
    dropRules() {
      ruled = undefined
    },
    forget() {
      hierarchy = undefined
      ruled = undefined
    },
  }
}

/** Terms whose scheme's own file states its hierarchy, with the scheme of each; to be asked before feeds add to it. */
function ruledTerms(store: WriterStore): ReadonlyMap<number, number> {
  const rows = store.all('SELECT tid, xid FROM term WHERE xid IN (SELECT xid FROM scheme WHERE ruled = 1)')
  return new Map(rows.map((row) => [numberOf(row, 'tid'), numberOf(row, 'xid')]))
}

/** Keeps, for the issues of feeds, which edges were left out because each closed a circle. */
function keepCuts(store: WriterStore, { cut }: Hierarchy): void {
  if (cut.length === 0 && store.get('SELECT 1 FROM term_cut LIMIT 1') === undefined) return
  store.run('DELETE FROM term_cut')
  for (const { uri, parentUri } of cut)
    store.run('INSERT INTO term_cut (tid, parent) VALUES (?, ?)', Number(uri), Number(parentUri))
}
