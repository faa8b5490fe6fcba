import type { StoredTaxonomy, StoredTerm } from '../../src/catalogue/catalogue-reader.ts'
import type { StoredLocation, StoredOrganization, StoredService } from '../../src/model/stored-records.ts'
import type { RecordDetail, RecordType } from '../../src/model/record.ts'

type Told = Partial<StoredService['service']> & { readonly id: string; readonly name: string }

export function service(
  feed: string,
  told: Told,
  detail: RecordDetail = 'FULL',
  termUris: readonly string[] = [],
): StoredService {
  return { provenance: provenance(feed, 'service', told.id, detail), service: told, termUris, issues: [] }
}

export function organization(
  feed: string,
  told: StoredOrganization['organization'] & { readonly id: string },
): StoredOrganization {
  return { provenance: provenance(feed, 'organization', told.id, 'FULL'), organization: told }
}

export function location(feed: string, id: string, told: Partial<StoredLocation['location']> = {}): StoredLocation {
  return { provenance: provenance(feed, 'location', id, 'FULL'), location: { id, precision: 'UNKNOWN', ...told } }
}

export function term(uri: string, told: Partial<StoredTerm> = {}): StoredTerm {
  return {
    uri,
    name: uri,
    otherNames: [],
    taxonomy: 'urn:scheme',
    level: 1,
    discontinued: false,
    parentUris: [],
    childUris: [],
    ...told,
  }
}

export const scheme: StoredTaxonomy = {
  key: 'urn:scheme',
  name: 'Scheme',
  uri: 'urn:scheme',
  shared: true,
  feeds: ['north', 'south'],
  termCount: 3,
}

function provenance(feed: string, type: RecordType, originId: string, detail: RecordDetail) {
  return { feed, type, originId, detail, fetchedAt: '2026-03-01T09:00:00Z' }
}
