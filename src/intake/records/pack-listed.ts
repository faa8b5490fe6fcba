import { packKept } from '../../store/packed.ts'
import { bytesOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** Packs what is held of a record that has no detail to be packed with: its list item and, where it could be read, its body. */
export function packListed(store: WriterStore, sid: number): void {
  for (const [table, column, dictionary] of [
    ['record', 'list', 'RECORD'],
    ['service_body', 'body', 'BODY'],
  ] as const) {
    const row = store.get(`SELECT ${column} FROM ${table} WHERE sid = ? AND ${column} IS NOT NULL`, sid)
    if (row === undefined) continue
    const kept = bytesOf(row, column)
    const packed = packKept(kept, dictionary)
    if (packed !== kept) store.run(`UPDATE ${table} SET ${column} = ? WHERE sid = ?`, packed, sid)
  }
}
