import { createHash } from 'node:crypto'

import type {
  SampleLocation,
  SampleOrganization,
  SampleSchedule,
  SampleService,
  SampleTaxonomy,
  SampleTerm,
} from '../council-records.ts'
import type { CouncilIndex } from './council-index.ts'
import { listed, stated } from './council-index.ts'

/** A UUID for an object inside a record, the same at every answer. */
export function childId(parentId: string, kind: string, index: number): string {
  const hex = createHash('md5').update(`${parentId} ${kind} ${index}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `3${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}

/** A location as HSDS-UK 3.0 writes it, address and accessibility inside. */
export function hsdsLocation(location: SampleLocation): Record<string, unknown> {
  const { id } = location
  const hasAddress = location.postalCode !== undefined
  return stated({
    id,
    location_type: location.type,
    name: location.name,
    description: location.description,
    latitude: location.latitude,
    longitude: location.longitude,
    external_identifier: location.uprn,
    external_identifier_type: location.uprn === undefined ? undefined : 'UPRN',
    addresses: hasAddress
      ? [
          stated({
            id: childId(id, 'address', 0),
            address_1: location.address1,
            city: location.city,
            state_province: 'Saltmere',
            postal_code: location.postalCode,
            country: 'GB',
            address_type: 'physical',
          }),
        ]
      : undefined,
    accessibility: listed(location.accessibility, (description, at) => ({
      id: childId(id, 'accessibility', at),
      description,
      accessibility: description,
    })),
  })
}

/** An organization as HSDS-UK 3.0 writes it inside a whole record. */
export function hsdsOrganization(organization: SampleOrganization): Record<string, unknown> {
  const { id, name, description, email, website, parentOrganizationId } = organization
  return stated({
    id,
    name,
    description,
    email,
    website,
    parent_organization_id: parentOrganizationId,
    organization_identifiers: listed(organization.identifiers, (row, at) => ({
      id: childId(id, 'identifier', at),
      identifier_scheme: row.scheme,
      identifier_type: row.type,
      identifier: row.identifier,
    })),
  })
}

/** A schedule as HSDS-UK 3.0 writes it; it names its service_at_location where it is for one of several. */
export function hsdsSchedule(service: SampleService, schedule: SampleSchedule, index: number): Record<string, unknown> {
  const { locationId } = schedule
  return stated({
    id: childId(service.id, 'schedule', index),
    service_at_location_id: locationId === undefined ? undefined : childId(service.id, `at ${locationId}`, 0),
    valid_from: schedule.validFrom,
    valid_to: schedule.validTo,
    dtstart: schedule.dtstart,
    freq: schedule.freq,
    interval: schedule.interval,
    byday: schedule.byday,
    bymonthday: schedule.bymonthday,
    description: schedule.description,
    opens_at: withSeconds(schedule.opensAt),
    closes_at: withSeconds(schedule.closesAt),
    attending_type: schedule.attendingType,
  })
}

/** A taxonomy as a list of HSDS 3.0 gives it. */
export function hsdsTaxonomy({ id, name, description, uri, version }: SampleTaxonomy): Record<string, unknown> {
  return stated({ id, name, description, uri, version })
}

/** A term as HSDS-UK 3.0 writes it, with a flat `parent_id`. */
export function hsdsTerm(index: CouncilIndex, term: SampleTerm): Record<string, unknown> {
  return stated({
    id: term.id,
    name: term.name,
    description: term.description ?? term.name,
    parent_id: term.parentId,
    taxonomy: index.taxonomy(term.taxonomyId)?.name,
    taxonomy_id: term.taxonomyId,
    term_uri: term.uri,
    term: term.name,
  })
}

function withSeconds(time: string | undefined): string | undefined {
  return time === undefined ? undefined : `${time}:00`
}
