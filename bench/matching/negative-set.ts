import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Organization } from '../../src/model/organization.ts'
import type { Service } from '../../src/model/service.ts'
import { createMatchRecord } from '../../src/merge/create-match-record.ts'
import { createMatchOrganization } from '../../src/merge/match-organization.ts'
import type { MatchOrganization } from '../../src/merge/match-organization.ts'
import type { MatchFeed, MatchRecord } from '../../src/merge/match-record.ts'

type Row = Readonly<Record<string, string>>

/** An organization of the negatives with its services. */
interface Stated {
  readonly feed: string
  readonly id: string
  readonly organization: Organization
  readonly services: readonly Service[]
}

/** ServiceNet's eight organizations of four sources that must not match one another, with their services. */
export function readNegativeSet(recordings: string): {
  readonly organizations: readonly MatchOrganization[]
  readonly services: readonly MatchRecord[]
} {
  const folder = join(recordings, 'matching', 'servicenet')
  const all = [...readHealthLeads(folder), ...readSmcConnect(folder), ...readLaac(folder), ...readShelterTech(folder)]
  const feedOf = (slug: string): MatchFeed => ({ slug, areaNames: [], ownHosts: [] })
  return {
    organizations: all.flatMap(
      (stated) => createMatchOrganization(feedOf(stated.feed), stated.id, stated.organization) ?? [],
    ),
    services: all.flatMap((stated) =>
      stated.services.map((service) =>
        createMatchRecord(feedOf(stated.feed), { ...service, organization: stated.organization }),
      ),
    ),
  }
}

function readHealthLeads(folder: string): readonly Stated[] {
  const rows = (file: string): readonly Row[] => readCsv(join(folder, 'healthleads_bad_matches', file))
  const addresses = new Map(rows('physical_addresses.csv').map((row) => [row['location_id'], row]))
  const phones = new Map(
    rows('phones.csv').map((row) => [row['location_id'], `+1${(row['number'] ?? '').replaceAll(/\D/g, '')}`]),
  )
  const services = Map.groupBy(rows('services.csv'), (row) => row['organization_id'])
  return rows('organizations.csv').map((row) => {
    const id = row['id'] ?? ''
    const [address, e164] = [addresses.get(id), phones.get(id)]
    const place =
      address === undefined ? [] : [{ location: readPlace(address['address_1'] ?? '', address['postal_code'] ?? '') }]
    return {
      feed: 'healthleads',
      id,
      organization: {
        name: row['name'] ?? '',
        website: row['url'] ?? '',
        phones: e164 === undefined ? [] : [{ number: e164, e164 }],
      },
      services: (services.get(id) ?? []).map((service) => ({
        id: service['id'] ?? '',
        name: service['name'] ?? '',
        serviceAtLocations: place,
      })),
    }
  })
}

function readSmcConnect(folder: string): readonly Stated[] {
  const rows = (file: string): readonly Row[] => readCsv(join(folder, 'smcconnect_bad_matches', file))
  const [organization, location, address] = [
    rows('organizations.csv')[0],
    rows('locations.csv')[0],
    rows('addresses.csv')[0],
  ]
  const name = organization?.['name'] ?? ''
  const place = readPlace(address?.['address_1'] ?? '', address?.['postal_code'] ?? '')
  const stated = { name, website: location?.['website'] ?? '' }
  return [
    {
      feed: 'smcconnect',
      id: organization?.['id'] ?? '',
      organization: stated,
      services: [{ id: '1', name, serviceAtLocations: [{ location: place }] }],
    },
  ]
}

function readLaac(folder: string): readonly Stated[] {
  return readCsv(join(folder, 'laac_bad_matches.csv')).map((row) => {
    const e164 = `+1${(row['Phone'] ?? '').replaceAll(/\D/g, '')}`
    const [street = '', city = ''] = (row['Address'] ?? '').split('\n')
    const name = row['Organization Name'] ?? ''
    const place = readPlace(street, /\d{5}/.exec(city)?.[0] ?? '')
    return {
      feed: 'laac',
      id: row['ID'] ?? '',
      organization: { name, website: row['Website'] ?? '', phones: [{ number: e164, e164 }] },
      services: [{ id: row['ID'] ?? '', name, serviceAtLocations: [{ location: place }] }],
    }
  })
}

const ShelterTech = z.object({
  resources: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      website: z.string(),
      services: z.array(z.object({ id: z.number(), name: z.string() })),
    }),
  ),
})

function readShelterTech(folder: string): readonly Stated[] {
  const { resources } = ShelterTech.parse(
    JSON.parse(readFileSync(join(folder, 'sheltertech_bad_matches.json'), 'utf8')),
  )
  return resources.map(({ id, name, website, services }) => ({
    feed: 'sheltertech',
    id: String(id),
    organization: { name, website },
    services: services.map((service) => ({ id: String(service.id), name: service.name })),
  }))
}

function readPlace(
  address1: string,
  postalCode: string,
): {
  readonly locationType: 'PHYSICAL'
  readonly precision: 'POSTCODE'
  readonly addresses: readonly { address1: string; postalCode: string }[]
} {
  return { locationType: 'PHYSICAL', precision: 'POSTCODE', addresses: [{ address1, postalCode }] }
}

function readCsv(path: string): readonly Row[] {
  const rows: Row[] = parse(readFileSync(path, 'utf8'), { columns: true, relax_quotes: true, relax_column_count: true })
  return rows
}
