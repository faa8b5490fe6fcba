import type { StoredTaxonomy, StoredTerm } from '../../src/catalogue/catalogue-reader.ts'
import type { StoredLocation, StoredOrganization, StoredService } from '../../src/model/stored-records.ts'
import type { RecordDetail, RecordType } from '../../src/model/record.ts'

type Stated = Partial<StoredService['service']> & { readonly id: string; readonly name: string }

export function service(
  feed: string,
  stated: Stated,
  detail: RecordDetail = 'FULL',
  termUris: readonly string[] = [],
): StoredService {
  return { provenance: provenance(feed, 'service', stated.id, detail), service: stated, termUris, issues: [] }
}

export function organization(
  feed: string,
  stated: StoredOrganization['organization'] & { readonly id: string },
): StoredOrganization {
  return { provenance: provenance(feed, 'organization', stated.id, 'FULL'), organization: stated }
}

export function location(feed: string, id: string, stated: Partial<StoredLocation['location']> = {}): StoredLocation {
  return { provenance: provenance(feed, 'location', id, 'FULL'), location: { id, precision: 'UNKNOWN', ...stated } }
}

export function term(uri: string, stated: Partial<StoredTerm> = {}): StoredTerm {
  return {
    uri,
    name: uri,
    otherNames: [],
    taxonomy: 'urn:scheme',
    level: 1,
    discontinued: false,
    parentUris: [],
    childUris: [],
    ...stated,
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
