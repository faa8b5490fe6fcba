// The operations that the republished feed is a view of. What they select is what the feed says: `standard-object.ts` turns
// it into the standard's JSON name by name.

const TERM = `fragment Term on TaxonomyTerm { uuid uri name description code language parents { uuid uri name taxonomy { uuid name } }
  taxonomy { uuid name description uri version } }`
const ATTRIBUTE = 'fragment Attribute on Attribute { id linkType linkEntity value label taxonomyTerm { ...Term } }'
const METADATA = `fragment Metadata on Metadata {
  id resourceId resourceType lastActionDate lastActionType fieldName previousValue replacementValue updatedBy }`
const LANGUAGE = 'fragment Language on Language { id name code note }'
const PHONE = 'fragment Phone on Phone { id number extension type description languages { ...Language } }'
const CONTACT =
  'fragment Contact on Contact { id name title department email phones { ...Phone } attributes { ...Attribute } }'
const SCHEDULE = `fragment Schedule on Schedule { id validFrom validTo dtstart freq interval byday bymonthday byweekno byyearday
  bymonth bysetpos exdate rdate until count wkst timezone opensAt closesAt utcTimes unreadable description scheduleLink
  attendingType notes closed locationId serviceAtLocationId extensions }`
const AREA = 'fragment Area on ServiceArea { id name serviceArea extent extentType uri }'
const PROGRAM = 'fragment Program on Program { id name alternateName description }'
const URL = 'fragment Page on AdditionalUrl { id label url }'
const PROVENANCE = `fragment Provenance on FeedRecord { uuid originId sourceUrl fetchedAt detail extensions
  feed { slug name publisher licence attribution url } }`

const ORGANIZATION_SCALARS = `fragment ListedOrganization on Organization { uuid name description descriptionHtml email website logo uri
  parentOrganizationId feed { slug } }`
const SERVICE_SCALARS = `fragment ListedService on Service { uuid name description descriptionHtml url email status fees accreditations
  minimumAge maximumAge assuredDate assurerEmail alert lastModified organization { ...ListedOrganization } feed { slug } }`
/** One-to-one fields of HSDS that the UK profile leaves out. */
const MORE_SCALARS = `fragment MoreOfService on Service { alternateName applicationProcess eligibilityDescription feesDescription
  interpretationServices licenses waitTime additionalUrls { ...Page } attendingTypes }`
const ADDRESS = `fragment Address on Address { id attention address1 address2 city region stateProvince postalCode country addressType
  attributes { ...Attribute } }`
const LOCATION_SCALARS = `fragment ListedLocation on Location { uuid locationType name description latitude longitude precision
  externalIdentifier externalIdentifierType addresses { id } }`
const LOCATION = `fragment FullLocation on Location { ...ListedLocation ...Provenance alternateName transportation url
  addresses { ...Address } accessibility { id accessibility description details url attributes { ...Attribute } }
  attributes { ...Attribute } contacts { ...Contact } phones { ...Phone } languages { ...Language } schedules { ...Schedule }
  metadata { ...Metadata } }`

const FULL_SERVICE = `fragment FullService on Service { ...ListedService ...MoreOfService ...Provenance
  schedules { ...Schedule } serviceAreas { ...Area } languages { ...Language } funding { id source }
  costOptions { id validFrom validTo option currency amount amountDescription } requiredDocuments { id document uri }
  capacities { id available maximum description updated unit } program { ...Program } contacts { ...Contact } phones { ...Phone }
  attributes { ...Attribute } metadata { ...Metadata } free alsoListedBy { originId feed { slug } } }`
const FULL_ORGANIZATION = `fragment FullOrganization on Organization { ...ListedOrganization ...Provenance alternateName legalStatus taxId taxStatus yearIncorporated
    organizationIdentifiers { id identifierScheme identifierType identifier attributes { ...Attribute } }
    additionalWebsites { ...Page } funding { id source } contacts { ...Contact } phones { ...Phone } programs { ...Program }
    attributes { ...Attribute } metadata { ...Metadata } }`
const FULL_PLACE = `fragment FullPlace on ServiceAtLocation { ...Provenance description location { ...FullLocation } schedules { ...Schedule } serviceAreas { ...Area }
    contacts { ...Contact } phones { ...Phone } attributes { ...Attribute } metadata { ...Metadata } }`

const PARTS = [TERM, ATTRIBUTE, METADATA, LANGUAGE, PHONE, CONTACT, SCHEDULE]

/** A page of services, of what a list of the standard says; `$more`: of all one-to-one fields of HSDS. */
export const SERVICE_PAGE = `query StandardServices($where: ServiceFilter!, $duplicates: Duplicates!, $first: Int!, $offset: Int, $after: String, $more: Boolean!) {
  page: services(where: $where, duplicates: $duplicates, orderBy: NAME, first: $first, offset: $offset, after: $after) {
    totalCount nodes { ...ListedService ...MoreOfService @include(if: $more) } pageInfo { endCursor } } }
${SERVICE_SCALARS} ${ORGANIZATION_SCALARS} ${MORE_SCALARS} ${URL}`

/** A page of services at their locations. */
export const PLACE_PAGE = `query StandardServiceAtLocations($where: ServiceFilter!, $duplicates: Duplicates!, $first: Int!, $offset: Int, $after: String, $more: Boolean!) {
  page: serviceAtLocations(where: $where, duplicates: $duplicates, first: $first, offset: $offset, after: $after) {
    totalCount nodes { uuid description location { ...ListedLocation } service { ...ListedService ...MoreOfService @include(if: $more) } }
    pageInfo { endCursor } } }
${SERVICE_SCALARS} ${ORGANIZATION_SCALARS} ${MORE_SCALARS} ${URL} ${LOCATION_SCALARS}`

/** A page of terms. */
export const TERM_PAGE = `query StandardTerms($where: TaxonomyTermFilter!, $first: Int!, $offset: Int, $after: String) {
  page: taxonomyTerms(where: $where, first: $first, offset: $offset, after: $after) {
    totalCount nodes { ...Term } pageInfo { endCursor } } }
${TERM}`

/** All taxonomies. */
export const TAXONOMIES = 'query StandardTaxonomies { taxonomies { uuid name description uri version } }'

/** A term by its UUID. */
export const ONE_TERM = `query StandardTerm($id: String!) { term: taxonomyTerm(uri: $id) { ...Term } } ${TERM}`

/** A service in full, its organization and places aside. `$id` may also be that of a service at a location. */
export const ONE_SERVICE = `query StandardService($id: ID!) { node(id: $id) { __typename
  ... on Service { ...FullService } ... on ServiceAtLocation { uuid description service { ...FullService } } } }
${FULL_SERVICE}
${SERVICE_SCALARS} ${ORGANIZATION_SCALARS} ${MORE_SCALARS} ${URL} ${PROVENANCE} ${AREA} ${PROGRAM} ${PARTS.join(' ')}`

/** The organization of a service in full. Apart from the service, and from its places: one operation may not ask for so many fields. */
export const ORGANIZATION_OF_SERVICE = `query StandardOrganization($id: ID!) { service(id: $id) {
  organization { ...FullOrganization } } }
${FULL_ORGANIZATION}
${ORGANIZATION_SCALARS} ${PROVENANCE} ${PROGRAM} ${URL} ${TERM} ${ATTRIBUTE} ${METADATA} ${LANGUAGE} ${PHONE} ${CONTACT}`

/** The places of a service in full. */
export const PLACES_OF_SERVICE = `query StandardPlaces($id: ID!) { service(id: $id) {
  serviceAtLocations { ...FullPlace } } }
${FULL_PLACE}
${PROVENANCE} ${LOCATION} ${LOCATION_SCALARS} ${ADDRESS} ${AREA} ${PARTS.join(' ')}`

/** Services in full with their organizations and places, a few at a time: for who writes them all, outside the limits of a request. */
export const EVERY_SERVICE = `query StandardEveryService($after: String) {
  page: services(first: 20, after: $after, orderBy: NAME, where: { or: [{ status: [ACTIVE] }, { not: { status: [ACTIVE] } }] }) {
    nodes { ...FullService organization { ...FullOrganization } serviceAtLocations { ...FullPlace } }
    pageInfo { hasNextPage endCursor } } }
${FULL_SERVICE} ${FULL_ORGANIZATION} ${FULL_PLACE} ${SERVICE_SCALARS} ${ORGANIZATION_SCALARS} ${MORE_SCALARS} ${URL} ${PROVENANCE}
${AREA} ${PROGRAM} ${LOCATION} ${LOCATION_SCALARS} ${ADDRESS} ${PARTS.join(' ')}`

/** Whose feeds are republished. */
export const SOURCES = 'query StandardSources { feeds { publisher licence attribution } }'
