import type { ServicePlacement } from '../../geography/place-service.ts'
import type { RecordIssue } from '../../model/issue.ts'
import type { Service } from '../../model/service.ts'
import { deriveFacts } from '../../facts/derive-facts.ts'
import { contentFlags } from '../../facts/content-flags.ts'
import { placementColumns } from '../places/place-writer.ts'
import { numberOf, type Row } from '../../store/row.ts'
import { uidOfTeller, type Teller } from './teller.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** What goes into a service's row besides what the service itself tells. */
interface RowParts {
  /** Its row as it stands; undefined where it has none. */
  readonly held: Row | undefined
  /** Its body as JSON. */
  readonly json: Uint8Array
  /** Row of its organization; undefined where it has none. */
  readonly oid: number | undefined
  readonly hashes: { readonly body: string; readonly text: string; readonly terms: string; readonly places: string }
  readonly placement: ServicePlacement
  /** Its quality, 0 to 100. */
  readonly score: number
}

/** Writes a service's row, its body, its flags, opening times and languages; the last two are taken to have been deleted. */
export function writeRow(
  store: WriterStore,
  service: Service,
  { held, json, oid, hashes, placement, score }: RowParts,
  teller: Teller,
): void {
  const facts = deriveFacts(service)
  store.run(
    `INSERT OR REPLACE INTO service (sid, fid, uid, body_hash, full, oid, name_sort, modified, assured, status, active,
       minimum_age, maximum_age, free, attending, days, languages, text_hash, terms_hash, places_hash, delivery, available, nations, quality, cid, pref, solo)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    teller.sid,
    teller.fid,
    uidOfTeller(teller),
    hashes.body,
    Number(teller.isFull),
    oid ?? null,
    facts.nameSort,
    service.lastModified ?? '',
    service.assuredDate ?? '',
    service.status ?? null,
    Number(facts.isActive),
    // What a column lacks has no bound, so a span that is not certain must not be there in part.
    service.hasUnreadableAges ? null : (service.minimumAge ?? null),
    service.hasUnreadableAges ? null : (service.maximumAge ?? null),
    facts.free === undefined ? null : Number(facts.free),
    facts.attending ?? null,
    facts.opening?.days ?? null,
    facts.languages.length,
    hashes.text,
    hashes.terms,
    hashes.places,
    ...placementColumns(placement),
    score,
    // It stays in the cluster it is in until it is matched.
    ...(held === undefined
      ? [teller.sid, 0, 1]
      : [numberOf(held, 'cid'), numberOf(held, 'pref'), numberOf(held, 'solo')]),
  )
  store.run('INSERT OR REPLACE INTO service_body (sid, body) VALUES (?, ?)', teller.sid, json)
  store.run('INSERT OR REPLACE INTO service_content (sid, flags) VALUES (?, ?)', teller.sid, contentFlags(service))
  if (facts.opening !== undefined)
    store.run('INSERT INTO service_schedule VALUES (?, ?)', teller.sid, JSON.stringify(facts.opening.rules))
  for (const language of facts.languages) store.run('INSERT INTO service_language VALUES (?, ?)', teller.sid, language)
}

/** Writes what was noticed of a service, whose earlier issues are taken to have been deleted. */
export function writeIssues(store: WriterStore, issues: readonly RecordIssue[], { sid, fid }: Teller): void {
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
