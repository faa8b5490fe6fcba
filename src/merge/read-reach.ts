import type { Service } from '../model/service.ts'
import { compactName, readOrganizationTokens } from './normalise-name.ts'

/** Where a service is declared to be had. */
export interface MatchReach {
  /** GSS codes and normalised names ("Borough of Tidewell" is `tidewell`) of declared areas, less countries. */
  readonly areas: readonly string[]
  readonly national: boolean
  readonly virtual: boolean
}

/** England, Wales, Scotland, Northern Ireland, and the unions of them that ONS codes. */
const COUNTRY_CODE = /^(?:E92000001|W92000004|S92000003|N92000002|K0[2-5]000001)$/
const COUNTRY_NAMES = new Set(
  [
    'England',
    'Wales',
    'Scotland',
    'Northern Ireland',
    'United Kingdom',
    'UK',
    'UK wide',
    'Great Britain',
    'England and Wales',
  ]
    .concat(['National', 'Nationwide', 'Nationally', 'Whole of the UK', 'All of the UK', 'Across the UK', 'Cymru'])
    .map(compactName),
)
const GSS_CODE = /\b[EWSNK]\d{8}\b/

/** Declared areas, whether a country is among them, and whether the service is had only online or by phone. */
export function readReach(service: Service): MatchReach {
  const areas = new Set<string>()
  let national = false
  const declared = [
    ...(service.serviceAreas ?? []),
    ...(service.serviceAtLocations ?? []).flatMap((each) => each.serviceAreas ?? []),
  ]
  for (const area of declared) {
    const code = GSS_CODE.exec(`${area.uri ?? ''} ${area.extent?.slice(0, 40) ?? ''}`)?.[0]
    const name = compactName(area.name ?? area.serviceArea ?? '')
    if ((code !== undefined && COUNTRY_CODE.test(code)) || COUNTRY_NAMES.has(name)) national = true
    else if (code !== undefined || name !== '')
      areas.add(code ?? readOrganizationTokens(area.name ?? area.serviceArea ?? '').join(''))
  }
  return { areas: [...areas], national, virtual: isVirtual(service) }
}

function isVirtual(service: Service): boolean {
  const locations = (service.serviceAtLocations ?? []).flatMap((each) => each.location ?? [])
  if (locations.some((location) => location.locationType === 'PHYSICAL')) return false
  const ways = [
    ...(service.attendingTypes ?? []),
    ...(service.schedules ?? []).flatMap((each) => each.attendingTypes ?? []),
  ]
  if (ways.length > 0) return ways.every((way) => way === 'ONLINE' || way === 'PHONE')
  return locations.some((location) => location.locationType === 'VIRTUAL')
}
