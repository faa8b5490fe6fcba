import type { Column } from './columns.ts'

/** Stated on every row: when the figures were true, and by which definitions. From Coverage. */
export const METHOD_COLUMNS: readonly Column[] = [
  ['asOf', 'asOf'],
  ['definitions', 'method.definitions'],
  ['areaVintage', 'method.areaVintage'],
  ['populationSource', 'method.populationSource'],
  ['generation', 'method.generation'],
]

/** From a row of the matrix: its term. */
export const TERM_COLUMNS: readonly Column[] = [
  ['term', 'term.name'],
  ['termUri', 'term.uri'],
  ['comparatorMedianRate', 'comparatorMedianRate'],
]

/** From a field `ratePer1000`. */
export const RATE: readonly Column[] = [
  ['ratePer1000', 'ratePer1000.value'],
  ['ratePer1000Low', 'ratePer1000.ci95.low'],
  ['ratePer1000High', 'ratePer1000.ci95.high'],
  ['population', 'ratePer1000.population'],
  ['populationBand', 'ratePer1000.band'],
  ['populationYear', 'ratePer1000.year'],
]

/** From a field `basisMix`. */
export const BASIS: readonly Column[] = [
  ['basisServes', 'basisMix.serves'],
  ['basisLocated', 'basisMix.located'],
  ['basisPublisher', 'basisMix.publisher'],
]

const COMPARISON: readonly Column[] = [
  ['rank', 'comparison.rank'],
  ['comparators', 'comparison.comparators'],
  ['median', 'comparison.median'],
  ['verdict', 'comparison.verdict'],
]

/** From a cell of the matrix: one term in one area. */
export const CELL_COLUMNS: readonly Column[] = [
  ['areaCode', 'area.code'],
  ['area', 'area.name'],
  ['state', 'state'],
  ['serviceCount', 'serviceCount'],
  ['recordCount', 'recordCount'],
  ['unknownCount', 'unknownCount'],
  ...RATE,
  ...BASIS,
  ...COMPARISON,
  ['locationQuotient', 'locationQuotient'],
  ['caveats', 'caveats'],
]

/** From two feeds and what they have in common. */
export const OVERLAP_COLUMNS: readonly Column[] = [
  ['feedA', 'feedA.slug'],
  ['feedB', 'feedB.slug'],
  ['both', 'both'],
  ['servicesA', 'servicesA'],
  ['servicesB', 'servicesB'],
  ['share', 'share'],
]

const COUNTS: readonly Column[] = [
  ['serviceCount', 'serviceCount'],
  ['recordCount', 'recordCount'],
]

/** Of the figures of an area those that are kept of days gone by. */
export const KEPT_FIGURE_COLUMNS: readonly Column[] = [
  ...COUNTS,
  ['unknownCount', 'unknownCount'],
  ...RATE,
  ...BASIS,
  ...share('duplication'),
  ...share('taxonomyCoverage'),
  ['termDiversity', 'termDiversity'],
]

/** From the figures of an area, or of all of them together: a share is its value, with what it is a share of. */
export const FIGURE_COLUMNS: readonly Column[] = [
  ...COUNTS,
  ['organizationCount', 'organizationCount'],
  ['siteCount', 'siteCount'],
  ['unknownCount', 'unknownCount'],
  ...RATE,
  ...BASIS,
  ...share('duplication'),
  ...share('crossListed'),
  ...share('taxonomyCoverage'),
  ...share('free'),
  ...share('unplaced'),
  ...share('outOfArea'),
  ...share('otherLanguage'),
  ...share('accessible'),
  ...mix('freshness', ['d90', 'd180', 'd365', 'older', 'unknown']),
  ...mix('deliveryMix', ['site', 'siteAndArea', 'areaOnly', 'national', 'virtual', 'unplaced']),
  ...mix('qualityBands', ['a', 'b', 'c', 'd']),
  ...['contact', 'place', 'schedule', 'cost', 'eligibility', 'accessibility', 'language', 'description'].map(
    (part): Column => [`completeness${capitalise(part)}`, `completeness.${part}.value`],
  ),
  ['organizationConcentration', 'organizationConcentration'],
  ['effectiveOrganizations', 'effectiveOrganizations'],
  ['termDiversity', 'termDiversity'],
]

/** From an area's figures: which area, how it compares, whose feeds cover it, and what to be careful of. */
export const AREA_COLUMNS: readonly Column[] = [
  ['areaCode', 'area.code'],
  ['area', 'area.name'],
  ...COMPARISON,
  ['feeds', 'feeds.feed.slug'],
  ['caveats', 'caveats.code'],
]

function share(name: string): readonly Column[] {
  return [
    [name, `${name}.value`],
    [`${name}Numerator`, `${name}.numerator`],
    [`${name}Denominator`, `${name}.denominator`],
    [`${name}Low`, `${name}.ci95.low`],
    [`${name}High`, `${name}.ci95.high`],
  ]
}

function mix(name: string, parts: readonly string[]): readonly Column[] {
  return parts.map((part): Column => [`${name}${capitalise(part)}`, `${name}.${part}`])
}

function capitalise(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}
