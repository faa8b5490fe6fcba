/** A scheme whose terms have one identity in every feed. */
export interface KnownScheme {
  /** The scheme's canonical URI. */
  readonly key: string
  readonly name: string
  /** What a term's canonical URI begins with; the term's code follows. */
  readonly uriStub: string
  /** Prefix of the term's CURIE, singular as its owner writes it. */
  readonly curiePrefix: string
  /** What else publishers write for the scheme, as vocabulary or as prefix, in any case, spacing and number. */
  readonly otherNames: readonly string[]
  /** Other beginnings of the same URIs, without `http(s)://` and `www.`, lower case. */
  readonly otherStubs: readonly string[]
  /** Everyday words put before a code; they count only beside a vocabulary that names this scheme. */
  readonly loosePrefixes: readonly string[]
  /** What a code of this scheme looks like; a code that does not match is not one of its terms. */
  readonly codePattern: RegExp
}

const number = /^\d{1,9}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Schemes that councils share, by what is published about them. Terms of the LGA's services, community services and
 * English and Welsh services lists share one range of ids and one stub, so they are one scheme here. Open Eligibility
 * publishes no URIs; its terms get one under the gateway's own name.
 */
export const knownSchemes: readonly KnownScheme[] = [
  lgaList('service', 'services', 'LGA services', 'esdServiceType', [
    'esdService',
    'esdStandards',
    'lgaService',
    'lgaStandards',
    'lgaCommunityServices',
    'esdCommunityServices',
    'http://standards.esd.org.uk',
    'http://id.esd.org.uk/list/communityServices',
    'http://id.esd.org.uk/list/englishAndWelshServices',
  ]),
  lgaList('need', 'needs', 'LGA needs', 'esdNeed', ['lgaNeed']),
  lgaList('circumstance', 'circumstances', 'LGA circumstances', 'esdCircumstance', [
    'lgaCircumstance',
    'http://id.esd.org.uk/list/circumstancesPersonal',
    'http://id.esd.org.uk/list/circumstancesEligibility',
  ]),
  lgaList(
    'circumstanceCollection',
    'circumstanceCollections',
    'LGA circumstance collections',
    'esdCircumstanceCollection',
    ['lgaCircumstanceCollection'],
  ),
  lgaList('function', 'functions', 'LGA functions', 'esdFunction', ['lgaFunction']),
  {
    key: 'https://openactive.io/activity-list',
    name: 'OpenActive activity list',
    uriStub: 'https://openactive.io/activity-list#',
    curiePrefix: 'openActiveActivity',
    otherNames: ['openActive', 'openActiveActivityList', 'activityList', 'activity'],
    otherStubs: [
      'openactive.io/activity-list/#',
      'openactive.io/activity-list/',
      'openactive.io/activity-list/activity-list.jsonld#',
    ],
    loosePrefixes: ['activity'],
    codePattern: uuid,
  },
  {
    key: 'urn:oruk-gateway:scheme:openEligibility',
    name: 'Open Eligibility',
    uriStub: 'urn:oruk-gateway:scheme:openEligibility:',
    curiePrefix: 'openEligibility',
    otherNames: ['openEligibilityProject', 'openEligibilityTaxonomy'],
    otherStubs: [],
    loosePrefixes: [],
    codePattern: number,
  },
  {
    key: 'http://snomed.info/sct',
    name: 'SNOMED CT',
    uriStub: 'http://snomed.info/id/',
    curiePrefix: 'snomedCT',
    otherNames: ['snomed', 'sct'],
    otherStubs: ['snomed.info/sct/'],
    loosePrefixes: [],
    codePattern: /^\d{6,18}$/,
  },
]

function lgaList(
  kind: string,
  list: string,
  name: string,
  curiePrefix: string,
  otherNames: readonly string[],
): KnownScheme {
  return {
    key: `http://id.esd.org.uk/list/${list}`,
    name,
    uriStub: `http://id.esd.org.uk/${kind}/`,
    curiePrefix,
    otherNames,
    otherStubs: [`id.esd.org.uk/${kind.toLowerCase()}s/`],
    loosePrefixes: [kind],
    codePattern: number,
  }
}
