import { COUNCILS } from '../councils.ts'
import type { OrganizationKind } from './activities/activity.ts'
import type { Ward } from './geography.ts'
import { DISTRICTS, WARDS, wardsOf } from './geography.ts'
import { freephone, landline, mobile } from './phones.ts'
import { createRandom, itemAt } from './random.ts'
import type { Random } from './random.ts'
import { isSpeciality } from './specialities.ts'
import { slugOf } from './stable-id.ts'

/** An organization as it really is, before any publisher lists it. */
export interface RegionOrganization {
  readonly key: string
  readonly name: string
  /** The name as it goes into a service's name. */
  readonly shortName: string
  readonly kind: OrganizationKind
  /** Where it works from. */
  readonly ward: Ward
  readonly domain: string
  readonly phone: string
  readonly mobile: string
  readonly description: string
  readonly company?: string
  readonly charity?: string
  readonly legalStatus?: string
  readonly founded?: number
}

const FIRST = [
  'Harbour',
  'Kestrel',
  'Lantern',
  'Willow',
  'Bright',
  'Samphire',
  'Turnstone',
  'Beacon',
  'Marram',
  'Compass',
  'Meadow',
  'Anchor',
  'Fernleigh',
  'Saltwind',
  'Curlew',
  'Hazel',
  'Tideway',
  'Sunrise',
  'Oakapple',
  'Larkrise',
  'Cobble',
  'Thistle',
  'Rowan',
  'Heron',
  'Amber',
  'Foxglove',
  'Juniper',
  'Sandpiper',
  'Whinchat',
  'Bluebell',
]
const LAST: Readonly<Record<'charity' | 'cic' | 'company', readonly string[]>> = {
  charity: ['Trust', 'Project', 'Foundation', 'Support', 'Partnership', 'Centre'],
  cic: ['Works CIC', 'Collective CIC', 'Wellbeing CIC', 'Futures CIC', 'Community CIC'],
  company: ['Care Ltd', 'Homecare Limited', 'Services Ltd', 'Learning Ltd', 'Fitness Ltd', 'Assist Limited'],
}
const COUNTY_NAMES = [
  'Saltmere Advice Network',
  'Saltmere Carers Centre',
  'Eastmark Mind Alliance',
  'Saltmere Women and Families',
  'Saltmere Law Centre',
  'Haven Housing Saltmere',
  'Saltmere Speaks Up',
  'Saltmere Victim Care',
  'Wexholme and Saltmere Recovery',
  'Eastmark Bereavement Care',
  'Saltmere Mentors',
  'Saltmere Refugee Action',
  'Wexholme Crisis Line',
  'Saltmere Youth Information',
  'Coastline Gambling Help',
]
const CLUBS = ['Sports Club', 'Arts Society', 'Social Club', 'Harriers', 'Players']
const PURPOSES: Readonly<Record<OrganizationKind, readonly string[]>> = {
  charity: [
    'A local charity that helps people to live well and independently.',
    'We are a small charity run by people who live here.',
  ],
  church: ['A church at the heart of its community, open to everyone.'],
  club: ['A members’ club run by volunteers.'],
  company: ['A family-run company.', 'An independent local provider.'],
  cic: ['A community interest company that puts its surplus back into local projects.'],
  council: ['Services run by the council.'],
  health: ['Part of the local NHS.'],
  school: ['A school that opens its doors to the whole community.'],
  association: ['Residents who look after their hall and each other.'],
  county: ['A charity that works across Saltmere and Port Wexholme.'],
}

/** Every organization of the region: councils, county-wide charities, then those of each ward. */
const REGION_ORGANIZATIONS: readonly RegionOrganization[] = nameOrganizations()

/** Finds organizations of some kinds that may run a service of a term in a ward: its own, its council's and its health service's, and those of the county. */
export function organizationsFor(
  kinds: readonly OrganizationKind[],
  term: string,
  ward: Ward,
): readonly RegionOrganization[] {
  return REGION_ORGANIZATIONS.filter((organization) => {
    if (!kinds.includes(organization.kind) || !isSpeciality(organization.name, term)) return false
    if (organization.kind === 'county') return true
    if (organization.kind === 'council' || organization.kind === 'health') {
      return organization.ward.districtCode === ward.districtCode
    }
    return organization.ward === ward
  })
}

function nameOrganizations(): RegionOrganization[] {
  const random = createRandom('organizations')
  const named: { name: string; kind: OrganizationKind; ward: Ward }[] = []
  for (const district of DISTRICTS) {
    const ward = itemAt(wardsOf(district.code), 3)
    const council = COUNCILS.find((candidate) => candidate.areas[0] === district.code)
    const publisher = council?.publisher ?? district.name
    for (const department of [
      '',
      ' – Leisure',
      ' – Children and Families',
      ' – Libraries',
      ' – Adult Social Care',
      ' – Housing',
    ]) {
      named.push({ name: publisher + department, kind: 'council', ward })
    }
    named.push({ name: `${district.name} Community Health NHS Trust`, kind: 'health', ward })
    named.push({ name: `${district.name} Primary Care Network`, kind: 'health', ward })
  }
  COUNTY_NAMES.forEach((name, index) => named.push({ name, kind: 'county', ward: itemAt(WARDS, index % 6) }))
  const firsts = random.shuffle(FIRST)
  const invented = random.shuffle(
    firsts.flatMap((first) =>
      (['charity', 'cic', 'company'] as const).flatMap((kind) =>
        LAST[kind].map((last) => ({ name: `${first} ${last}`, kind })),
      ),
    ),
  )
  const take = (kind: 'charity' | 'cic' | 'company', count: number, from: number) =>
    invented.filter((candidate) => candidate.kind === kind).slice(from * count, from * count + count)
  WARDS.forEach((ward, index) => {
    for (const candidate of [...take('charity', 5, index), ...take('cic', 3, index), ...take('company', 4, index)]) {
      named.push({ ...candidate, ward })
    }
    named.push({ name: `${ward.name} Parish Church`, kind: 'church', ward })
    named.push({ name: `${ward.name} Methodist Church`, kind: 'church', ward })
    named.push({ name: `${ward.name} Primary School`, kind: 'school', ward })
    named.push({ name: `${ward.name} Community Association`, kind: 'association', ward })
    for (const club of random.shuffle(CLUBS).slice(0, 3))
      named.push({ name: `${ward.name} ${club}`, kind: 'club', ward })
  })
  return named.map((organization, index) => describeOrganization({ ...organization, index, random }))
}

interface NamedOrganization {
  readonly name: string
  readonly kind: OrganizationKind
  readonly ward: Ward
  readonly index: number
  readonly random: Random
}

function describeOrganization({ name, kind, ward, index, random }: NamedOrganization): RegionOrganization {
  const isCompany =
    kind === 'company' || kind === 'cic' || ((kind === 'charity' || kind === 'county') && random.chance(0.3))
  const isCharity = kind === 'charity' || kind === 'county' || (kind === 'association' && random.chance(0.5))
  const council = COUNCILS.find((candidate) => name.startsWith(candidate.publisher))
  return {
    key: slugOf(name),
    name,
    shortName: name.replace(/ (NHS Trust|Trust|CIC|Ltd|Limited|Foundation)$/, '').replace(/ – .*/, ''),
    kind,
    ward,
    domain: council?.domain ?? `${slugOf(name.replace(/ (CIC|Ltd|Limited)$/, '')).replaceAll('-', '')}.example`,
    phone: kind === 'county' ? freephone(index) : landline(index),
    mobile: mobile(index),
    description: random.pick(PURPOSES[kind]),
    // Neither register has reached numbers that begin with 99, so these belong to nobody.
    ...(isCompany && random.chance(0.8) ? { company: `99${String(100000 + index * 37).padStart(6, '0')}` } : {}),
    ...(isCharity && random.chance(0.8) ? { charity: `99${String(10000 + index * 23).padStart(5, '0')}` } : {}),
    ...(isCompany ? { legalStatus: kind === 'cic' ? 'Community interest company' : 'Limited company' } : {}),
    ...(random.chance(0.4) ? { founded: random.between(1948, 2023) } : {}),
  }
}
