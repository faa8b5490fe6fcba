import { foldedWords, sortableName } from '../../facts/fold-text.ts'
import { refOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'
import { type Candidate, rankOf } from './suggestion.ts'

/** So many names are looked at for one text: who wants another types on. */
const MOST_NAMES = 60
/** The text index finds beginnings of so many letters at once. */
const SHORTEST_INDEXED = 2

/** Equal for records of one real organization: many only share a name. */
const ONE = 'coalesce(-o.gid, o.oid)'

interface Source {
  readonly kind: 'ORGANIZATION' | 'SERVICE'
  /** Column of the text index with its names. */
  readonly column: 'name' | 'organization'
  /** Rows `uid, name, same` of names between two. */
  readonly between: string
  /** The same of services that the text index finds. */
  readonly found: string
}

const SERVICES: Source = {
  kind: 'SERVICE',
  column: 'name',
  between: `SELECT s.uid, s.name_sort AS name, s.cid AS same FROM service s INDEXED BY service_name
    WHERE s.name_sort >= ?1 AND s.name_sort < ?1 || char(0x10ffff) AND s.active = 1 AND s.pref = 0 LIMIT ${MOST_NAMES}`,
  found: `SELECT s.uid, s.name_sort AS name, s.cid AS same FROM service_text t CROSS JOIN service s ON s.sid = t.rowid
    WHERE service_text MATCH ?1 AND s.active = 1 AND s.pref = 0 LIMIT ${MOST_NAMES}`,
}

const ORGANIZATIONS: Source = {
  kind: 'ORGANIZATION',
  column: 'organization',
  between: `SELECT uid, name_sort AS name, ${ONE} AS same FROM organization o
    WHERE name_sort >= ?1 AND name_sort < ?1 || char(0x10ffff) LIMIT ${MOST_NAMES}`,
  found: `SELECT o.uid, o.name_sort AS name, ${ONE} AS same FROM service_text t CROSS JOIN service s ON s.sid = t.rowid
    JOIN organization o ON o.oid = s.oid WHERE service_text MATCH ?1 AND s.active = 1 LIMIT ${MOST_NAMES}`,
}

/** Active services by name, a cluster once; of very many names that have the words somewhere, some. */
export function suggestServices(store: ReaderStore, typed: readonly string[]): readonly Candidate[] {
  return suggestFrom(store, SERVICES, typed)
}

/** Organizations by name, records of one real organization once; of very many names that have the words somewhere, some. */
export function suggestOrganizations(store: ReaderStore, typed: readonly string[]): readonly Candidate[] {
  return suggestFrom(store, ORGANIZATIONS, typed)
}

function suggestFrom(
  store: ReaderStore,
  { kind, column, between, found }: Source,
  typed: readonly string[],
): readonly Candidate[] {
  const indexed = typed.filter(({ length }) => length >= SHORTEST_INDEXED)
  const match = indexed.map((word) => `{${column}} : ("${word}" *)`).join(' AND ')
  const rows = [
    ...store.all(between, sortableName(typed.join(' '))),
    ...(indexed.length === 0 ? [] : store.all(found, match)),
  ]
  return rows
    .map((row): Candidate => {
      const suggestion = { kind, ref: refOf(textOf(row, 'uid')) }
      const words = foldedWords(textOf(row, 'name'))
      return { suggestion, words, sameAs: `${kind} ${String(row['same'])}`, services: 0 }
    })
    .filter(({ words }) => rankOf(words, typed) !== undefined)
}
