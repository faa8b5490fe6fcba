import type { SampleArea } from '../council-records.ts'
import type { District, Ward } from './geography.ts'
import { COMBINED_AUTHORITY_CODE, COUNTY_CODE, DISTRICTS } from './geography.ts'
import type { Random } from './random.ts'
import type { RealService } from './real-service.ts'
import type { PublisherStyle } from './styles.ts'

const AREA_STUB = 'http://statistics.data.gov.uk/id/statistical-geography/'
// What publishers write when they mean a place no gazetteer has.
const LOOSE_NAMES = [
  'the coast villages',
  'Wexholme and district',
  'North of the river',
  'All areas',
  'Within 10 miles',
]

/** Says where a service is offered, in one of the forms seen in the wild; an empty list where it says nothing. */
export function publishAreas(real: RealService, style: PublisherStyle, random: Random): SampleArea[] {
  const isAwayFromSite = real.venues.length === 0 || real.activity.reach === 'HOME'
  if (!random.chance(isAwayFromSite ? 0.5 + style.stated.areas / 2 : style.stated.areas)) return []
  if (random.chance(0.03)) return [{ name: random.pick(LOOSE_NAMES) }]
  switch (real.reach) {
    case 'WARD':
      return [{ name: `${real.ward.name} and around`, extent: JSON.stringify(polygonOf(real.ward)) }]
    case 'DISTRICT':
      return publishDistrict(real, random)
    case 'COUNTY':
      return random.pick([
        [coded(COMBINED_AUTHORITY_CODE, 'Wexholme and Saltmere')],
        [{ name: 'Saltmere' }, { name: 'Port Wexholme' }],
        [coded(COUNTY_CODE, 'Saltmere')],
        [{ name: 'County of Saltmere' }],
      ])
    case 'ENGLAND':
      return random.pick([[coded('E92000001', 'England')], [{ name: 'England' }], [{ name: 'National' }]])
  }
}

function publishDistrict(real: RealService, random: Random): SampleArea[] {
  const district = DISTRICTS.find((candidate) => candidate.code === real.ward.districtCode)
  if (district === undefined) return []
  const neighbour = random.pick(DISTRICTS)
  const areas = [inSomeForm(district, random)]
  return random.chance(0.12) && neighbour !== district ? [...areas, inSomeForm(neighbour, random)] : areas
}

function inSomeForm(district: District, random: Random): SampleArea {
  const draw = random.next()
  if (draw < 0.35) return coded(district.code, district.name)
  if (draw < 0.4) return { uri: AREA_STUB + district.code }
  return { name: draw < 0.85 ? district.name : random.pick(district.otherNames) }
}

function coded(code: string, name: string): SampleArea {
  return { name, uri: AREA_STUB + code }
}

function polygonOf(ward: Ward): { type: 'Polygon'; coordinates: (readonly [number, number])[][] } {
  return { type: 'Polygon', coordinates: [[...ward.corners, ward.corners[0]]] }
}
