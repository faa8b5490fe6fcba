import type { ServicePlacement } from '../../geography/place-service.ts'
import type { RecordIssue } from '../../model/issue.ts'
import type { Service } from '../../model/service.ts'
import { sortableName } from '../../facts/fold-text.ts'
import type { SqlValue } from '../../store/sql.ts'
import type { FactRows } from '../../facts/fact.ts'
import { contentFlags } from '../../facts/content-flags.ts'
import { placementColumns } from '../places/place-writer.ts'
import { packBytes } from '../../store/packed.ts'
import { numberOf, type Row } from '../../store/row.ts'
import { recordUuid, uuidHead } from '../../model/record-uuid.ts'
import { uidOfSource, type RecordSource } from './record-source.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** What goes into a service's row besides what the service itself states. */
interface RowParts {
  /** Its row as it stands; undefined where it has none. */
  readonly held: Row | undefined
  /** Its body as JSON. */
  readonly json: Uint8Array
  /** Row of its organization; undefined where it has none. */
  readonly oid: number | undefined
  readonly hashes: { readonly body: string; readonly text: string; readonly terms: string; readonly places: string }
  readonly placement: ServicePlacement
  readonly facts: Required<FactRows>
  /** Its quality, 0 to 100. */
  readonly score: number
}

/** Writes a service's row with its facts, its body and its flags. */
export function writeRow(
  store: WriterStore,
  service: Service,
  { held, json, oid, hashes, placement, facts, score }: RowParts,
  source: RecordSource,
): void {
  const { sid } = source
  const [delivery, available, nations] = placementColumns(placement)
  putRow(store, held, {
    sid,
    fid: source.fid,
    uid: uidOfSource(source),
    uuid_head: uuidHead(recordUuid('service', { feed: source.slug, originId: source.originId })) ?? 0,
    full: Number(source.isFull),
    oid: oid ?? null,
    name_sort: sortableName(service.name),
    modified: service.lastModified ?? '',
    assured: service.assuredDate ?? '',
    status: service.status ?? null,
    active: Number(service.status === undefined || service.status === 'ACTIVE'),
    ...facts.columns,
    body_hash: hashes.body,
    text_hash: hashes.text,
    terms_hash: hashes.terms,
    places_hash: hashes.places,
    delivery,
    available,
    nations,
    quality: score,
    // It stays in the cluster it is in until it is matched.
    ...(held === undefined
      ? { cid: sid, pref: 0, solo: 1 }
      : { cid: numberOf(held, 'cid'), pref: numberOf(held, 'pref'), solo: numberOf(held, 'solo') }),
  })
  // What its detail is about to replace is not worth packing before it is known to have none.
  const body = source.isFull ? packBytes(json, 'BODY') : json
  store.run('INSERT OR REPLACE INTO service_body (sid, body) VALUES (?, ?)', sid, body)
  store.run('INSERT OR REPLACE INTO service_content (sid, flags) VALUES (?, ?)', sid, contentFlags(service))
  for (const [table, rows] of Object.entries(facts.tables)) {
    if (held !== undefined) store.run(`DELETE FROM ${table} WHERE sid = ?`, sid)
    for (const row of rows) store.run(`INSERT INTO ${table} VALUES (?${', ?'.repeat(row.length)})`, sid, ...row)
  }
}

/** Setting one of these costs as much as setting all others. */
const INDEXED: ReadonlySet<string> = new Set([
  'sid',
  'fid',
  'uid',
  'uuid_head',
  'full',
  'oid',
  'name_sort',
  'modified',
  'assured',
  'active',
  'quality',
  'cid',
  'pref',
  'solo',
])

/** Names of columns are this project's own. */
function putRow(store: WriterStore, held: Row | undefined, columns: Readonly<Record<string, SqlValue>>): void {
  const set = Object.entries(columns).filter(([name, value]) => held?.[name] !== value || !INDEXED.has(name))
  const names = set.map(([name]) => name)
  const values = set.map(([, value]) => value)
  if (held === undefined)
    store.run(`INSERT INTO service (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, ...values)
  else
    store.run(
      `UPDATE service SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE sid = ?`,
      ...values,
      numberOf(held, 'sid'),
    )
}

/** Writes what was noticed of a service, whose earlier issues are taken to have been deleted. */
export function writeIssues(store: WriterStore, issues: readonly RecordIssue[], { sid, fid }: RecordSource): void {
  for (const { code, severity, path, message, sample } of issues) {
    store.run(
      'INSERT INTO issue (fid, sid, code, severity, path, message, sample) VALUES (?, ?, ?, ?, ?, ?, ?)',
      fid,
      sid,
      code,
      severity,
      path,
      message,
      sample ?? null,
    )
  }
}
