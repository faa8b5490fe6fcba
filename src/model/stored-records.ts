import type { RecordIssue } from './issue.ts'
import type { Location } from './location.ts'
import type { Organization } from './organization.ts'
import type { Provenance } from './record.ts'
import type { Service, ServiceAtLocation } from './service.ts'

/** The body of a service as it lies in the file: its organization and places by reference, its terms by canonical URI. */
export type ServiceBody = Omit<Service, 'organization' | 'serviceAtLocations'> & {
  /** Origin id of the organization record, in the same feed. */
  readonly organizationId?: string
  readonly serviceAtLocations?: readonly StoredServiceAtLocation[]
}

/** A service as the catalogue holds it: what it says of its organization and places lives in records of their own. */
export interface StoredService {
  readonly provenance: Provenance
  readonly service: ServiceBody
  /** Whether it can be had free of charge; absent where nothing is stated. */
  readonly free?: boolean
  /** Canonical URIs of the terms of its attributes, in the order published, each once. */
  readonly termUris: readonly string[]
  readonly issues: readonly RecordIssue[]
}

export type StoredServiceAtLocation = Omit<ServiceAtLocation, 'location'> & {
  /** Origin id of this service-at-location record: the publisher's, or the service's with the position where it gave none or one already taken. */
  readonly originId: string
  /** Origin id of the location record, in the same feed. */
  readonly locationId?: string
}

export interface StoredOrganization {
  readonly provenance: Provenance
  readonly organization: Organization
}

export interface StoredLocation {
  readonly provenance: Provenance
  readonly location: Location
}
