import type {
  CouncilRecords,
  SampleLocation,
  SampleOrganization,
  SampleService,
  SampleTerm,
} from '../council-records.ts'
import type { CouncilApi } from './answer.ts'
import { found, noSuchPath } from './answer.ts'
import type { CouncilIndex } from './council-index.ts'
import { indexCouncil, listed, stated } from './council-index.ts'
import { languageName } from './language-names.ts'
import type { PageRules } from './page.ts'
import { orukEnvelope, pageOf } from './page.ts'

const RULES: PageRules = { perPage: 50, most: 500 }

/** Speaks ORUK 1.0: numbers for ids, empty strings for what is not known, shallow lists, and nothing at the base. */
export function createOrukV1Api(records: CouncilRecords): CouncilApi {
  const index = indexCouncil(records)
  return ([collection = '', id, ...rest], query) => {
    if (rest.length > 0) return noSuchPath()
    switch (collection) {
      case 'services': {
        if (id === undefined)
          return found(orukEnvelope(pageOf(records.services, query, RULES), (service) => listItem(index, service)))
        const service = index.service(id)
        return found(service && detail(index, service))
      }
      case 'taxonomies': {
        if (id === undefined)
          return found(orukEnvelope(pageOf(records.terms, query, RULES), (term) => v1Term(index, term)))
        const term = index.term(id)
        return found(term && v1Term(index, term))
      }
      case 'vocabularies':
        return found(records.taxonomies.map((taxonomy) => taxonomy.id))
      default:
        return noSuchPath()
    }
  }
}

function listItem(index: CouncilIndex, service: SampleService): Record<string, unknown> {
  const organization = index.organizationOf(service)
  return stated({
    id: Number(service.id),
    name: service.name,
    description: service.description,
    url: service.url ?? '',
    email: service.email ?? '',
    status: service.status,
    fees: service.fees ?? '',
    accreditations: service.accreditations ?? '',
    deliverable_type: '',
    assured_date: service.assuredDate ?? '',
    attending_type: (service.attending ?? []).map(v1Attending).join(', '),
    attending_access: '',
    organization: organization && v1Organization(organization),
    // Properties of its own, which 1.0 allows.
    last_modified: service.modified,
    brackmoor_metadata: { date_created: service.created, assured_by: service.assurerEmail ?? '' },
  })
}

function detail(index: CouncilIndex, service: SampleService): Record<string, unknown> {
  const statesAge = service.minimumAge !== undefined || service.maximumAge !== undefined
  return stated({
    ...listItem(index, service),
    service_areas: listed(service.areas, ({ name, uri, extent }, at) =>
      stated({ id: childNumber(service, at), service_area: name, uri, extent }),
    ),
    fundings: listed(service.funding, (source, at) => ({ id: childNumber(service, at), source })),
    regular_schedules: listed(service.schedules, (schedule, at) =>
      stated({
        id: childNumber(service, at),
        opens_at: schedule.opensAt,
        closes_at: schedule.closesAt,
        valid_from: schedule.validFrom,
        valid_to: schedule.validTo,
        dtstart: schedule.dtstart,
        freq: schedule.freq,
        interval: schedule.interval,
        byday: schedule.byday,
        bymonthday: schedule.bymonthday,
        description: schedule.description,
      }),
    ),
    eligibilitys: statesAge
      ? [
          stated({
            id: childNumber(service, 0),
            eligibility: service.eligibility,
            minimum_age: service.minimumAge,
            maximum_age: service.maximumAge,
          }),
        ]
      : undefined,
    service_at_locations: listed(index.locationsOf(service), (location, at) => ({
      id: childNumber(service, at),
      location: v1Location(location),
    })),
    cost_options: listed(service.costs, (cost, at) =>
      stated({
        id: childNumber(service, at),
        option: cost.option,
        amount: cost.amount,
        amount_description: cost.amountDescription,
      }),
    ),
    contacts: listed(service.contacts, (contact, at) => ({
      id: childNumber(service, at),
      name: contact.name ?? '',
      title: contact.title ?? '',
      phones: contact.phone === undefined ? [] : [{ id: childNumber(service, at), number: contact.phone }],
    })),
    languages: listed(service.languages, (code, at) => ({
      id: childNumber(service, at),
      language: languageName(code),
    })),
    service_taxonomys: listed(index.termsOf(service), (term, at) => ({
      id: childNumber(service, at),
      taxonomy: v1Term(index, term),
    })),
  })
}

function v1Organization(organization: SampleOrganization): Record<string, unknown> {
  return {
    id: Number(organization.id),
    name: organization.name,
    description: organization.description,
    email: organization.email ?? '',
    url: organization.website ?? '',
    logo: '',
    uri: '',
  }
}

function v1Location(location: SampleLocation): Record<string, unknown> {
  return stated({
    id: Number(location.id),
    name: location.name ?? '',
    description: '',
    latitude: location.latitude,
    longitude: location.longitude,
    physical_addresses:
      location.postalCode === undefined
        ? []
        : [
            stated({
              id: Number(location.id),
              address_1: location.address1,
              city: location.city,
              state_province: 'Saltmere',
              postal_code: location.postalCode,
              country: 'England',
            }),
          ],
    accessibility_for_disabilities: listed(location.accessibility, (accessibility, at) => ({
      id: at + 1,
      accessibility,
    })),
  })
}

/** A 1.0 "taxonomy" is a term; its parents stand inside it. */
function v1Term(index: CouncilIndex, term: SampleTerm): Record<string, unknown> {
  const parent = term.parentId === undefined ? undefined : index.term(term.parentId)
  return stated({
    id: /^\d+$/.test(term.id) ? Number(term.id) : term.id,
    name: term.name,
    vocabulary: term.taxonomyId,
    parent: parent && v1Term(index, parent),
  })
}

/** Ids of parts, unique in their list alone, as the producers of 1.0 number them. */
function childNumber(service: SampleService, index: number): number {
  return Number(service.id) * 10 + index
}

function v1Attending(attending: string): string {
  return attending === 'in person' ? 'venue' : attending
}
