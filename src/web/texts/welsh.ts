import type { Text, TextName } from './english.ts'

/**
 * Fixed texts in Welsh, of the search and what may be embedded; the others stand in English. UNREVIEWED: nobody whose language
 * it is has read them yet, and the pages say so.
 */
export const WELSH: Readonly<Partial<Record<TextName, Text>>> = {
  skipToContent: 'Neidio i’r prif gynnwys',
  navigation: 'Prif ddewislen',
  navSearch: 'Chwilio am wasanaethau',
  navRegion: 'Rhanbarth',
  navAreas: 'Ardaloedd',
  navFeeds: 'Ffrydiau data',
  navFigures: 'Egluro’r ffigurau',
  language: 'Iaith',
  explorer: 'Ymholiad y dudalen hon',
  explorerHint: 'yn agor yr archwiliwr gyda’r ymholiad y tu ôl i’r dudalen hon',
  footerTitle: 'Ynghylch y dudalen hon',
  dataAsOf: 'Data ar {time}',
  licences: 'Data gan y cynghorau sy’n ei gyhoeddi, dan drwydded pob un',
  unreviewed: 'Nid yw’r geiriau Cymraeg ar y dudalen hon wedi’u hadolygu eto.',
  problemTitle: 'Mae problem',
  errorPrefix: 'Gwall: {title}',
  notStated: 'heb ei nodi',
  notKnown: 'ddim yn hysbys',
  yes: 'ydy',
  no: 'nac ydy',
  csvHint: '{what} fel ffeil CSV',
}
