import { foldedWords, sortableName } from '../../facts/fold-text.ts'
import { refOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'
import { type Candidate, rankOf } from './suggestion.ts'

/** So many names are looked at for one text: who wants another types on. */
const MOST_NAMES = 60
/** The index finds beginnings of so many letters at once. */
const SHORTEST_INDEXED = 2

/** Equal for records of one real organization: many only share a name. */
const ONE = 'coalesce(-o.gid, o.oid)'

interface Source {
  readonly kind: 'ORGANIZATION' | 'SERVICE'
  /** Rows `uid, name, same` of names between two. */
  readonly between: string
  /** The same of names with words that begin so, wherever they stand. */
  readonly found: string
}

const SERVICES: Source = {
  kind: 'SERVICE',
  between: `SELECT s.uid, s.name_sort AS name, s.cid AS same FROM service s INDEXED BY service_name
    WHERE s.name_sort >= ?1 AND s.name_sort < ?1 || char(0x10ffff) AND s.active = 1 AND s.pref = 0 LIMIT ${MOST_NAMES}`,
  found: `SELECT s.uid, s.name_sort AS name, s.cid AS same FROM name_text t CROSS JOIN service s ON s.sid = t.rowid
    WHERE name_text MATCH ?1 AND t.rowid > 0 AND s.active = 1 AND s.pref = 0 LIMIT ${MOST_NAMES}`,
}

const ORGANIZATIONS: Source = {
  kind: 'ORGANIZATION',
  between: `SELECT uid, name_sort AS name, ${ONE} AS same FROM organization o
    WHERE name_sort >= ?1 AND name_sort < ?1 || char(0x10ffff) LIMIT ${MOST_NAMES}`,
  found: `SELECT o.uid, o.name_sort AS name, ${ONE} AS same FROM name_text t CROSS JOIN organization o ON o.oid = -t.rowid
    WHERE name_text MATCH ?1 AND t.rowid < 0 LIMIT ${MOST_NAMES}`,
}

/** Active services by name, a cluster once; of very many names that have the words somewhere, some, but at least `first` that begin so where there are so many. */
export function suggestServices(store: ReaderStore, typed: readonly string[], first: number): readonly Candidate[] {
  return suggestFrom(store, SERVICES, typed, first)
}

/** Organizations by name, records of one real organization once; as many of them as of services. */
export function suggestOrganizations(
  store: ReaderStore,
  typed: readonly string[],
  first: number,
): readonly Candidate[] {
  return suggestFrom(store, ORGANIZATIONS, typed, first)
}

function suggestFrom(
  store: ReaderStore,
  { kind, between, found }: Source,
  typed: readonly string[],
  first: number,
): readonly Candidate[] {
  const candidatesOf = (sql: string, value: string): readonly Candidate[] =>
    store.all(sql, value).map((row) => ({
      suggestion: { kind, ref: refOf(textOf(row, 'uid')) },
      words: foldedWords(textOf(row, 'name')),
      sameAs: `${kind} ${String(row['same'])}`,
      services: 0,
    }))
  const beginning = candidatesOf(between, sortableName(typed.join(' '))).filter(
    ({ words }) => rankOf(words, typed) === 0,
  )
  const indexed = typed.filter(({ length }) => length >= SHORTEST_INDEXED)
  // Names that begin so stand before all others.
  if (indexed.length === 0 || new Set(beginning.map(({ sameAs }) => sameAs)).size >= first) return beginning
  const match = indexed.map((word) => `"${word}" *`).join(' AND ')
  return [...beginning, ...candidatesOf(found, match).filter(({ words }) => rankOf(words, typed) !== undefined)]
}
