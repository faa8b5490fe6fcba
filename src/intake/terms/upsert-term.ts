import type { StatedTerm } from '../../model/attribute.ts'
import type { IdentifiedTerm } from '../../taxonomy/identify-term.ts'
import { foldText } from '../../facts/fold-text.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { present } from '../../model/present.ts'

/** A term as it stands after a statement; `otherName` is what the same feed called it before, where that was another name. */
interface UpsertedTerm {
  readonly tid: number
  readonly isNew: boolean
  readonly otherName?: string
}

/** A scheme's own file names a term, else the first label stated; further ones become other names. */
export function upsertTerm(
  store: WriterStore,
  identity: IdentifiedTerm,
  stated: StatedTerm,
  fid: number,
): UpsertedTerm {
  const label = stated.name?.trim() ?? ''
  const held = store.get('SELECT tid FROM term WHERE uri = ?', identity.uri)
  if (held === undefined) insertTerm(store, identity, stated, label)
  const row = store.get('SELECT tid, name, other_names FROM term WHERE uri = ?', identity.uri) ?? {}
  const tid = numberOf(row, 'tid')
  const name = textOf(row, 'name')
  addLabel(store, tid, label, name, textOf(row, 'other_names'))
  const otherName = otherNameStated(store, tid, fid, label)
  return { tid, isNew: held === undefined, ...present({ otherName }) }
}

function insertTerm(store: WriterStore, identity: IdentifiedTerm, stated: StatedTerm, label: string): void {
  const { key, name, uri, shared } = identity.scheme
  store.run(
    'INSERT INTO scheme (key, name, uri, shared, description, version) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    key,
    stated.taxonomy?.name ?? name,
    uri ?? null,
    Number(shared),
    stated.taxonomy?.description ?? null,
    stated.taxonomy?.version ?? null,
  )
  const xid = numberOf(store.get('SELECT xid FROM scheme WHERE key = ?', key) ?? {}, 'xid')
  store.run(
    `INSERT INTO term (uri, xid, curie, code, name, other_names, description, language, term_uri) VALUES (?, ?, ?, ?, ?, '[]', ?, ?, ?)`,
    identity.uri,
    xid,
    identity.curie ?? null,
    identity.code ?? null,
    label,
    stated.description ?? null,
    stated.language ?? null,
    stated.termUri ?? null,
  )
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

/** What the same feed called the term before, where that was another name; notes the first. */
function otherNameStated(store: WriterStore, tid: number, fid: number, label: string): string | undefined {
  store.run(
    "INSERT INTO term_feed (tid, fid, name) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name WHERE term_feed.name = ''",
    tid,
    fid,
    label,
  )
  const first = textOf(store.get('SELECT name FROM term_feed WHERE tid = ? AND fid = ?', tid, fid) ?? {}, 'name')
  return label === '' || foldText(label) === foldText(first) ? undefined : first
}
