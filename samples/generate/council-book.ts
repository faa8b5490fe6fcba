import type { Council } from '../councils.ts'
import type { SampleLocation, SampleOrganization, SampleTaxonomy, SampleTerm } from '../council-records.ts'
import { LOCAL_LABELS } from './local-labels.ts'
import type { RegionOrganization } from './region-organizations.ts'
import { SHARED_STUB, SHARED_TERMS, groupOf } from './scheme.ts'
import { slugOf, stableUuid } from './stable-id.ts'
import { styleOf } from './styles.ts'
import { createRandom } from './random.ts'
import type { Venue } from './venues.ts'

/** One publisher's directory while it is being written: it gives out ids and keeps each organization and place once. */
export interface CouncilBook {
  readonly council: Council
  readonly organizations: Map<string, SampleOrganization>
  readonly locations: Map<string, SampleLocation>
  readonly taxonomies: readonly SampleTaxonomy[]
  readonly terms: readonly SampleTerm[]
  /** An id in the publisher's own form: numbers in order of asking for ORUK 1.0, else UUIDs. */
  readonly giveId: (path: string) => string
  /** The publisher's terms for a leaf of the shared scheme. */
  readonly sharedTermId: (code: string) => string
  /** Undefined where the publisher has no words for that part of the scheme. */
  readonly localTermId: (code: string) => string | undefined
}

/** Opens an empty directory for a publisher, with its taxonomies. */
export function openCouncilBook(council: Council): CouncilBook {
  const style = styleOf(council.slug)
  const isNumbered = council.dialect === 'ORUK_1'
  let lastNumber = 1000
  const giveId = (path: string): string => {
    if (!isNumbered) return stableUuid(`${council.slug}/${path}`)
    lastNumber += 1
    return String(lastNumber)
  }
  const shared: SampleTaxonomy = {
    id: isNumbered ? 'saltmereServices' : stableUuid(`${council.slug}/taxonomy/shared`),
    name: style.sharedSchemeName,
    description: 'The list of services that the councils of Saltmere and Port Wexholme share',
    uri: 'https://terms.saltmere.example/service',
    version: '2.1',
  }
  const local: SampleTaxonomy = {
    id: isNumbered ? 'brackmoorCategories' : stableUuid(`${council.slug}/taxonomy/local`),
    name: style.localSchemeName,
    description: `Headings of ${council.name}`,
  }
  const sharedId = (code: string): string =>
    isNumbered ? `saltmereService:${code}` : stableUuid(`${council.slug}/term/${code}`)
  const sharedTerms = SHARED_TERMS.map((term) => ({
    id: sharedId(term.code),
    taxonomyId: shared.id,
    name: term.name,
    description: term.description,
    code: term.code,
    ...(isNumbered ? {} : { uri: SHARED_STUB + term.code }),
    ...(term.parent === undefined ? {} : { parentId: sharedId(term.parent) }),
  }))
  const labels = LOCAL_LABELS[council.slug] ?? {}
  const localIds = new Map(
    [...new Set(Object.values(labels))].map((label) => [
      label,
      isNumbered ? giveId(`term ${label}`) : stableUuid(`${council.slug}/local/${label}`),
    ]),
  )
  const localTerms = [...localIds].map(([name, id]) => ({ id, taxonomyId: local.id, name, code: slugOf(name) }))
  return {
    council,
    organizations: new Map(),
    locations: new Map(),
    taxonomies: [shared, local],
    terms: [...sharedTerms, ...localTerms],
    giveId,
    sharedTermId: sharedId,
    localTermId: (code) => localIds.get(labels[groupOf(code)] ?? ''),
  }
}

/** The id of an organization in this directory, entered under `name` when it is new to it. */
export function enterOrganization(book: CouncilBook, organization: RegionOrganization, name: string): string {
  const known = book.organizations.get(organization.key)
  if (known !== undefined) return known.id
  const random = createRandom(`${book.council.slug} organization ${organization.key}`)
  const style = styleOf(book.council.slug)
  const identifiers = [
    ...(organization.company === undefined
      ? []
      : [{ scheme: 'GB-COH', type: 'Company number', identifier: organization.company }]),
    ...(organization.charity === undefined
      ? []
      : [{ scheme: 'GB-CHC', type: 'Charity number', identifier: organization.charity }]),
  ]
  const entry: SampleOrganization = {
    id: book.giveId(`organization/${organization.key}`),
    name,
    description: organization.description,
    ...(random.chance(style.stated.email) ? { email: `info@${organization.domain}` } : {}),
    ...(random.chance(style.stated.url) ? { website: `https://www.${organization.domain}` } : {}),
    ...(organization.legalStatus === undefined ? {} : { legalStatus: organization.legalStatus }),
    ...(organization.founded === undefined ? {} : { yearIncorporated: organization.founded }),
    ...(identifiers.length > 0 && random.chance(style.stated.identifiers) ? { identifiers } : {}),
  }
  book.organizations.set(organization.key, entry)
  return entry.id
}

/** The id of a building in this directory, entered with the publisher's habits when it is new to it. */
export function enterVenue(book: CouncilBook, venue: Venue): string {
  const known = book.locations.get(venue.key)
  if (known !== undefined) return known.id
  const random = createRandom(`${book.council.slug} venue ${venue.key}`)
  const style = styleOf(book.council.slug)
  const isTight = random.chance(style.tightPostcodes)
  const [longitude, latitude] = venue.point
  const name = venue.otherName !== undefined && random.chance(0.2) ? venue.otherName : venue.name
  const entry: SampleLocation = {
    id: book.giveId(`location/${venue.key}`),
    type: 'physical',
    ...(random.chance(0.92) ? { name } : {}),
    ...(random.chance(style.stated.coordinates) ? { latitude, longitude } : {}),
    ...(random.chance(0.3) ? { uprn: venue.uprn } : {}),
    address1: venue.address1,
    city: venue.ward.name,
    postalCode: isTight ? venue.postcode.replace(' ', '') : venue.postcode,
    ...(venue.accessibility.length > 0 && random.chance(0.6) ? { accessibility: [...venue.accessibility] } : {}),
    district: venue.ward.districtCode,
    ward: venue.ward.code,
  }
  book.locations.set(venue.key, entry)
  return entry.id
}
