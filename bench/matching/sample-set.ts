import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { COUNCILS } from '../../samples/councils.ts'
import { SampleLocation, SampleOrganization, SampleService } from '../../samples/council-records.ts'
import type { Location } from '../../src/model/location.ts'
import type { AttendingType } from '../../src/model/schedule.ts'
import type { Service } from '../../src/model/service.ts'
import { createMatchRecord } from '../../src/merge/create-match-record.ts'
import { pairKeyOf } from '../../src/merge/match-record.ts'
import type { MatchRecord } from '../../src/merge/match-record.ts'
import type { LabelledSet } from './chicago-set.ts'
import { uidOf } from '../../src/model/record-uid.ts'

const SAMPLES = join(import.meta.dirname, '..', '..', 'samples')
/** The county in which the districts of the region lie. */
const COUNTY = 'E10900001'
const RecordName = z.object({ feed: z.string(), originId: z.string() })
const Truth = z.object({
  groups: z.array(z.array(RecordName)),
  falseFriends: z.array(z.object({ records: z.array(RecordName) })),
})
const ATTENDING: Readonly<Record<string, AttendingType>> = {
  'in person': 'IN_PERSON',
  online: 'ONLINE',
  phone: 'PHONE',
  'home visit': 'HOME_VISIT',
}
const LOCATION_TYPES = { physical: 'PHYSICAL', postal: 'POSTAL', virtual: 'VIRTUAL' } as const

/** The sample region as its councils hold it, with the true pairs across councils and the pairs made to look alike. */
export function readSampleSet(): LabelledSet & { readonly falseFriends: ReadonlySet<string> } {
  const truth = Truth.parse(JSON.parse(readFileSync(join(SAMPLES, 'truth.json'), 'utf8')))
  return {
    name: 'Sample region',
    records: COUNCILS.flatMap((council) => readCouncil(council.slug, council.publisher, council.areas)),
    truth: pairsWithin(truth.groups),
    falseFriends: pairsWithin(truth.falseFriends.map((each) => each.records)),
  }
}

function pairsWithin(groups: readonly (readonly z.infer<typeof RecordName>[])[]): ReadonlySet<string> {
  return new Set(
    groups.flatMap((group) => group.flatMap((a, at) => group.slice(at + 1).map((b) => pairKeyOf(uidOf(a), uidOf(b))))),
  )
}

function readCouncil(slug: string, publisher: string, areas: readonly string[]): readonly MatchRecord[] {
  const organizations = new Map(readRows(slug, 'organizations', SampleOrganization).map((row) => [row.id, row]))
  const locations = new Map(readRows(slug, 'locations', SampleLocation).map((row) => [row.id, row]))
  const feed = {
    slug,
    areaNames: [publisher.replace(/ (?:City|Borough|District) Council$/, '')],
    areaCodes: areas,
    withinCodes: areas.flatMap((code) => (code.startsWith('E07') ? [code, COUNTY] : [code])),
    ownHosts: [],
  }
  return readRows(slug, 'services', SampleService)
    .filter((row) => row.name.trim() !== '')
    .map((row) =>
      createMatchRecord(
        feed,
        readService(
          row,
          organizations.get(row.organizationId ?? ''),
          (row.locationIds ?? []).flatMap((id) => locations.get(id) ?? []),
        ),
      ),
    )
}

function readRows<T>(slug: string, file: string, Row: z.ZodType<T>): readonly T[] {
  const lines = readFileSync(join(SAMPLES, 'data', slug, `${file}.ndjson`), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => Row.parse(JSON.parse(line)))
}

/** As the readers of `standard/` would give it: empty strings and age sentinels are stated as absent. */
function readService(
  row: SampleService,
  organization: SampleOrganization | undefined,
  locations: readonly SampleLocation[],
): Service {
  const contacts = (row.contacts ?? []).map(({ email, phone }) => ({
    ...stated('email', email),
    ...(phone === undefined ? {} : { phones: [{ number: phone }] }),
  }))
  return {
    id: row.id,
    name: row.name,
    ...stated('description', row.description),
    ...stated('assuredDate', row.assuredDate),
    ...stated('lastModified', row.modified),
    ...stated('url', row.url),
    ...stated('email', row.email),
    ...(row.minimumAge !== undefined && row.minimumAge > 0 ? { minimumAge: row.minimumAge } : {}),
    ...(row.maximumAge !== undefined && row.maximumAge > 0 ? { maximumAge: row.maximumAge } : {}),
    ...(organization === undefined ? {} : { organization: readOrganization(organization) }),
    attendingTypes: (row.attending ?? []).flatMap((way) => ATTENDING[way] ?? []),
    serviceAreas: (row.areas ?? []).map((area) => ({
      ...stated('name', area.name),
      ...stated('uri', area.uri),
      ...stated('extent', area.extent),
    })),
    serviceAtLocations: locations.map((location) => ({ location: readLocation(location) })),
    contacts,
    phones: (row.phones ?? []).map(({ number }) => ({ number })),
  }
}

function readOrganization(row: SampleOrganization): NonNullable<Service['organization']> {
  return {
    name: row.name,
    ...stated('email', row.email),
    ...stated('website', row.website),
    organizationIdentifiers: (row.identifiers ?? []).map((each) => ({
      identifierScheme: each.scheme,
      identifierType: each.type,
      identifier: each.identifier,
    })),
  }
}

function readLocation(row: SampleLocation): Location {
  const isMasked = row.postalCode !== undefined && !/\d[A-Z]{2}$/i.test(row.postalCode)
  const { latitude, longitude } = row
  const hasPoint = latitude !== undefined && longitude !== undefined && latitude !== 0
  return {
    locationType: LOCATION_TYPES[row.type],
    ...stated('name', row.name),
    precision: isMasked ? 'OUTCODE' : hasPoint ? 'POINT' : row.postalCode === undefined ? 'UNKNOWN' : 'POSTCODE',
    ...(hasPoint ? { latitude, longitude } : {}),
    ...(row.uprn === undefined ? {} : { externalIdentifier: row.uprn, externalIdentifierType: 'UPRN' }),
    addresses: [
      { ...stated('address1', row.address1), ...stated('city', row.city), ...stated('postalCode', row.postalCode) },
    ],
  }
}

function stated<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  const partial: Partial<Record<K, string>> = {}
  if (value !== undefined && value !== '') partial[key] = value
  return partial
}
