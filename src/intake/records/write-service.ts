import type { StatedTerm } from '../../model/attribute.ts'
import type { Reading } from '../../model/issue.ts'
import type { Service } from '../../model/service.ts'
import { foldText, PART_BREAK, sortableName } from '../../facts/fold-text.ts'
import { noteAdded, noteContacts, noteUpdated } from '../changes/note-change.ts'
import { noteUnmatched } from '../clusters/note-unmatched.ts'
import { unwriteCells, writeCells } from '../places/cells.ts'
import { writeFigure } from './write-figure.ts'
import type { PlaceWriter } from '../places/place-writer.ts'
import { scoreQuality } from '../../quality/score-quality.ts'
import { toBytes, unpack } from '../../store/packed.ts'
import { writeComponents } from '../scores/write-score.ts'
import { bytesOf, textOf, type Row } from '../../store/row.ts'
import { withTermUris } from './with-term-uris.ts'
import type { ServiceBody } from '../../model/stored-records.ts'
import { hashOf, hashOfBytes } from '../../model/hash-of.ts'
import { indexedTerms, writePlaceIndex, writeTermIndex, writeText, type WrittenPlace } from './write-indexes.ts'
import { writeName } from './write-name.ts'
import { uidOfSource, type RecordSource } from './record-source.ts'
import { writeIssues, writeRow } from './write-service-row.ts'
import { placeTexts } from './write-locations.ts'
import { contradictionIssues } from './contradiction-issues.ts'
import { withdrawCopies } from './recomplete.ts'
import { writeOrganization, type WrittenOrganization } from './write-organization.ts'
import { deriveFacts } from '../../facts/service-facts.ts'
import { dayToJudge } from '../scores/facts-of-day.ts'
import { renamedTerms } from '../terms/renamed-terms.ts'
import type { TermWriter } from '../terms/write-terms.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { present } from '../../model/present.ts'
import { withPostcodePoints, writePlaces } from './write-places.ts'

/** What is written of a service each by itself, where it changed. */
const PARTS = ['body', 'text', 'terms', 'places'] as const
type Part = (typeof PARTS)[number]

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
  const stated = [...statedTerms(reading.record)]
  const written = stated.map((term) => terms.write(term, source.slug))
  // What its organization or places are classified as says nothing of the service.
  const own = (reading.record.attributes ?? []).flatMap(({ taxonomyTerm }) => taxonomyTerm ?? [])
  const direct = own.flatMap((term) => written[stated.indexOf(term)] ?? [])
  const uriByTerm = new Map(stated.map((term, at) => [term, written[at]?.uri]))
  const { organization: nested } = reading.record
  const organization = nested === undefined ? undefined : writeOrganization(store, nested, source)
  const places = writePlaces(store, reading.record, source)
  const stillHeld = { fromPlace: places.length, hasOrganization: organization !== undefined }
  if (held !== undefined) withdrawCopies(store, source.sid, stillHeld, source.updatedFrom)
  const service = completed(reading.record, organization, places)
  const body = bodyOf(service, organization?.originId, places, (term) => uriByTerm.get(term))
  const placement = placeWriter.place(service, source.publisherAreas)
  const placed = withPostcodePoints(places, placement)
  writeFigure(
    store,
    service,
    source.sid,
    places.map(({ lid }) => lid),
  )
  const issues = [
    ...reading.issues,
    ...placement.issues,
    ...renamedTerms(stated, written),
    ...contradictionIssues(organization, places),
  ]
  const json = toBytes(body)
  const facts = deriveFacts(service, dayToJudge(store, source.fetchedAt))
  const texts = textsOf(service, own, placeWriter.areaNames(placement))
  // What the body only refers to is hashed here: terms, organization, places; and what the day makes of it.
  const referred = [stated, organization?.hash, places.map(({ hash }) => hash)]
  const hashes = {
    body: hashOf([hashOfBytes(json), referred, issues, source.isFull, placement, facts.columns]),
    text: hashOf(texts),
    terms: hashOf([service.name, service.status, [...new Set(direct.map(({ uri }) => uri))].toSorted()]),
    places: hashOf(placed.map(({ lid, latitude, longitude, originId }) => [lid, latitude, longitude, originId])),
  }
  // Its organization and places are records of their own: their words and points can change where its body does not.
  if (PARTS.every((part) => !isChanged(held, part, hashes))) return false
  noteServiceChange(store, body, held, source)
  if (held !== undefined) unwriteParts(store, source.sid)
  const indexed = indexedTerms(
    terms,
    direct.map(({ tid }) => tid),
  )
  const quality = scoreQuality(service, {
    now: new Date(source.fetchedAt),
    hasMappedTerm: [...indexed.keys()].some(terms.isShared),
    hasResolvedArea: placement.rows.some(({ basis }) => basis === 'SERVES'),
    readingIssues: issues,
  })
  writeRow(
    store,
    service,
    { held, json, oid: organization?.oid, hashes, placement, facts, score: quality.score },
    source,
  )
  writeComponents(store, source.sid, quality, [organization?.hash, ...places.map(({ hash }) => hash)].join(''))
  writeIssues(store, issues, source)
  if (isChanged(held, 'text', hashes)) writeText(store, source.sid, texts)
  if (held === undefined || textOf(held, 'name_sort') !== sortableName(service.name))
    writeName(store, source.sid, service.name)
  if (isChanged(held, 'places', hashes)) writePlaceIndex(store, held, placed, source)
  if (isChanged(held, 'terms', hashes)) writeTermIndex(store, source.sid, indexed)
  placeWriter.write(
    source.sid,
    placement,
    places.map(({ lid }) => lid),
  )
  writeCells(store, source.sid)
  noteUnmatched(store, uidOfSource(source))
  return true
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
  const row = held === undefined ? undefined : store.get('SELECT body FROM service_body WHERE sid = ?', sid)
  const record = { fid, type: 'service', originId } as const
  if (row === undefined) return noteAdded(store, visibleFrom, record, body)
  const before = unpack<ServiceBody>(bytesOf(row, 'body'))
  noteUpdated(store, updatedFrom, record, before, body)
  if (held?.['solo'] === 0) noteContacts(store, updatedFrom, record, before, body)
}

function findHeld(store: WriterStore, sid: number): Row | undefined {
  return store.get('SELECT * FROM service WHERE sid = ?', sid)
}

function isChanged(held: Row | undefined, part: Part, hashes: Readonly<Record<Part, string>>): boolean {
  return held === undefined || textOf(held, `${part}_hash`) !== hashes[part]
}

/** Every term that the record's attributes name, wherever they stand in it. */
function* statedTerms(value: unknown, key = ''): Generator<StatedTerm> {
  if (Array.isArray(value)) for (const item of value) yield* statedTerms(item, key)
  else if (typeof value === 'object' && value !== null && key !== 'extensions') {
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'taxonomyTerm') yield inner
      else if (typeof inner === 'object') yield* statedTerms(inner, name)
    }
  }
}

/** The service with what it lacks of its organization and places taken from other services of its feed. */
function completed(
  service: Service,
  organization: WrittenOrganization | undefined,
  places: readonly WrittenPlace[],
): Service {
  const { serviceAtLocations } = service
  return {
    ...service,
    ...present({ organization: organization?.whole }),
    ...(serviceAtLocations === undefined
      ? {}
      : {
          serviceAtLocations: serviceAtLocations.map((at, place) => {
            const location = places[place]?.location
            return location === undefined ? at : { ...at, location }
          }),
        }),
  }
}

function bodyOf(
  service: Service,
  organizationId: string | undefined,
  places: readonly WrittenPlace[],
  uriOf: (term: StatedTerm) => string | undefined,
): ServiceBody {
  const { organization: _, serviceAtLocations: __, ...own } = service
  const body: ServiceBody = {
    ...own,
    ...present({ organizationId }),
    ...(places.length === 0 ? {} : { serviceAtLocations: places.map(({ at }) => at) }),
  }
  return withTermUris(body, ({ taxonomyTerm }) => (taxonomyTerm === undefined ? undefined : uriOf(taxonomyTerm)))
}

/** The five columns of the text index, folded. */
function textsOf(service: Service, terms: readonly StatedTerm[], areaNames: readonly string[]): readonly string[] {
  const at = (service.serviceAtLocations ?? []).flatMap(({ location }) =>
    location === undefined ? [] : placeTexts(location),
  )
  const areas = (service.serviceAreas ?? []).flatMap(({ name, serviceArea }) => [name, serviceArea])
  const placeNames = (service.serviceAtLocations ?? []).flatMap(({ location }) => location?.name ?? [])
  const names = [service.name, service.alternateName].map((name = '') => foldText(name))
  const own = names.map((name) => withoutPlace(name, placeNames.map(foldText)))
  return [
    own,
    [service.organization?.name, service.organization?.alternateName],
    [...new Set(terms.map(({ name }) => name))],
    [service.description, service.eligibilityDescription, service.alert],
    // A name that was cut stays whole somewhere, for who types it in a row.
    [...at, ...areas, ...areaNames, ...names.filter((name) => !own.includes(name))],
  ].map((parts) => foldText(parts.filter(Boolean).join(` ${PART_BREAK} `)))
}

/** A folded name without the name of a place in it: a "family hub" that a group meets at makes it no group for families. */
function withoutPlace(name: string, placeNames: readonly string[]): string {
  const place = placeNames
    .filter((each) => each.includes(' ') && ` ${name} `.includes(` ${each} `))
    .toSorted((a, b) => b.length - a.length)[0]
  if (place === undefined) return name
  const own = ` ${name} `.replace(` ${place} `, ' ').trim()
  return own === '' ? name : own
}
