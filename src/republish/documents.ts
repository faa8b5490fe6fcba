// The operations that the republished feed is a view of. What they select is what the feed says: `standard-object.ts` turns
// it into the standard's JSON name by name.

/** What every part of a record may carry. */
const BESIDES = 'attributes { ...Attribute } metadata { ...Metadata } extensions'
const SCALARS_OF_SCHEDULE = `validFrom validTo dtstart freq interval byday bymonthday byweekno byyearday bymonth bysetpos exdate rdate
  until count wkst timezone opensAt closesAt utcTimes unreadable description scheduleLink attendingType notes closed`

const FRAGMENTS: ReadonlyMap<string, string> = new Map(
  [
    `Term on TaxonomyTerm { uuid uri name description code language parents { uuid uri name taxonomy { uuid name } }
      taxonomy { uuid name description uri version } }`,
    'Attribute on Attribute { id linkType linkEntity value label extensions taxonomyTerm { ...Term } }',
    `Metadata on Metadata { id resourceId resourceType lastActionDate lastActionType fieldName previousValue replacementValue
      updatedBy }`,
    `Language on Language { id name code note ${BESIDES} }`,
    `Phone on Phone { id number extension type description languages { ...Language } ${BESIDES} }`,
    `Contact on Contact { id name title department email phones { ...Phone } ${BESIDES} }`,
    `Schedule on Schedule { id ${SCALARS_OF_SCHEDULE} locationId serviceAtLocationId ${BESIDES} }`,
    `Area on ServiceArea { id name serviceArea extent extentType uri ${BESIDES} }`,
    `Program on Program { id name alternateName description ${BESIDES} }`,
    `Funding on Funding { id source ${BESIDES} }`,
    `Page on AdditionalUrl { id label url ${BESIDES} }`,
    `Provenance on FeedRecord { uuid originId sourceUrl fetchedAt detail extensions
      feed { slug name publisher licence attribution url } }`,
    `ListedOrganization on Organization { uuid name description descriptionHtml email website logo uri parentOrganizationId
      feed { slug } }`,
    `ListedService on Service { uuid name description descriptionHtml url email status fees accreditations minimumAge maximumAge
      assuredDate assurerEmail alert lastModified organization { ...ListedOrganization } feed { slug } }`,
    // One-to-one fields of HSDS that the UK profile leaves out.
    `MoreOfService on Service { alternateName applicationProcess eligibilityDescription feesDescription interpretationServices
      licenses waitTime additionalUrls { id label url } attendingTypes }`,
    `ListedLocation on Location { uuid locationType name description latitude longitude precision externalIdentifier
      externalIdentifierType addresses { id } }`,
    `FullService on Service { ...ListedService ...MoreOfService ...Provenance contacts { ...Contact } phones { ...Phone }
      attributes { ...Attribute } metadata { ...Metadata } free alsoListedBy { originId feed { slug } } }`,
    `PartsOfService on Service { schedules { ...Schedule } serviceAreas { ...Area } languages { ...Language }
      funding { ...Funding } costOptions { id validFrom validTo option currency amount amountDescription ${BESIDES} }
      requiredDocuments { id document uri ${BESIDES} } program { ...Program } additionalUrls { ...Page }
      capacities { id available maximum description updated unit ${BESIDES} } }`,
    `FullOrganization on Organization { ...ListedOrganization ...Provenance alternateName legalStatus taxId taxStatus
      yearIncorporated organizationIdentifiers { id identifierScheme identifierType identifier ${BESIDES} }
      additionalWebsites { ...Page } funding { ...Funding } contacts { ...Contact } phones { ...Phone }
      programs { ...Program } attributes { ...Attribute } metadata { ...Metadata } }`,
    `FullPlace on ServiceAtLocation { ...Provenance description schedules { ...Schedule } serviceAreas { ...Area }
      contacts { ...Contact } phones { ...Phone } attributes { ...Attribute } metadata { ...Metadata } }`,
    `FullLocation on Location { ...ListedLocation ...Provenance alternateName transportation url
      addresses { id attention address1 address2 city region stateProvince postalCode country addressType ${BESIDES} }
      accessibility { id accessibility description details url ${BESIDES} } contacts { ...Contact } phones { ...Phone }
      languages { ...Language } schedules { ...Schedule } attributes { ...Attribute } metadata { ...Metadata } }`,
  ].map((fragment) => [fragment.split(' ', 1)[0] ?? '', `fragment ${fragment}`]),
)

/** The operation with the fragments that it spreads, and those that they spread. */
function withFragments(operation: string): string {
  const needed = new Map<string, string>()
  const follow = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/\.\.\.(\w+)/g)) {
      const fragment = FRAGMENTS.get(name)
      if (fragment === undefined || needed.has(name)) continue
      needed.set(name, fragment)
      follow(fragment)
    }
  }
  follow(operation)
  return [operation, ...needed.values()].join('\n')
}

const PAGED =
  '$where: ServiceFilter!, $duplicates: Duplicates!, $first: Int!, $offset: Int, $after: String, $more: Boolean!'
const LISTED = '...ListedService ...MoreOfService @include(if: $more)'

/** A page of services, of what a list of the standard says; `$more`: of all one-to-one fields of HSDS. */
export const SERVICE_PAGE = withFragments(`query StandardServices(${PAGED}) {
  page: services(where: $where, duplicates: $duplicates, orderBy: NAME, first: $first, offset: $offset, after: $after) {
    totalCount nodes { ${LISTED} } pageInfo { endCursor } } }`)

/** A page of services at their locations. */
export const PLACE_PAGE = withFragments(`query StandardServiceAtLocations(${PAGED}) {
  page: serviceAtLocations(where: $where, duplicates: $duplicates, first: $first, offset: $offset, after: $after) {
    totalCount nodes { uuid description location { ...ListedLocation } service { ${LISTED} } } pageInfo { endCursor } } }`)

/** A page of terms. */
export const TERM_PAGE =
  withFragments(`query StandardTerms($where: TaxonomyTermFilter!, $first: Int!, $offset: Int, $after: String) {
  page: taxonomyTerms(where: $where, first: $first, offset: $offset, after: $after) {
    totalCount nodes { ...Term } pageInfo { endCursor } } }`)

/** All taxonomies. */
export const TAXONOMIES = 'query StandardTaxonomies { taxonomies { uuid name description uri version } }'

/** A term by its UUID. */
export const ONE_TERM = withFragments('query StandardTerm($id: String!) { term: taxonomyTerm(uri: $id) { ...Term } }')

/** Which service an id is of, or which one is at a place by an id of that. */
export const FIND_SERVICE = `query StandardFind($id: ID!) { node(id: $id) { __typename
  ... on Service { uuid } ... on ServiceAtLocation { uuid service { uuid } } } }`

const IN_FULL = [
  ['Service', '...FullService'],
  ['Parts', '...PartsOfService'],
  ['Organization', 'organization { ...FullOrganization }'],
  ['Places', 'serviceAtLocations { uuid ...FullPlace }'],
  ['Locations', 'serviceAtLocations { uuid location { ...FullLocation } }'],
] as const

/** A service in full by its UUID: what these find of it together. One operation may not ask for so many fields. */
export const SERVICE_IN_FULL: readonly string[] = IN_FULL.map(([name, selection]) =>
  withFragments(`query Standard${name}($id: ID!) { service(id: $id) { ${selection} } }`),
)

/** Services in full with their organizations and places, a few at a time: for who writes them all, outside the limits of a request. */
export const EVERY_SERVICE = withFragments(`query StandardEveryService($after: String) {
  page: services(first: 20, after: $after, orderBy: NAME, where: { or: [{ status: [ACTIVE] }, { not: { status: [ACTIVE] } }] }) {
    nodes { ${IN_FULL.map(([, selection]) => selection).join(' ')} } pageInfo { hasNextPage endCursor } } }`)

/** Whose feeds are republished. */
export const SOURCES = 'query StandardSources { feeds { publisher licence attribution } }'
