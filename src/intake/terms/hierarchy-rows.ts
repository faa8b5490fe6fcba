import type { Hierarchy } from '../../taxonomy/hierarchy.ts'
import { numberOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** Terms whose scheme's own file tells its hierarchy, with the scheme of each; to be asked before feeds add to it. */
export function ruledTerms(store: WriterStore): ReadonlyMap<number, number> {
  const rows = store.all('SELECT tid, xid FROM term WHERE xid IN (SELECT xid FROM scheme WHERE ruled = 1)')
  return new Map(rows.map((row) => [numberOf(row, 'tid'), numberOf(row, 'xid')]))
}

/** Keeps, for the issues of feeds, which edges were left out because each closed a circle. */
export function keepCuts(store: WriterStore, { cut }: Hierarchy): void {
  if (cut.length === 0 && store.get('SELECT 1 FROM term_cut LIMIT 1') === undefined) return
  store.run('DELETE FROM term_cut')
  for (const { uri, parentUri } of cut)
    store.run('INSERT INTO term_cut (tid, parent) VALUES (?, ?)', Number(uri), Number(parentUri))
}
