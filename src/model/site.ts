/** A language that pages are written in (ISO 639-1). */
export type SiteLanguage = 'en' | 'cy'

/** A picture served from this gateway. */
export interface SiteLogo {
  readonly type: 'image/svg+xml' | 'image/png'
  readonly bytes: Uint8Array
  /** What it shows, in words. */
  readonly alt: string
}

/** Colours of the pages, each as `#rrggbb`. */
export interface SiteColours {
  /** The bar under the header, and what is of the site itself. */
  readonly brand: string
  readonly headerBackground: string
  readonly headerText: string
  readonly link: string
}

/** How the pages call themselves and look. */
export interface Site {
  readonly name: string
  /** Of pages that do not say otherwise; those that are not to be had in it are in English. */
  readonly language: SiteLanguage
  /** Absent: the name alone. */
  readonly logo?: SiteLogo
  readonly colours: SiteColours
  /** Origins whose pages may show `/embed` in a frame. */
  readonly embedders: readonly string[]
}

/** The site where nothing is configured. */
export const DEFAULT_SITE: Site = {
  name: 'Open Referral UK gateway',
  language: 'en',
  colours: { brand: '#1d70b8', headerBackground: '#0b2d4d', headerText: '#ffffff', link: '#1a65a6' },
  embedders: [],
}
