import type { Reading } from '../../model/issue.ts'
import type { Service } from '../../model/service.ts'
import { sortableName } from '../../facts/fold-text.ts'
import { noteAdded, noteContacts, noteUpdated } from '../changes/note-change.ts'
import { noteUnmatched } from '../clusters/note-unmatched.ts'
import { unwriteCells, writeCells } from '../places/cells.ts'
import { writeFigure } from './write-figure.ts'
import type { PlaceWriter } from '../places/place-writer.ts'
import { scoreQuality } from '../../quality/score-quality.ts'
import { unpack } from '../../store/packed.ts'
import { writeComponents } from '../scores/write-score.ts'
import { bytesOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { ServiceBody } from '../../model/stored-records.ts'
import { indexedTerms, writePlaceIndex, writeTermIndex, writeText } from './write-indexes.ts'
import { writeName } from './write-name.ts'
import { uidOfSource, type RecordSource } from './record-source.ts'
import { holdTerms, partsOf, type PartHashes, type ServiceParts } from './service-parts.ts'
import { writeIssues, writeRow } from './write-service-row.ts'
import { withdrawCopies } from './recomplete.ts'
import { writeOrganization, type WrittenOrganization } from './write-organization.ts'
import type { TermWriter, WrittenTerm } from '../terms/write-terms.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { writePlaces } from './write-places.ts'

/** What is written of a service each by itself, where it changed. */
const PARTS = ['body', 'text', 'terms', 'places'] as const satisfies readonly (keyof PartHashes)[]

/**
 * Writes what was read of one service: its row, its organization, places, terms, words and issues. Parts that are as they
 * were cost no write. Returns whether anything visible changed.
 */
export function writeService(
  store: WriterStore,
  terms: TermWriter,
  placeWriter: PlaceWriter,
  reading: Reading<Service>,
  source: RecordSource,
): boolean {
  const held = source.isNew === true ? undefined : findHeld(store, source.sid)
  const own = holdTerms(terms, reading.record, source.slug)
  const accepted = terms.acceptedFor(uidOfSource(source))
  const heldTerms = accepted.length === 0 ? own : { ...own, direct: [...own.direct, ...accepted] }
  const { organization: nested } = reading.record
  const organization = nested === undefined ? undefined : writeOrganization(store, nested, source)
  const places = writePlaces(store, reading.record, source)
  const stillHeld = { fromPlace: places.length, hasOrganization: organization !== undefined }
  if (held !== undefined) withdrawCopies(store, source.sid, stillHeld, source.updatedFrom)
  const parts = partsOf(store, placeWriter, reading, { ...heldTerms, organization, places }, source)
  const lids = places.map(({ lid }) => lid)
  writeFigure(store, parts.service, source.sid, lids)
  // Its organization and places are records of their own: their words and points can change where its body does not.
  if (PARTS.every((part) => !isChanged(held, part, parts.hashes))) return false
  noteServiceChange(store, parts.body, held, source)
  if (held !== undefined) unwriteParts(store, source.sid)
  const { direct } = heldTerms
  const indexed = writeScoredRow(store, terms, parts, { held, organization, direct, stated: own.direct }, source)
  writeIssues(store, parts.issues, source)
  writeIndexes(store, parts, held, indexed, source)
  placeWriter.write(source, parts.placement, lids)
  writeCells(store, source.sid)
  noteUnmatched(store, uidOfSource(source))
  return true
}

interface RowParts {
  readonly held: Row | undefined
  readonly organization: WrittenOrganization | undefined
  /** The terms that it names itself, and with those that were accepted for it. */
  readonly stated: readonly WrittenTerm[]
  readonly direct: readonly WrittenTerm[]
}

/** Writes the row with its score; the terms that the service is found under. */
function writeScoredRow(
  store: WriterStore,
  terms: TermWriter,
  { service, json, hashes, placement, facts, places, issues }: ServiceParts,
  { held, organization, direct, stated }: RowParts,
  source: RecordSource,
): ReturnType<typeof indexedTerms> {
  const under = (some: readonly WrittenTerm[]): ReturnType<typeof indexedTerms> =>
    indexedTerms(
      terms,
      some.map(({ tid }) => tid),
    )
  const indexed = under(direct)
  // What others accepted for a record says nothing of how well its publisher states it.
  const scored = stated.length === direct.length ? indexed : under(stated)
  const quality = scoreQuality(service, {
    now: new Date(source.fetchedAt),
    hasMappedTerm: [...scored.keys()].some(terms.isShared),
    hasResolvedArea: placement.rows.some(({ basis }) => basis === 'SERVES'),
    readingIssues: issues,
  })
  const oid = organization?.oid
  writeRow(store, service, { held, json, oid, hashes, placement, facts, score: quality.score }, source)
  writeComponents(store, source.sid, quality, [organization?.hash, ...places.map(({ hash }) => hash)].join(''))
  return indexed
}

/** Puts what a service is searched by in place of what was held, where it changed. */
function writeIndexes(
  store: WriterStore,
  { service, hashes, texts, places }: ServiceParts,
  held: Row | undefined,
  indexed: ReturnType<typeof indexedTerms>,
  source: RecordSource,
): void {
  const { sid } = source
  const isNew = held === undefined
  if (isChanged(held, 'text', hashes)) writeText(store, sid, texts, isNew)
  if (isNew || textOf(held, 'name_sort') !== sortableName(service.name)) writeName(store, sid, service.name, isNew)
  if (isChanged(held, 'places', hashes)) writePlaceIndex(store, held, places, source)
  if (isChanged(held, 'terms', hashes)) writeTermIndex(store, sid, indexed, isNew)
}

/** Takes away what is written again with the row, while it is known which cells those are. */
function unwriteParts(store: WriterStore, sid: number): void {
  unwriteCells(store, sid)
  store.run('DELETE FROM issue WHERE sid = ?', sid)
}

/** Before its row is written: what was held stands there still. */
function noteServiceChange(
  store: WriterStore,
  body: ServiceBody,
  held: Row | undefined,
  { fid, sid, originId, visibleFrom, updatedFrom }: RecordSource,
): void {
  const record = { fid, type: 'service', originId } as const
  if (held === undefined) return noteAdded(store, visibleFrom, record, body)
  // A detail that completes a first reading changes nothing that was read: what was held need not be looked at.
  if (updatedFrom === undefined) return
  const row = store.get('SELECT body FROM service_body WHERE sid = ?', sid)
  const before = unpack<ServiceBody>(bytesOf(row ?? {}, 'body'))
  noteUpdated(store, updatedFrom, record, before, body)
  if (numberOf(held, 'solo') === 0) noteContacts(store, updatedFrom, record, before, body)
}

function findHeld(store: WriterStore, sid: number): Row | undefined {
  return store.get('SELECT * FROM service WHERE sid = ?', sid)
}

function isChanged(held: Row | undefined, part: keyof PartHashes, hashes: PartHashes): boolean {
  return held === undefined || textOf(held, `${part}_hash`) !== hashes[part]
}
