import { type Column, objectsAt, readProperties, selectColumns, valuesAt } from './columns.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { readServicePages } from './paged-services.ts'
import { SOURCE_COLUMNS } from './source-columns.ts'

const SERVICE_PROPERTIES: readonly Column[] = [
  ['serviceId', 'node.id'],
  ['service', 'node.name'],
  ['status', 'node.status'],
  ['organization', 'node.organization.name'],
  ['url', 'node.url'],
  ['taxonomyTerms', 'node.taxonomyTerms.name'],
  ['taxonomyTermUris', 'node.taxonomyTerms.uri'],
  ['assuredDate', 'node.assuredDate'],
  ['feed', 'node.feed.slug'],
  ['publisher', 'node.feed.publisher'],
  ['licence', 'node.feed.licence'],
  ['attribution', 'node.feed.attribution'],
  ['asOf', 'node.feed.report.asOf'],
  ['unknownOn', 'unknownOn'],
]

const PLACE_PROPERTIES: readonly Column[] = [
  ['locationId', 'location.id'],
  ['location', 'location.name'],
  ['precision', 'location.precision'],
  ['address1', 'location.addresses.address1'],
  ['city', 'location.addresses.city'],
  ['postalCode', 'location.addresses.postalCode'],
]

const PLACES = 'node.serviceAtLocations'
const SELECTION = selectColumns([
  ...SERVICE_PROPERTIES,
  ...[...PLACE_PROPERTIES.map(([, path]) => path), 'id', 'location.latitude', 'location.longitude'].map(
    (path): Column => [path, `${PLACES}.${path}`],
  ),
])

/**
 * `places.geojson` (RFC 7946): a feature for each place of each service of the list, its geometry null where the place has
 * no coordinates; `sources` before the features names the feeds, `end` after them what was counted and whether the data
 * changed on the way. A file without `end` is not whole.
 */
export async function* writePlacesGeojson(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  let first: string | undefined
  let last = ''
  const counted = { services: 0, servicesWithoutPlace: 0, places: 0, placesWithoutCoordinates: 0 }
  for await (const { edges, feeds, asOf, generation } of readServicePages(source, request, SELECTION)) {
    if (first === undefined) {
      const sources = feeds.map((feed) => readProperties(SOURCE_COLUMNS, feed))
      const head = JSON.stringify({ type: 'FeatureCollection', asOf, generation, sources })
      yield `${head.slice(0, -1)},"features":[`
    }
    first ??= generation
    last = generation
    let lines = ''
    for (const edge of edges) {
      const features = readFeatures(edge)
      counted.services += 1
      if (features.length === 0) counted.servicesWithoutPlace += 1
      for (const feature of features) {
        lines += `${counted.places === 0 ? '' : ','}\n${JSON.stringify(feature)}`
        counted.places += 1
        if (feature.geometry === null) counted.placesWithoutCoordinates += 1
      }
    }
    yield lines
  }
  yield `\n],"end":${JSON.stringify({ ...counted, generation: last, changedOnTheWay: first !== last })}}\n`
}

function readFeatures(edge: unknown) {
  const properties = readProperties(SERVICE_PROPERTIES, edge)
  return objectsAt(edge, PLACES).map((place) => ({
    type: 'Feature',
    id: valuesAt(place, 'id')[0],
    geometry: readPoint(place),
    properties: { ...properties, ...readProperties(PLACE_PROPERTIES, place) },
  }))
}

/** RFC 7946 §3.1.1: longitude first. */
function readPoint(place: object): object | null {
  const longitude = valuesAt(place, 'location.longitude')[0]
  const latitude = valuesAt(place, 'location.latitude')[0]
  return longitude === undefined || latitude === undefined
    ? null
    : { type: 'Point', coordinates: [longitude, latitude] }
}
