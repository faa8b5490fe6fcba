import type { Council } from '../councils.ts'
import { COUNCILS } from '../councils.ts'
import type { CouncilRecords, SampleService } from '../council-records.ts'
import type { CouncilBook } from './council-book.ts'
import { openCouncilBook } from './council-book.ts'
import type { RegionListings } from './listings.ts'
import { drawListings } from './listings.ts'
import { createRandom } from './random.ts'
import { publishService } from './publish-service.ts'
import type { UntidyRow } from './untidy.ts'
import { untidy } from './untidy.ts'

/** A record of one feed, as the truth names it. */
interface RecordName {
  readonly feed: string
  readonly originId: string
}

/** What is really so, kept beside the data for tests of matching. */
interface Truth {
  /** Each group is one real service that several publishers list; publishers never list one twice. */
  readonly groups: readonly (readonly RecordName[])[]
  /** Sets of records that look alike and are all different services. */
  readonly falseFriends: readonly {
    readonly kind: string
    readonly why: string
    readonly records: readonly RecordName[]
  }[]
}

/** The whole region: each publisher's records by slug, the truth, and the flaws put in on purpose. */
export interface Region {
  readonly councils: ReadonlyMap<string, CouncilRecords>
  readonly truth: Truth
  readonly untidy: readonly UntidyRow[]
}

/** Generates the region from nothing but this code. */
export function generateRegion(): Region {
  const drawn = drawListings()
  const names = new Map<string, RecordName[]>()
  const stated = COUNCILS.map((council) => publishCouncil(council, drawn, names))
  const nameOf = (key: string, feed: string): RecordName[] =>
    (names.get(key) ?? []).filter((name) => name.feed === feed)
  return {
    councils: new Map(stated.map(({ slug, records }) => [slug, records])),
    truth: {
      groups: [...names.values()].filter((records) => records.length > 1),
      falseFriends: drawn.falseFriends.map(({ kind, why, services }) => ({
        kind,
        why,
        records: services.flatMap(({ slug, real }) => nameOf(real.key, slug)),
      })),
    },
    untidy: stated.flatMap((council) => council.rows),
  }
}

function publishCouncil(council: Council, { listings }: RegionListings, names: Map<string, RecordName[]>) {
  const book: CouncilBook = openCouncilBook(council)
  const listed = createRandom(`order ${council.slug}`).shuffle(
    listings.filter(({ slugs }) => slugs.includes(council.slug)),
  )
  const plain = new Set<string>()
  const services = listed.map(({ real, slugs }): SampleService => {
    const service = publishService(book, real, slugs[0] !== council.slug)
    names.set(real.key, [...(names.get(real.key) ?? []), { feed: council.slug, originId: service.id }])
    if (slugs.length === 1 && !/generic|branch|site/.test(real.key)) plain.add(service.id)
    return service
  })
  const untidied = untidy(book, services, plain)
  const records: CouncilRecords = {
    organizations: [...book.organizations.values()],
    locations: [...book.locations.values()].filter(({ id }) =>
      untidied.services.some((service) => service.locationIds?.includes(id)),
    ),
    services: council.dialect === 'ORUK_1' ? byName(untidied.services) : untidied.services,
    taxonomies: book.taxonomies,
    terms: book.terms,
  }
  return { slug: council.slug, records, rows: untidied.rows }
}

function byName(services: readonly SampleService[]): SampleService[] {
  const key = (service: SampleService): string => service.name.toLowerCase()
  return [...services].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0))
}
