import type { StatedTerm } from '../../model/attribute.ts'
import type { RecordIssue, Reading } from '../../model/issue.ts'
import type { Service } from '../../model/service.ts'
import type { FactRows } from '../../facts/fact.ts'
import { deriveFacts } from '../../facts/service-facts.ts'
import type { ServicePlacement } from '../../geography/place-service.ts'
import { hashOf, hashOfBytes } from '../../model/hash-of.ts'
import { present } from '../../model/present.ts'
import type { ServiceBody } from '../../model/stored-records.ts'
import { toBytes } from '../../store/packed.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import type { PlaceWriter } from '../places/place-writer.ts'
import { dayToJudge } from '../scores/facts-of-day.ts'
import { renamedTerms } from '../terms/renamed-terms.ts'
import type { TermWriter, WrittenTerm } from '../terms/write-terms.ts'
import { contradictionIssues } from './contradiction-issues.ts'
import type { RecordSource } from './record-source.ts'
import { textsOf } from './service-texts.ts'
import { withTermUris } from './with-term-uris.ts'
import type { WrittenPlace } from './write-indexes.ts'
import type { WrittenOrganization } from './write-organization.ts'
import { withPostcodePoints } from './write-places.ts'

/** The terms that a record states anywhere, as they are held. */
interface HeldTerms {
  readonly stated: readonly StatedTerm[]
  /** In the order of `stated`; undefined where a term can't be identified. */
  readonly written: readonly (WrittenTerm | undefined)[]
  /** What the service itself is classified as: what its organization or places are says nothing of it. */
  readonly own: readonly StatedTerm[]
  readonly direct: readonly WrittenTerm[]
}

/** Writes the terms that are new. */
export function holdTerms(terms: TermWriter, record: Service, slug: string): HeldTerms {
  const stated: StatedTerm[] = []
  collectTerms(record, '', stated)
  const written = stated.map((term) => terms.write(term, slug))
  const own = (record.attributes ?? []).flatMap(({ taxonomyTerm }) => taxonomyTerm ?? [])
  return { stated, written, own, direct: own.flatMap((term) => written[stated.indexOf(term)] ?? []) }
}

/** What its row, its words, its terms and its places say, each by a fingerprint. */
export type PartHashes = Readonly<Record<'body' | 'text' | 'terms' | 'places', string>>

/** What is made of a reading, before anything of the service itself is written. */
export interface ServiceParts {
  /** With what it lacks of its organization and places. */
  readonly service: Service
  readonly body: ServiceBody
  /** The body as JSON. */
  readonly json: Uint8Array
  readonly placement: ServicePlacement
  /** With the points that postcodes give. */
  readonly places: readonly WrittenPlace[]
  readonly facts: Required<FactRows>
  readonly issues: readonly RecordIssue[]
  /** The five columns of the text index. */
  readonly texts: readonly string[]
  readonly hashes: PartHashes
}

/** What stands of it by itself already. */
interface WrittenParts extends HeldTerms {
  readonly organization: WrittenOrganization | undefined
  readonly places: readonly WrittenPlace[]
}

/** Makes the parts of a service whose terms, organization and places are written. */
export function partsOf(
  store: WriterStore,
  placeWriter: PlaceWriter,
  { record, issues: noticed }: Reading<Service>,
  { stated, written, own, direct, organization, places }: WrittenParts,
  source: RecordSource,
): ServiceParts {
  const service = completed(record, organization, places)
  const uriByTerm = new Map(stated.map((term, at) => [term, written[at]?.uri]))
  const body = bodyOf(service, organization?.originId, places, (term) => uriByTerm.get(term))
  const placement = placeWriter.place(service, source.publisherAreas)
  const placed = withPostcodePoints(places, placement)
  const issues = [
    ...noticed,
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
  return { service, body, json, placement, places: placed, facts, issues, texts, hashes }
}

/** Every term that the record's attributes name, wherever they stand in it. */
function collectTerms(value: unknown, key: string, found: StatedTerm[]): void {
  if (typeof value !== 'object' || value === null || key === 'extensions') return
  if (Array.isArray(value)) {
    for (const item of value) collectTerms(item, key, found)
    return
  }
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'taxonomyTerm') found.push(inner)
    else if (typeof inner === 'object') collectTerms(inner, name, found)
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
