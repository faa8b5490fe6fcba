import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'

/** A mark of what files state of schemes and mappings: equal marks, terms are understood alike. */
export function readTermRules(store: ReaderStore): string {
  const rows = store.all('SELECT key, value FROM taxonomy_state ORDER BY key')
  return rows.map((row) => `${textOf(row, 'key')} ${textOf(row, 'value')}`).join('; ')
}
