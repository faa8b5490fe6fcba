import { foldText } from '../../facts/fold-text.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** The row of an organization in the index of names. */
export function nameRowOf(oid: number): number {
  return -oid
}

/** Puts a name in place of the one that was indexed, none where it `isNew`; `row` is the sid of a service, or what `nameRowOf` gives of an organization. */
export function writeName(store: WriterStore, row: number, name: string, isNew: boolean): void {
  store.runLast(
    `${isNew ? 'INSERT' : 'INSERT OR REPLACE'} INTO name_text (rowid, name) VALUES (?, ?)`,
    row,
    foldText(name),
  )
}

/** Takes a name out of the index of names. */
export function unwriteName(store: WriterStore, row: number): void {
  store.runLast('DELETE FROM name_text WHERE rowid = ?', row)
}
