import { COUNCILS } from '../councils.ts'
import { ACTIVITIES } from './activities/all-activities.ts'
import type { FalseFriends } from './false-friends.ts'
import { drawFalseFriends } from './false-friends.ts'
import type { Ward } from './geography.ts'
import { WARDS, wardsOf } from './geography.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'
import type { RealService } from './real-service.ts'
import { drawRealService } from './real-service.ts'

/** A real service and the publishers that list it, its home publisher first. */
interface Listing {
  readonly real: RealService
  readonly slugs: readonly string[]
}

/** Who lists what in the whole region. */
export interface RegionListings {
  readonly listings: readonly Listing[]
  readonly falseFriends: readonly FalseFriends[]
}

const OWN_SERVICES: Readonly<Record<string, number>> = {
  'port-wexholme': 396,
  tidewell: 240,
  brackmoor: 256,
  harrowfen: 214,
  'saltmere-together': 238,
}
/** How many services are listed by two, three and four publishers. */
const LISTED_BY: readonly (readonly [publishers: number, services: number])[] = [
  [2, 96],
  [3, 12],
  [4, 3],
]
const NEIGHBOUR_SHARE = 0.06

/** Draws every service of the region and who lists it; the same on every run. */
export function drawListings(): RegionListings {
  const taken = new Set<string>()
  const own = COUNCILS.flatMap(({ slug, areas }) => drawOwn(slug, areas, OWN_SERVICES[slug] ?? 0, taken))
  const falseFriends = drawFalseFriends(taken)
  const lookAlikes = falseFriends.flatMap(({ services }) => services.map(({ slug, real }) => ({ real, slugs: [slug] })))
  return { listings: [...shareAmongPublishers(own), ...lookAlikes], falseFriends }
}

function drawOwn(slug: string, areas: readonly string[], count: number, taken: Set<string>): Listing[] {
  const random = createRandom(`listings ${slug}`)
  const isCountyWide = areas.length > 1
  const home = isCountyWide ? WARDS : areas.flatMap(wardsOf)
  const kinds = isCountyWide
    ? ACTIVITIES.filter(({ by }) => by.some((kind) => kind !== 'council' && kind !== 'health'))
    : ACTIVITIES
  const listings: Listing[] = []
  for (let attempt = 0; listings.length < count; attempt += 1) {
    const activity = random.pick(kinds)
    const ward: Ward = random.pick(random.chance(NEIGHBOUR_SHARE) ? WARDS : home)
    const stated = isCountyWide
      ? { ...activity, by: activity.by.filter((kind) => kind !== 'council' && kind !== 'health') }
      : activity
    const real = drawRealService(`${slug} ${attempt}`, stated, ward, taken)
    if (real !== undefined) listings.push({ real, slugs: [slug] })
    if (attempt > 50_000) throw new RangeError(`no more services to draw for ${slug}`)
  }
  return listings
}

function shareAmongPublishers(own: readonly Listing[]): Listing[] {
  const random = createRandom('shared listings')
  const quota = LISTED_BY.flatMap(([publishers, services]) =>
    Array.from({ length: services }, () => publishers),
  ).reverse()
  const candidates = random.shuffle(
    own.filter(({ real }) => real.status === 'active' && real.organization.kind !== 'council'),
  )
  const wide = candidates.filter(({ real }) => real.reach === 'COUNTY' || real.reach === 'ENGLAND')
  const near = candidates.filter((listing) => !wide.includes(listing))
  const widened = new Map<Listing, readonly string[]>()
  for (const publishers of quota) {
    const listing =
      publishers > 2 ? (wide.pop() ?? near.pop()) : random.chance(0.2) ? (wide.pop() ?? near.pop()) : near.pop()
    if (listing !== undefined) widened.set(listing, [...listing.slugs, ...othersFor(listing, publishers - 1, random)])
  }
  return own.map((listing) => ({ ...listing, slugs: widened.get(listing) ?? listing.slugs }))
}

/** Mostly the county-wide directory and the council of the place itself; now and then a neighbour. */
function othersFor({ real, slugs }: Listing, count: number, random: Random): string[] {
  const isOther = (slug: string): boolean => !slugs.includes(slug)
  const ownCouncil = COUNCILS.filter(({ areas }) => areas.length === 1 && areas[0] === real.ward.districtCode).map(
    ({ slug }) => slug,
  )
  const likely = ['saltmere-together', ...ownCouncil].filter(isOther)
  const rest = random.shuffle(
    COUNCILS.map(({ slug }) => slug).filter((slug) => isOther(slug) && !likely.includes(slug)),
  )
  const ordered = random.chance(0.75) ? [...likely, ...rest] : [...rest, ...likely]
  return ordered.slice(0, count)
}
