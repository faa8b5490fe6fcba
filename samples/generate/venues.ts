import type { Point, Ward } from './geography.ts'
import { WARDS, roundTo } from './geography.ts'
import { POSTCODE_UNITS } from './postcodes.ts'
import { createRandom, itemAt } from './random.ts'

/** A building of the region; several publishers may hold a location record for it. */
export interface Venue {
  readonly key: string
  readonly name: string
  /** What else people call it. */
  readonly otherName?: string
  readonly kind: 'hall' | 'church' | 'library' | 'leisure' | 'school' | 'health' | 'hub' | 'office' | 'outdoors'
  readonly ward: Ward
  readonly address1: string
  readonly postcode: string
  readonly point: Point
  readonly accessibility: readonly string[]
  readonly uprn: string
}

const SAINTS = ['Aidan', 'Hilda', 'Oswin', 'Cedd', 'Bega', 'Ebba', 'Wilfrid', 'Etheldreda', 'Botolph', 'Felix']
const STREETS = [
  'High Street',
  'Station Road',
  'Church Lane',
  'Mill Lane',
  'The Green',
  'Chapel Street',
  'Beacon Road',
  'Staithe Road',
  'Lifeboat Lane',
  'Alma Terrace',
  'Fishergate',
  'Dyke Road',
  'Windmill Way',
  'Granary Close',
  'Drove Lane',
]
const ACCESS = [
  'Step-free entrance and accessible toilet',
  'Hearing loop in the main hall',
  'Ramp at the side door; please ring the bell',
  'Lift to all floors',
  'Blue Badge parking outside',
  'Changing place with hoist',
]

/** Every building, in order of ward. */
const VENUES: readonly Venue[] = WARDS.flatMap(venuesOf)

/** The buildings of one ward. */
export function venuesIn(ward: Ward): readonly Venue[] {
  return VENUES.filter((venue) => venue.ward === ward)
}

function venuesOf(ward: Ward, wardIndex: number): Venue[] {
  const random = createRandom(`venues ${ward.code}`)
  const units = random.shuffle(POSTCODE_UNITS.filter((unit) => unit.ward === ward && unit.terminated === undefined))
  const saint = itemAt(SAINTS, wardIndex % SAINTS.length)
  const names: readonly (readonly [Venue['kind'], string, string?])[] = [
    ['hall', `${ward.name} Community Centre`, `${ward.name} Community Hall`],
    ['hall', `${ward.name} Village Hall`, `${ward.name} Memorial Hall`],
    ['church', `St ${saint}'s Church Hall`, `Saint ${saint}'s Hall`],
    ['church', `${ward.name} Methodist Church`, `${ward.name} Methodist Hall`],
    ['library', `${ward.name} Library`, `${ward.name} Library and Customer Point`],
    ['leisure', `${ward.name} Leisure Centre`, `${ward.name} Sports Centre`],
    ['school', `${ward.name} Primary School`, `${ward.name} Primary Academy`],
    ['health', `${ward.name} Health Centre`, `${ward.name} Medical Centre`],
    ['hub', `${ward.name} Family Hub`, `${ward.name} Children's Centre`],
    ['office', `${random.pick(['Exchange', 'Granary', 'Customs', 'Compass', 'Tern', 'Heron'])} House`],
    ['office', `Unit ${random.between(1, 24)}, ${ward.name} Business Park`],
    ['outdoors', `${ward.name} Recreation Ground`, `${ward.name} Rec`],
  ]
  return names.map(([kind, name, otherName], index) => {
    const unit = itemAt(units, index)
    const nudge = (): number => (random.next() - 0.5) * 0.001
    return {
      key: `${ward.code}/${index}`,
      name,
      ...(otherName === undefined ? {} : { otherName }),
      kind,
      ward,
      address1: `${random.between(1, 140)} ${random.pick(STREETS)}`,
      postcode: unit.postcode,
      point: [roundTo(unit.point[0] + nudge(), 6), roundTo(unit.point[1] + nudge(), 6)],
      accessibility: random.shuffle(ACCESS).slice(0, random.between(0, 3)),
      uprn: `1099${String(wardIndex * 100 + index).padStart(8, '0')}`,
    }
  })
}
