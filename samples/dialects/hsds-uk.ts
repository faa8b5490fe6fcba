import type { CouncilRecords, SampleOrganization, SampleService } from '../council-records.ts'
import type { CouncilApi } from './answer.ts'
import { found, noSuchPath } from './answer.ts'
import type { CouncilIndex } from './council-index.ts'
import { indexCouncil, listed, stated } from './council-index.ts'
import { childId, hsdsLocation, hsdsOrganization, hsdsSchedule, hsdsTaxonomy, hsdsTerm } from './hsds-parts.ts'
import { languageName } from './language-names.ts'
import type { PageRules } from './page.ts'
import { hsdsEnvelope, pageOf } from './page.ts'

const RULES: PageRules = { perPage: 50, most: 100 }
const INFO = {
  version: 'HSDS-UK-3.0',
  profile: 'https://docs.openreferraluk.org/en/latest/',
  openapi_url: 'https://openreferraluk.org/specifications/3.0/openapi.json',
}

/** Speaks Open Referral UK 3.0: shallow lists, whole records by id. */
export function createHsdsUkApi(records: CouncilRecords): CouncilApi {
  const index = indexCouncil(records)
  return ([collection, id, ...rest], query) => {
    if (rest.length > 0) return noSuchPath()
    switch (collection) {
      case undefined:
        return found(INFO)
      case 'services': {
        if (id === undefined)
          return found(hsdsEnvelope(pageOf(records.services, query, RULES), (service) => listItem(index, service)))
        const service = index.service(id)
        return found(service && detail(index, service))
      }
      case 'taxonomies': {
        if (id === undefined) return found(hsdsEnvelope(pageOf(records.taxonomies, query, RULES), hsdsTaxonomy))
        const taxonomy = index.taxonomy(id)
        const terms = records.terms.filter((term) => term.taxonomyId === id)
        return found(
          taxonomy && { ...hsdsTaxonomy(taxonomy), taxonomy_terms: terms.map((term) => hsdsTerm(index, term)) },
        )
      }
      case 'taxonomy_terms': {
        if (id === undefined)
          return found(hsdsEnvelope(pageOf(records.terms, query, RULES), (term) => hsdsTerm(index, term)))
        const term = index.term(id)
        return found(term && hsdsTerm(index, term))
      }
      default:
        return noSuchPath()
    }
  }
}

function listItem(index: CouncilIndex, service: SampleService): Record<string, unknown> {
  const organization = index.organizationOf(service)
  return stated({ ...scalars(service), organization: organization && shallowOrganization(organization) })
}

function scalars(service: SampleService): Record<string, unknown> {
  return {
    id: service.id,
    organization_id: service.organizationId,
    name: service.name,
    description: service.description,
    url: service.url,
    email: service.email,
    status: service.status,
    fees: service.fees,
    accreditations: service.accreditations,
    minimum_age: service.minimumAge,
    maximum_age: service.maximumAge,
    assured_date: service.assuredDate,
    assurer_email: service.assurerEmail,
    alert: service.alert,
    last_modified: service.modified,
  }
}

function shallowOrganization({ id, name, description, email, website }: SampleOrganization): Record<string, unknown> {
  return stated({ id, name, description, email, website })
}

function detail(index: CouncilIndex, service: SampleService): Record<string, unknown> {
  const { id } = service
  const organization = index.organizationOf(service)
  const locations = index.locationsOf(service)
  return stated({
    ...scalars(service),
    schedules: listed(service.schedules, (schedule, at) => hsdsSchedule(service, schedule, at)),
    service_areas: listed(service.areas, (area, at) =>
      stated({
        id: childId(id, 'area', at),
        name: area.name,
        service_area: area.name,
        extent: area.extent,
        extent_type: area.extent === undefined ? undefined : 'geojson',
        uri: area.uri,
      }),
    ),
    service_at_locations: listed(locations, (location) => ({
      id: childId(id, `at ${location.id}`, 0),
      location: hsdsLocation(location),
    })),
    // HSDS-UK's language has neither name nor code; publishers send them all the same.
    languages: listed(service.languages, (code, at) => ({
      id: childId(id, 'language', at),
      name: languageName(code),
      code,
    })),
    organization: organization && hsdsOrganization(organization),
    funding: listed(service.funding, (source, at) => ({ id: childId(id, 'funding', at), source })),
    cost_options: listed(service.costs, (cost, at) =>
      stated({
        id: childId(id, 'cost', at),
        option: cost.option,
        amount: cost.amount,
        amount_description: cost.amountDescription,
      }),
    ),
    contacts: listed(service.contacts, (contact, at) =>
      stated({
        id: childId(id, 'contact', at),
        name: contact.name,
        title: contact.title,
        email: contact.email,
        phones:
          contact.phone === undefined ? undefined : [{ id: childId(id, 'contact phone', at), number: contact.phone }],
      }),
    ),
    phones: listed(service.phones, (phone, at) => stated({ id: childId(id, 'phone', at), ...phone })),
    attributes: listed(index.termsOf(service), (term) => ({
      id: childId(id, `term ${term.id}`, 0),
      link_type: 'service',
      taxonomy_term: hsdsTerm(index, term),
    })),
  })
}
