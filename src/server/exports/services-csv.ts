import { type Column, readCells, selectColumns } from './columns.ts'
import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { readServicePages } from './paged-services.ts'
import { phoneText } from './phone-text.ts'

/**
 * The columns of `services.csv`, from an edge of the list: names are those of GraphQL. They only ever grow, at the end
 * before `generation`. A cell of a list has each member once, joined by " | ", and a \ before a member's own | or \.
 */
export const SERVICE_COLUMNS: readonly Column[] = [
  ['id', 'node.id'],
  ['feed', 'node.feed.slug'],
  ['publisher', 'node.feed.publisher'],
  ['originId', 'node.originId'],
  ['sourceUrl', 'node.sourceUrl'],
  ['name', 'node.name'],
  ['alternateName', 'node.alternateName'],
  ['status', 'node.status'],
  ['organization', 'node.organization.name'],
  ['organizationId', 'node.organization.originId'],
  ['description', 'node.description'],
  ['url', 'node.url'],
  ['email', 'node.email'],
  ['phones', 'node.phones.number', phoneText],
  ['minimumAge', 'node.minimumAge'],
  ['maximumAge', 'node.maximumAge'],
  ['eligibilityDescription', 'node.eligibilityDescription'],
  ['free', 'node.free'],
  ['fees', 'node.fees'],
  ['languages', 'node.languages.name'],
  ['taxonomyTerms', 'node.taxonomyTerms.name'],
  ['taxonomyTermUris', 'node.taxonomyTerms.uri'],
  ['locations', 'node.serviceAtLocations.location.name'],
  ['postcodes', 'node.serviceAtLocations.location.addresses.postalCode'],
  ['serviceAreas', 'node.serviceAreas.name'],
  ['areas', 'node.areas.name'],
  ['areaCodes', 'node.areas.code'],
  ['deliveryClass', 'node.deliveryClass'],
  ['cluster', 'node.cluster.id'],
  ['alsoListedBy', 'node.alsoListedBy.feed.slug'],
  ['quality', 'node.quality.score'],
  ['qualityBand', 'node.quality.band'],
  ['assuredDate', 'node.assuredDate'],
  ['lastModified', 'node.lastModified'],
  ['fetchedAt', 'node.fetchedAt'],
  ['detail', 'node.detail'],
  ['unknownOn', 'unknownOn'],
  ['matchedVia', 'matchedVia.from.uri'],
  ['distanceMetres', 'distanceMetres'],
  ['distanceApproximate', 'distanceApproximate'],
  ['licence', 'node.feed.licence'],
  ['attribution', 'node.feed.attribution'],
  ['asOf', 'node.feed.report.asOf'],
  // What figures are counted by, of all records that a row stands for: rows, or distinct `cluster`s, that have the area's code.
  ['countsIn', 'listings.areaCodes'],
  ['countsInByServes', 'listings.servesIn:areaCodes(basis: SERVES)'],
  ['countsInByLocated', 'listings.locatedIn:areaCodes(basis: LOCATED)'],
  ['countsInByPublisher', 'listings.publishedIn:areaCodes(basis: PUBLISHER)'],
  ['countedOrganization', 'listings.organization.countedAs'],
  ['mappedTermUris', 'listings.mappedTerms:taxonomyTerms(mapped: true).uri'],
  ['mappedTerms', 'listings.mappedTerms:taxonomyTerms(mapped: true).name'],
  ['schedules', 'node.schedules.inWords'],
  ['schedulesAtLocations', 'node.serviceAtLocations.schedules.inWords'],
  ['schedulesOfLocations', 'node.serviceAtLocations.location.schedules.inWords'],
  ['coordinates', 'node.serviceAtLocations.location.{latitude,longitude}'],
  ['accessibility', 'node.serviceAtLocations.location.accessibility.{accessibility,description,details}'],
  ['attendingTypes', 'node.attendingTypes'],
  ['attendingTypesOfSchedules', 'node.schedules.attendingTypes'],
  ['attendingTypesAtLocations', 'node.serviceAtLocations.schedules.attendingTypes'],
  ['languagesAtLocations', 'node.serviceAtLocations.location.languages.name'],
  ['phonesAtLocations', 'node.serviceAtLocations.phones.number', phoneText],
  ['basis', 'node.placements.basis'],
  ['qualityRichness', 'node.quality.richness'],
  ['qualityFreshness', 'node.quality.freshness'],
  ['qualityFindability', 'node.quality.findability'],
  ['qualityValidity', 'node.quality.validity'],
  ['listedBy', 'listings.feed.slug'],
  ['countedFree', 'counted.free'],
  ['countedFreshness', 'counted.freshness'],
  ['countedDeliveryClass', 'counted.deliveryClass'],
  ['countedQualityBand', 'counted.qualityBand'],
  ['countedCrossListed', 'counted.crossListed'],
  ['countedStates', 'counted.states'],
  ['countedAgeBands', 'counted.ageBands'],
]

/** `services.csv`: a row for each service of the list; `generation` differs between rows where the data changed on the way. */
export async function* writeServicesCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  let isFirst = true
  for await (const { edges, generation } of readServicePages(source, request, selectColumns(SERVICE_COLUMNS))) {
    if (isFirst) yield csvHeader([...SERVICE_COLUMNS.map(([name]) => name), 'generation'])
    isFirst = false
    yield csvLines(edges.map((edge) => [...readCells(SERVICE_COLUMNS, edge), generation]))
  }
}
