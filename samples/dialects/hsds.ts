import type { CouncilRecords, SampleService } from '../council-records.ts'
import type { CouncilApi } from './answer.ts'
import { found, noSuchPath } from './answer.ts'
import type { CouncilIndex } from './council-index.ts'
import { indexCouncil, listed, stated } from './council-index.ts'
import { childId, hsdsLocation, hsdsOrganization, hsdsSchedule, hsdsTaxonomy, hsdsTerm } from './hsds-parts.ts'
import { languageName } from './language-names.ts'
import type { PageRules } from './page.ts'
import { hsdsEnvelope, pageOf } from './page.ts'

const RULES: PageRules = { perPage: 25, most: 50 }
const INFO = {
  version: '3.0',
  profile: 'https://docs.openreferral.org/en/3.0/',
  openapi_url: 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json',
}

/** Speaks HSDS 3.0 with whole records in its list, and with the words the UK profile leaves out. */
export function createHsdsApi(records: CouncilRecords): CouncilApi {
  const index = indexCouncil(records)
  return ([collection, id, ...rest], query) => {
    if (rest.length > 0) return noSuchPath()
    switch (collection) {
      case undefined:
        return found(INFO)
      case 'services': {
        if (id === undefined)
          return found(hsdsEnvelope(pageOf(records.services, query, RULES), (service) => wholeService(index, service)))
        const service = index.service(id)
        return found(service && wholeService(index, service))
      }
      case 'taxonomies': {
        if (id === undefined) return found(hsdsEnvelope(pageOf(records.taxonomies, query, RULES), hsdsTaxonomy))
        const taxonomy = index.taxonomy(id)
        return found(taxonomy && hsdsTaxonomy(taxonomy))
      }
      case 'taxonomy_terms': {
        if (id === undefined)
          return found(hsdsEnvelope(pageOf(records.terms, query, RULES), (term) => codedTerm(index, term)))
        const term = index.term(id)
        return found(term && codedTerm(index, term))
      }
      default:
        return noSuchPath()
    }
  }
}

function wholeService(index: CouncilIndex, service: SampleService): Record<string, unknown> {
  const { id } = service
  const organization = index.organizationOf(service)
  return stated({
    id,
    organization_id: service.organizationId,
    name: service.name,
    alternate_name: service.alternateName,
    description: service.description,
    url: service.url,
    email: service.email,
    status: service.status,
    interpretation_services: (service.languages ?? []).includes('bfi')
      ? 'A British Sign Language interpreter can be booked'
      : undefined,
    application_process: service.applicationProcess,
    fees_description: service.fees,
    wait_time: service.waitTime,
    accreditations: service.accreditations,
    eligibility_description: service.eligibility,
    minimum_age: service.minimumAge,
    maximum_age: service.maximumAge,
    assured_date: service.assuredDate,
    assurer_email: service.assurerEmail,
    alert: service.alert,
    last_modified: service.modified,
    organization: organization && {
      ...hsdsOrganization(organization),
      ...stated({ legal_status: organization.legalStatus, year_incorporated: organization.yearIncorporated }),
    },
    ...childLists(index, service),
  })
}

function childLists(index: CouncilIndex, service: SampleService): Record<string, unknown> {
  const { id } = service
  return {
    phones: listed(service.phones, (phone, at) => stated({ id: childId(id, 'phone', at), ...phone, type: 'voice' })),
    schedules: listed(service.schedules, (schedule, at) => ({ ...hsdsSchedule(service, schedule, at), wkst: 'MO' })),
    service_areas: listed(service.areas, (area, at) =>
      stated({
        id: childId(id, 'area', at),
        name: area.name,
        extent: area.extent,
        extent_type: area.extent && 'geojson',
        uri: area.uri,
      }),
    ),
    service_at_locations: listed(index.locationsOf(service), (location) => ({
      id: childId(id, `at ${location.id}`, 0),
      location: hsdsLocation(location),
    })),
    languages: listed(service.languages, (code, at) => ({
      id: childId(id, 'language', at),
      name: languageName(code),
      code,
    })),
    funding: listed(service.funding, (source, at) => ({ id: childId(id, 'funding', at), source })),
    cost_options: listed(service.costs, (cost, at) =>
      stated({
        id: childId(id, 'cost', at),
        option: cost.option,
        currency: 'GBP',
        amount: cost.amount,
        amount_description: cost.amountDescription,
      }),
    ),
    contacts: listed(service.contacts, ({ phone, ...contact }, at) =>
      stated({
        id: childId(id, 'contact', at),
        ...contact,
        phones:
          phone === undefined ? undefined : [{ id: childId(id, 'contact phone', at), number: phone, type: 'voice' }],
      }),
    ),
    attributes: listed(index.termsOf(service), (term) => ({
      id: childId(id, `term ${term.id}`, 0),
      link_id: id,
      taxonomy_term_id: term.id,
      link_entity: 'service',
      taxonomy_term: codedTerm(index, term),
    })),
  }
}

/** HSDS 3.0 keeps the code and the scheme with the term. */
function codedTerm(index: CouncilIndex, term: Parameters<typeof hsdsTerm>[1]): Record<string, unknown> {
  const taxonomy = index.taxonomy(term.taxonomyId)
  const { term: _ukOnly, taxonomy_id: _flat, ...rest } = hsdsTerm(index, term)
  return stated({ ...rest, code: term.code, taxonomy_detail: taxonomy && hsdsTaxonomy(taxonomy) })
}
