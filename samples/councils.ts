/** The port the sample councils take when they are started alone, as `feeds.config.json` has it. */
export const SAMPLE_PORT = 4010

/** How a sample council's server speaks. */
export type CouncilDialect = 'HSDS_UK_3' | 'HSDS_3' | 'ORUK_1'

/** One publisher of the sample region, fictional like all it says. */
export interface Council {
  readonly slug: string
  readonly name: string
  readonly publisher: string
  readonly dialect: CouncilDialect
  /** Codes of the publisher's own areas (`geography/areas.csv`). */
  readonly areas: readonly string[]
  /** The host name its addresses and e-mails use. */
  readonly domain: string
  readonly scope: string
  /** Oddities of its feed that the gateway has names for. */
  readonly quirks?: readonly string[]
}

/** The five publishers, in the order in which they are configured. */
export const COUNCILS: readonly Council[] = [
  {
    slug: 'port-wexholme',
    name: 'Port Wexholme Community Directory',
    publisher: 'Port Wexholme City Council',
    dialect: 'HSDS_UK_3',
    areas: ['E06900001'],
    domain: 'portwexholme.example',
    scope: 'All ages',
  },
  {
    slug: 'tidewell',
    name: 'Tidewell Family and Community Directory',
    publisher: 'Tidewell Borough Council',
    dialect: 'HSDS_UK_3',
    areas: ['E07900001'],
    domain: 'tidewell.example',
    scope: 'All ages, families first',
    quirks: ['hierarchy-in-labels'],
  },
  {
    slug: 'brackmoor',
    name: 'Brackmoor Service Finder',
    publisher: 'Brackmoor District Council',
    dialect: 'ORUK_1',
    areas: ['E07900002'],
    domain: 'brackmoor.example',
    scope: 'All ages',
  },
  {
    slug: 'harrowfen',
    name: 'Harrowfen Help Hub',
    publisher: 'Harrowfen District Council',
    dialect: 'HSDS_3',
    areas: ['E07900003'],
    domain: 'harrowfen.example',
    scope: 'All ages',
  },
  {
    slug: 'saltmere-together',
    name: 'Saltmere Together',
    publisher: 'Saltmere Voluntary Action',
    dialect: 'HSDS_UK_3',
    areas: ['E06900001', 'E10900001'],
    domain: 'saltmeretogether.example',
    scope: 'Voluntary and community groups across Saltmere and Port Wexholme',
  },
]

/** Its feed was read once, and has answered nothing since. */
export const LAPSED: Council = {
  slug: 'farrow-island',
  name: 'Farrow Island Directory',
  publisher: 'Farrow Island Council',
  dialect: 'HSDS_3',
  areas: ['E06900003'],
  domain: 'farrowisland.example',
  scope: 'All ages',
}

/** Its feed has never answered: nothing is known of its area. */
export const FAILING: Council = {
  slug: 'skerrin-isles',
  name: 'Skerrin Isles Directory',
  publisher: 'Skerrin Isles Council',
  dialect: 'HSDS_UK_3',
  areas: ['E06900002'],
  domain: 'skerrinisles.example',
  scope: 'All ages',
}
