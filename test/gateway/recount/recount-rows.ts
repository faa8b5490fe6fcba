import { distinct, members, numberIn, type Row } from './sheet.ts'

/** `counted.csv` of one area, or of all together, for each thing that is counted. */
export interface CountedSheets {
  readonly services: readonly Row[]
  readonly records: readonly Row[]
  readonly published: readonly Row[]
  readonly organizations: readonly Row[]
  readonly sites: readonly Row[]
}

/** The figures of the area that `coverage-areas.csv` has in columns of these names, by counting rows and nothing else. */
export function countRows(sheets: CountedSheets): Record<string, number | null> {
  const { records, published, organizations, sites } = sheets
  const services = sheets.services.filter(({ state }) => state === 'COUNTED')
  const having = (column: string, value: string): number => services.filter((row) => row[column] === value).length
  const stating = (group: string): number => services.filter(({ states }) => members(states).includes(group)).length
  const all = services.length
  const sizes = organizations.map(({ serviceCount }) => numberIn(serviceCount) ?? 0)
  const sum = sizes.reduce((total, size) => total + size, 0)
  const concentration = sizes.reduce((total, size) => total + (size / sum) ** 2, 0)
  const away = published.filter(({ outOfArea }) => outOfArea === 'true').length
  return {
    serviceCount: all,
    recordCount: records.length,
    organizationCount: organizations.length,
    siteCount: sites.length,
    unknownCount: sheets.services.filter(({ state }) => state === 'FACT_UNKNOWN').length,
    basisServes: having('basis', 'SERVES'),
    basisLocated: having('basis', 'LOCATED'),
    basisPublisher: having('basis', 'PUBLISHER'),
    ...share('duplication', records.length - all, records.length),
    ...share('crossListed', having('crossListed', 'true'), all),
    ...share('taxonomyCoverage', having('classified', 'true'), all),
    ...share('free', having('free', 'true'), all - having('free', '')),
    ...share('unplaced', having('deliveryClass', 'UNPLACED'), all),
    ...share('outOfArea', away, published.length),
    ...share('otherLanguage', stating('OTHER_LANGUAGE'), all),
    ...share('accessible', stating('ACCESSIBILITY'), all),
    ...mixes(having),
    ...completeness(stating, all),
    organizationConcentration: sum === 0 ? null : concentration,
    effectiveOrganizations: sum === 0 ? null : 1 / concentration,
  }
}

/** The same of `services.csv` with a row for each service: as far as its rows alone can say. */
export function countServiceRows(services: readonly Row[]): Record<string, number | null> {
  const having = (column: string, value: string): number =>
    services.filter((row) => row[`counted${column.slice(0, 1).toUpperCase()}${column.slice(1)}`] === value).length
  const stating = (group: string): number =>
    services.filter(({ countedStates }) => members(countedStates).includes(group)).length
  const all = services.length
  return {
    serviceCount: all,
    organizationCount: distinct(services, 'countedOrganization').size,
    ...share('crossListed', having('crossListed', 'true'), all),
    ...share('free', having('free', 'true'), all - having('free', '')),
    ...share('unplaced', having('deliveryClass', 'UNPLACED'), all),
    ...share('otherLanguage', stating('OTHER_LANGUAGE'), all),
    ...share('accessible', stating('ACCESSIBILITY'), all),
    ...mixes(having),
    ...completeness(stating, all),
  }
}

function share(name: string, part: number, whole: number) {
  return { [name]: whole === 0 ? null : part / whole, [`${name}Numerator`]: part, [`${name}Denominator`]: whole }
}

function mixes(having: (column: string, value: string) => number): Record<string, number> {
  return {
    freshnessD90: having('freshness', 'D90'),
    freshnessD180: having('freshness', 'D180'),
    freshnessD365: having('freshness', 'D365'),
    freshnessOlder: having('freshness', 'OLDER'),
    freshnessUnknown: having('freshness', 'UNKNOWN'),
    deliveryMixSite: having('deliveryClass', 'SITE'),
    deliveryMixSiteAndArea: having('deliveryClass', 'SITE_AND_AREA'),
    deliveryMixAreaOnly: having('deliveryClass', 'AREA_ONLY'),
    deliveryMixNational: having('deliveryClass', 'NATIONAL'),
    deliveryMixVirtual: having('deliveryClass', 'VIRTUAL'),
    deliveryMixUnplaced: having('deliveryClass', 'UNPLACED'),
    qualityBandsA: having('qualityBand', 'A'),
    qualityBandsB: having('qualityBand', 'B'),
    qualityBandsC: having('qualityBand', 'C'),
    qualityBandsD: having('qualityBand', 'D'),
  }
}

const PARTS = ['Contact', 'Place', 'Schedule', 'Cost', 'Eligibility', 'Accessibility', 'Language', 'Description']

function completeness(stating: (group: string) => number, all: number): Record<string, number | null> {
  return Object.fromEntries(
    PARTS.map((part) => [`completeness${part}`, all === 0 ? null : stating(part.toUpperCase()) / all]),
  )
}
