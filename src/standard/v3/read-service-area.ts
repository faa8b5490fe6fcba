import type { ServiceArea } from '../../model/service.ts'
import { readString, readName, readText } from '../fields/text.ts'
import { readUri } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isBare, present } from '../../model/present.ts'
import { isRawObject } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'

const MAX_EXTENT_CHARACTERS = 1_000_000

/** HSDS `service_area`; a GeoJSON extent sent as an object becomes text. Undefined where it says nothing but its id. */
export function readServiceArea(raw: RawObject, issues: IssueCollector): ServiceArea | undefined {
  const extent = readExtent(raw, issues)
  const area = {
    name: readName(raw, 'name', issues),
    serviceArea: readText(raw, 'service_area', issues) ?? readText(raw, 'description', issues),
    extent,
    extentType:
      readText(raw, 'extent_type', issues) ??
      (isRawObject(raw['extent']) && extent !== undefined ? 'geojson' : undefined),
    uri: readUri(raw, 'uri', issues),
  }
  return isBare(area) ? undefined : present(readAttributed(raw, issues), area)
}

// Half a boundary is none, so one that is too long is left out, not cut.
function readExtent(raw: RawObject, issues: IssueCollector): string | undefined {
  const stated = issues.take(raw, 'extent')
  const extent = isRawObject(stated) ? JSON.stringify(stated) : readString(raw, 'extent', issues)
  if (extent === undefined || extent.length <= MAX_EXTENT_CHARACTERS) return extent || undefined
  issues.report('TEXT_TOO_LONG', 'extent')
  return undefined
}
