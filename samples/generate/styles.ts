import type { PhoneStyle } from './phones.ts'

/** How one publisher keeps its directory: what it states, in what form, and how fresh it keeps it. */
export interface PublisherStyle {
  readonly description: 'HTML' | 'MARKDOWN' | 'PLAIN' | 'MIXED'
  readonly phone: PhoneStyle
  /** Share of descriptions that carry the phone number. */
  readonly phoneInText: number
  /** Share of postcodes written without their space. */
  readonly tightPostcodes: number
  /** Shares of services for which something is stated at all. */
  readonly stated: {
    readonly ages: number
    readonly costs: number
    readonly schedules: number
    readonly areas: number
    readonly languages: number
    readonly contacts: number
    readonly url: number
    readonly email: number
    readonly sharedTerms: number
    readonly localTerms: number
    readonly coordinates: number
    readonly identifiers: number
  }
  /** Assurance by age in days: share assured within each bound, rising; what is left was never assured. */
  readonly assured: readonly (readonly [number, number])[]
  /** Name the publisher gives to the region's shared scheme. */
  readonly sharedSchemeName: string
  readonly localSchemeName: string
  readonly modifiedForm: 'UTC' | 'NO_ZONE'
}

/** The five styles, by slug. */
const STYLES: Readonly<Record<string, PublisherStyle>> = {
  'port-wexholme': {
    description: 'HTML',
    phone: 'SPACED',
    phoneInText: 0,
    tightPostcodes: 0,
    stated: {
      ages: 0.6,
      costs: 0.65,
      schedules: 0.8,
      areas: 0.45,
      languages: 0.2,
      contacts: 0.6,
      url: 0.9,
      email: 0.75,
      sharedTerms: 0.94,
      localTerms: 0.8,
      coordinates: 0.97,
      identifiers: 0.6,
    },
    assured: [
      [90, 0.42],
      [180, 0.66],
      [365, 0.88],
      [900, 0.98],
    ],
    sharedSchemeName: 'Saltmere Services',
    localSchemeName: 'Wexholme Directory',
    modifiedForm: 'NO_ZONE',
  },
  tidewell: {
    description: 'MARKDOWN',
    phone: 'TIGHT',
    phoneInText: 0.5,
    tightPostcodes: 0.05,
    stated: {
      ages: 0.85,
      costs: 0.7,
      schedules: 0.9,
      areas: 0.7,
      languages: 0.25,
      contacts: 0.5,
      url: 0.85,
      email: 0.9,
      sharedTerms: 0.86,
      localTerms: 0.95,
      coordinates: 0.95,
      identifiers: 0.5,
    },
    assured: [
      [90, 0.6],
      [180, 0.85],
      [365, 0.98],
      [500, 1],
    ],
    sharedSchemeName: 'saltmere services',
    localSchemeName: 'Tidewell A to Z',
    modifiedForm: 'UTC',
  },
  brackmoor: {
    description: 'HTML',
    phone: 'BRACKETS',
    phoneInText: 0,
    tightPostcodes: 0.25,
    stated: {
      ages: 0.4,
      costs: 0.3,
      schedules: 0.55,
      areas: 0.35,
      languages: 0.1,
      contacts: 0.7,
      url: 0.9,
      email: 0.72,
      sharedTerms: 0.83,
      localTerms: 0.6,
      coordinates: 0.93,
      identifiers: 0,
    },
    assured: [
      [90, 0.11],
      [180, 0.16],
      [365, 0.28],
      [2200, 0.95],
    ],
    sharedSchemeName: 'saltmereServices',
    localSchemeName: 'Brackmoor Categories',
    modifiedForm: 'UTC',
  },
  harrowfen: {
    description: 'PLAIN',
    phone: 'INTERNATIONAL',
    phoneInText: 0,
    tightPostcodes: 0,
    stated: {
      ages: 0.7,
      costs: 0.8,
      schedules: 0.75,
      areas: 0.6,
      languages: 0.35,
      contacts: 0.8,
      url: 0.8,
      email: 0.85,
      sharedTerms: 0.9,
      localTerms: 0.7,
      coordinates: 0.98,
      identifiers: 0.7,
    },
    assured: [
      [90, 0.35],
      [180, 0.55],
      [365, 0.8],
      [1100, 0.97],
    ],
    sharedSchemeName: 'Saltmere Services',
    localSchemeName: 'Harrowfen Help',
    modifiedForm: 'UTC',
  },
  'saltmere-together': {
    description: 'MIXED',
    phone: 'HYPHENS',
    phoneInText: 0,
    tightPostcodes: 0.1,
    stated: {
      ages: 0.35,
      costs: 0.5,
      schedules: 0.6,
      areas: 0.5,
      languages: 0.15,
      contacts: 0.4,
      url: 0.75,
      email: 0.8,
      sharedTerms: 0.62,
      localTerms: 0.9,
      coordinates: 0.85,
      identifiers: 0.8,
    },
    assured: [
      [90, 0.3],
      [180, 0.52],
      [365, 0.74],
      [1500, 0.9],
    ],
    sharedSchemeName: 'Saltmere Services',
    localSchemeName: 'Together tags',
    modifiedForm: 'UTC',
  },
}

/** The style of the publisher with this slug; throws RangeError for one that has none. */
export function styleOf(slug: string): PublisherStyle {
  const style = STYLES[slug]
  if (style === undefined) throw new RangeError(`no style for ${slug}`)
  return style
}
