import { METHOD_COLUMNS } from './coverage-columns.ts'
import type { Column } from './columns.ts'
import type { ListTable } from './list-csv.ts'
import { phoneText } from './phone-text.ts'

/** Whose record it is, and on which terms. */
const feedColumns = (path: string): readonly Column[] => [
  ['feed', `${path}.slug`],
  ['publisher', `${path}.publisher`],
  ['licence', `${path}.licence`],
  ['attribution', `${path}.attribution`],
]

/** `organizations.csv`: a row for each record of an organization, by name; those with one `countedAs` are one organization. */
export const ORGANIZATIONS: ListTable = {
  root: 'organizations',
  size: 50,
  columns: [
    ['id', 'node.id'],
    ['originId', 'node.originId'],
    ['sourceUrl', 'node.sourceUrl'],
    ['name', 'node.name'],
    ['alternateName', 'node.alternateName'],
    ['description', 'node.description'],
    ['email', 'node.email'],
    ['website', 'node.website'],
    ['phones', 'node.phones.number', phoneText],
    ['legalStatus', 'node.legalStatus'],
    ['identifiers', 'node.organizationIdentifiers.{identifierScheme,identifierType,identifier}'],
    ['parentOrganization', 'node.parentOrganization.name'],
    ['alsoListedBy', 'node.alsoListedBy.feed.slug'],
    ['countedAs', 'node.countedAs'],
    ['lastModified', 'node.lastModified'],
    ['fetchedAt', 'node.fetchedAt'],
    ['detail', 'node.detail'],
    ...feedColumns('node.feed'),
    ['asOf', 'node.feed.report.asOf'],
  ],
}

/** `areas.csv`: a row for each area, by name; small areas with their centres and deciles, which distances and rates by deprivation are made of. */
export const AREAS: ListTable = {
  root: 'areas',
  size: 100,
  columns: [
    ['code', 'node.code'],
    ['name', 'node.name'],
    ['type', 'node.type'],
    ['parents', 'node.parents.code'],
    ['population', 'node.population.value'],
    ['populationYear', 'node.population.year'],
    ['latitude', 'node.latitude'],
    ['longitude', 'node.longitude'],
    ['deprivationDecile', 'node.deprivationDecile'],
    ['population0To17', 'node.young: population(band: AGE_0_17).value'],
    ['population18To64', 'node.adult: population(band: AGE_18_64).value'],
    ['population65Plus', 'node.old: population(band: AGE_65_PLUS).value'],
    ['populationVintages', 'node.population.vintages'],
    ['populationSource', 'node.population.source'],
  ],
}

/** `changes.csv`: a row for each change, oldest first. */
export const CHANGES: ListTable = {
  root: 'changes',
  size: 100,
  columns: [
    ['at', 'node.at'],
    ['kind', 'node.kind'],
    ['id', 'node.id'],
    ['name', 'node.name'],
    ['fields', 'node.fields'],
    ['from', 'node.from'],
    ['into', 'node.into'],
    ...feedColumns('node.feed'),
  ],
  besides: [['historyFrom', 'historyFrom']],
}

/** `demand.csv`: a row for each thing that searches of a week were about and found nothing of, or little; beside it what there is now. */
export const DEMAND: ListTable = {
  root: 'demand',
  size: 100,
  columns: [
    ['week', 'node.week'],
    ['outcome', 'node.outcome'],
    ['term', 'node.term.name'],
    ['termUri', 'node.term.uri'],
    ['areaCode', 'node.area.code'],
    ['area', 'node.area.name'],
    ['count', 'node.count'],
    ['serviceCount', 'node.serviceCount'],
  ],
  besides: [['isCounted', 'isCounted']],
}

/** `gaps.csv`: a row for each term that an area lacks and most of its comparators have, in the order of `Coverage.gaps`. */
export const GAPS: ListTable = {
  root: 'coverage',
  list: 'gaps',
  size: 100,
  columns: [
    ['areaCode', 'node.area.code'],
    ['area', 'node.area.name'],
    ['term', 'node.term.name'],
    ['termUri', 'node.term.uri'],
    ['presentIn', 'node.presentIn.value'],
    ['presentInNumerator', 'node.presentIn.numerator'],
    ['presentInDenominator', 'node.presentIn.denominator'],
    ['presentInLow', 'node.presentIn.ci95.low'],
    ['presentInHigh', 'node.presentIn.ci95.high'],
    ['comparatorMedianRate', 'node.comparatorMedianRate'],
  ],
  besides: METHOD_COLUMNS,
}

/**
 * `counted.csv`: a row for each thing that figures count, area by area, with why. Counted in a spreadsheet, the rows give the
 * published numbers.
 */
export const COUNTED: ListTable = {
  root: 'coverage',
  list: 'countedRows',
  size: 50,
  columns: [
    ['areaCode', 'node.area.code'],
    ['area', 'node.area.name'],
    ['per', 'node.per'],
    ['state', 'node.state'],
    ['basis', 'node.basis'],
    ['evidence', 'node.evidence.route'],
    ['evidenceAreas', 'node.evidence.area.name'],
    ['evidenceServiceAreas', 'node.evidence.serviceArea.name'],
    ['evidenceLocations', 'node.evidence.location.name'],
    ['terms', 'node.terms.name'],
    ['termUris', 'node.terms.uri'],
    ['possibleTermUris', 'node.possibleTerms.uri'],
    ['unknownOn', 'node.unknownOn'],
    ['cluster', 'node.records.cluster.id'],
    ['ids', 'node.records.id'],
    ['countingIds', 'node.countingIds'],
    ['names', 'node.records.name'],
    ['ownTerms', 'node.records.taxonomyTerms.name'],
    ['feeds', 'node.records.feed.slug'],
    ['sourceUrls', 'node.records.sourceUrl'],
    ['organization', 'node.organization.name'],
    ['countedOrganization', 'node.organization.countedAs'],
    ['serviceCount', 'node.serviceCount'],
    ['classified', 'node.classified'],
    ['crossListed', 'node.facts.crossListed'],
    ['free', 'node.facts.free'],
    ['freshness', 'node.facts.freshness'],
    ['deliveryClass', 'node.facts.deliveryClass'],
    ['qualityBand', 'node.facts.qualityBand'],
    ['states', 'node.facts.states'],
    ['ageBands', 'node.facts.ageBands'],
    ['outOfArea', 'node.outOfArea'],
    ['locations', 'node.locations.name'],
    ['addresses', 'node.locations.addresses.{address1,city,postalCode}'],
    ['coordinates', 'node.locations.{latitude,longitude}'],
    ['mappedTerms', 'node.mappedTerms.inWords'],
    ['smallArea', 'node.smallArea.area.code'],
    ['people', 'node.smallArea.area.population.value'],
    ['deprivationDecile', 'node.smallArea.area.deprivationDecile'],
    ['nearestMetres', 'node.smallArea.nearestMetres'],
    ['nearestId', 'node.smallArea.nearest.id'],
    ['nearestName', 'node.smallArea.nearest.name'],
  ],
  besides: METHOD_COLUMNS,
}

/** From an edge of a feed's defects. */
export const ISSUES: ListTable = {
  root: 'feed',
  list: 'issues',
  size: 100,
  columns: [
    ['severity', 'node.severity'],
    ['code', 'node.code'],
    ['path', 'node.path'],
    ['message', 'node.message'],
    ['sample', 'node.sample'],
    ['recordType', 'node.recordType'],
    ['originId', 'node.originId'],
  ],
  besides: [
    ['feed', 'slug'],
    ['publisher', 'publisher'],
    ['licence', 'licence'],
    ['attribution', 'attribution'],
    ['asOf', 'report.asOf'],
  ],
}

/** `feeds.csv`, from a Feed: what it is, how it stands, what it holds and how well. */
export const FEED_COLUMNS: readonly Column[] = [
  ['feed', 'slug'],
  ['name', 'name'],
  ['publisher', 'publisher'],
  ['url', 'url'],
  ['licence', 'licence'],
  ['attribution', 'attribution'],
  ['scope', 'scope'],
  ['standard', 'standard'],
  ['areas', 'areas.name'],
  ['areaCodes', 'areas.code'],
  ['state', 'report.state'],
  ['asOf', 'report.asOf'],
  ['reason', 'report.reason'],
  ['code', 'report.code'],
  ['detailedShare', 'report.detailedShare'],
  ['activeServices', 'report.services'],
  ['services', 'counts.services'],
  ['organizations', 'counts.organizations'],
  ['locations', 'counts.locations'],
  ['taxonomyTerms', 'counts.taxonomyTerms'],
  ['quarantined', 'counts.quarantined'],
  ['circuit', 'health.circuit'],
  ['consecutiveFailures', 'health.consecutiveFailures'],
  ['lastAttempt', 'health.lastAttempt'],
  ['lastSuccess', 'health.lastSuccess'],
  ['lastErrorCode', 'health.lastErrorCode'],
  ['lastErrorMessage', 'health.lastErrorMessage'],
  ['requestsLastDay', 'health.requestsLastDay'],
  ['verification', 'verification.outcome'],
  ['availability', 'measures.availability'],
  ['churnPerWeek', 'measures.churnPerWeek'],
  ['duplicates', 'measures.duplicates'],
  ['idStability', 'measures.idStability'],
  ['listDetailAgreement', 'measures.listDetailAgreement'],
  ['medianQuality', 'measures.medianQuality'],
  ['pagingComplete', 'measures.pagingComplete'],
  ['repeatedIds', 'measures.repeatedIds'],
  ['qualityBandsA', 'content.qualityBands.a'],
  ['qualityBandsB', 'content.qualityBands.b'],
  ['qualityBandsC', 'content.qualityBands.c'],
  ['qualityBandsD', 'content.qualityBands.d'],
  ['withContact', 'content.withContact'],
  ['withOrganization', 'content.withOrganization'],
  ['withSchedule', 'content.withSchedule'],
  ['withTaxonomyTerm', 'content.withTaxonomyTerm'],
  ['unmappedTerms', 'content.unmappedTerms.{count,name}'],
  ['unresolvedAreaNames', 'content.unresolvedAreaNames.{count,name}'],
]
