import { ACTIVITIES } from './activities/all-activities.ts'
import type { Ward } from './geography.ts'
import { DISTRICTS, wardsOf } from './geography.ts'
import { landline } from './phones.ts'
import { createRandom, itemAt } from './random.ts'
import type { RealService } from './real-service.ts'
import { drawRealService } from './real-service.ts'
import type { RegionOrganization } from './region-organizations.ts'
import { slugOf } from './stable-id.ts'

/** A set of different services that look alike, each with the publisher that lists it. */
export interface FalseFriends {
  readonly kind: 'GENERIC_NAME' | 'BRANCH_PER_DISTRICT' | 'SAME_SITE'
  readonly why: string
  readonly services: readonly { readonly slug: string; readonly real: RealService }[]
}

const HOME_DISTRICTS: readonly (readonly [slug: string, district: string])[] = [
  ['port-wexholme', 'E06900001'],
  ['tidewell', 'E07900001'],
  ['brackmoor', 'E07900002'],
  ['harrowfen', 'E07900003'],
]
const GENERIC: readonly (readonly [name: string, term: string])[] = [
  ['Lunch Club', '411'],
  ['Tai Chi', '712'],
  ['Coffee Morning', '725'],
  ['Youth Club', '311'],
]
const BRANCHES: readonly (readonly [charity: string, offering: string, term: string, firstPhone: number])[] = [
  ['Evenlight', 'Evenlight Befriending', '412', 1350],
  ['Plainspeak', 'Care Act Advocacy', '614', 1360],
]
const SAME_SITE: readonly (readonly [first: string, second: string])[] = [
  ['711', '723'],
  ['211', '411'],
  ['722', '724'],
]

/** Draws the look-alikes, after all others so that names they share are shared on purpose. */
export function drawFalseFriends(taken: Set<string>): FalseFriends[] {
  return [
    ...GENERIC.map(([name, term]) => sameGenericName(name, term, taken)),
    ...BRANCHES.map(([charity, offering, term, firstPhone]) => branches(charity, offering, term, firstPhone, taken)),
    ...SAME_SITE.map((terms, index) => sameSite(terms, index, taken)),
  ]
}

function sameGenericName(name: string, term: string, taken: Set<string>): FalseFriends {
  const services = HOME_DISTRICTS.map(([slug, district], index) => ({
    slug,
    real: { ...drawAt(`generic ${term} ${slug}`, term, itemAt(wardsOf(district), index + 1), taken), name },
  }))
  return { kind: 'GENERIC_NAME', why: `"${name}" of four different organizations in four places`, services }
}

function branches(
  charity: string,
  offering: string,
  term: string,
  firstPhone: number,
  taken: Set<string>,
): FalseFriends {
  const services = HOME_DISTRICTS.map(([slug, district], index) => {
    const drawn = drawAt(`branch ${charity} ${slug}`, term, itemAt(wardsOf(district), 2), taken)
    const place = DISTRICTS.find((candidate) => candidate.code === district)?.name ?? district
    const organization: RegionOrganization = {
      key: slugOf(`${charity} ${slug}`),
      name: `${charity} ${place}`,
      shortName: charity,
      kind: 'charity',
      ward: itemAt(wardsOf(district), 2),
      domain: `${slugOf(charity)}.example`,
      phone: landline(firstPhone + index),
      mobile: landline(firstPhone + index),
      description: `The ${place} branch of a national charity, run and funded on its own.`,
    }
    return {
      slug,
      real: {
        ...drawn,
        name: offering,
        organization,
        phone: organization.phone,
        urlPath: `/${slug}`,
        reach: 'DISTRICT' as const,
      },
    }
  })
  return {
    kind: 'BRANCH_PER_DISTRICT',
    why: `${offering}: each district has a branch or a contract of its own`,
    services,
  }
}

function sameSite([first, second]: readonly [string, string], index: number, taken: Set<string>): FalseFriends {
  const districtOf = itemAt(HOME_DISTRICTS, index)
  const one = drawAt(`site ${index} first`, first, itemAt(wardsOf(districtOf[1]), 4), taken)
  const other = drawAt(`site ${index} second`, second, one.ward, taken)
  return {
    kind: 'SAME_SITE',
    why: 'two services in one building, run by different people',
    services: [
      { slug: districtOf[0], real: one },
      { slug: 'saltmere-together', real: { ...other, venues: one.venues } },
    ],
  }
}

/** Draws a service of a term in `ward`, or else elsewhere in its district. */
function drawAt(key: string, term: string, ward: Ward, taken: Set<string>): RealService {
  const activity = ACTIVITIES.find((candidate) => candidate.term === term)
  if (activity === undefined) throw new RangeError(`no activity ${term}`)
  for (const candidate of [ward, ...createRandom(key).shuffle(wardsOf(ward.districtCode))]) {
    const real = drawRealService(`${key} ${candidate.code}`, activity, candidate, taken)
    if (real !== undefined) return { ...real, status: 'active' }
  }
  throw new RangeError(`every organization that could run ${term} does`)
}
