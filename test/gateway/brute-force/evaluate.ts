import type {
  FacetDimension,
  Near,
  OpenAt,
  ServiceFilter,
  ServiceOrder,
  Unknowns,
} from '../../../src/catalogue/service-query.ts'
import { once } from './once.ts'
import { openAt } from './open-at.ts'
import type { SampleRegion, ToldRecord, ToldSchedule } from './told-records.ts'
import { filedName, hasWords, wordColumns } from './words.ts'

/** An answer worked out by looking at every record, with no index and nothing of the search's own code. */
export interface BruteForce {
  /** Hits in order; relevance has no order here. */
  hits(filter: ServiceFilter, unknowns: Unknowns, order?: ServiceOrder): readonly ToldRecord[]
  unknownOn(record: ToldRecord, filter: ServiceFilter, unknowns: Unknowns): readonly string[]
  facet(hits: readonly ToldRecord[], by: FacetDimension['by']): ReadonlyMap<string, number>
  metres(record: ToldRecord, near: Near): number | undefined
}

type Truth = boolean | 'unknown'
const FACTS = ['age', 'openAt', 'free', 'languages', 'attending', 'accessible'] as const

export function createBruteForce({ records, parents }: Pick<SampleRegion, 'records' | 'parents'>): BruteForce {
  const broader = (uri: string): Set<string> => {
    const seen = new Set([uri])
    for (const member of seen) for (const parent of parents.get(member) ?? []) seen.add(parent)
    return seen
  }
  const termsOf = new Map(
    records.map((record) => [record, new Set(record.taxonomyTerms.flatMap(({ uri }) => [...broader(uri)]))]),
  )
  const wordsOf = new Map(records.map((record) => [record, wordColumns(record)]))

  function truth(record: ToldRecord, filter: ServiceFilter, isNegated: boolean): Truth {
    const values: Truth[] = []
    const told = <T>(value: T | undefined, judge: (value: T) => Truth): void =>
      void (value === undefined || values.push(judge(value)))
    const terms = termsOf.get(record) ?? new Set<string>()
    told(filter.and, (parts) => every(parts.map((part) => truth(record, part, isNegated))))
    told(filter.or, (parts) => some(parts.map((part) => truth(record, part, isNegated))))
    told(filter.not, (part) => opposite(truth(record, part, !isNegated)))
    told(filter.feeds, (slugs) => slugs.includes(record.feed.slug))
    told(filter.status, (statuses) => statuses.some((status) => status === record.status))
    told(filter.text, (text) => hasWords(wordsOf.get(record) ?? [], text))
    told(filter.taxonomyTerms, ({ anyOf, allOf, noneOf, descendants }) => {
      const has = (uri: string): boolean =>
        descendants ? terms.has(uri) : record.taxonomyTerms.some((term) => term.uri === uri)
      return (anyOf?.some(has) ?? true) && (allOf?.every(has) ?? true) && !(noneOf?.some(has) ?? false)
    })
    told(
      filter.organization,
      ({ feed, originId }) => record.feed.slug === feed && record.organization?.originId === originId,
    )
    told(filter.near, (near) => {
      const metres = metresTo(record, near)
      return metres !== undefined && metres <= (near.withinMetres ?? Infinity)
    })
    told(filter.within, ({ south, north, west, east }) =>
      pointsOf(record).some(([lat, lon]) => lat >= south && lat <= north && lon >= west && lon <= east),
    )
    told(filter.age, (age) => {
      const { minimumAge, maximumAge } = record
      if (isUnknown(record, 'age', filter)) return 'unknown'
      return (minimumAge ?? 0) < age + 1 && age <= (maximumAge ?? Infinity)
    })
    told(filter.free, (wanted) => {
      const free = isFree(record)
      return free === 'unknown' ? free : free === wanted
    })
    told(filter.languages, (wanted) => {
      const own = record.languages
        .flatMap(({ code, name }) => [code, name])
        .filter((value) => value !== null)
        .map((value) => value.toLowerCase())
      return own.length === 0 ? 'unknown' : wanted.some((language) => own.includes(language.toLowerCase()))
    })
    told(filter.attending, (wanted) => {
      const own = attendingOf(record)
      return own.length === 0 ? 'unknown' : wanted.some((type) => own.includes(type))
    })
    told(filter.accessible, (wanted) => {
      const hasAccess = isAccessible(record)
      return hasAccess === 'unknown' ? hasAccess : hasAccess === wanted
    })
    told(filter.openAt, (question) => openAt(schedulesOf(record), question))
    // A record without the date is never a hit of it, under a `not` neither.
    told(filter.modifiedSince, (since) =>
      record.lastModified === null ? isNegated : Date.parse(record.lastModified) >= Date.parse(since),
    )
    told(filter.assuredSince, (since) => (record.assuredDate === null ? isNegated : record.assuredDate >= since))
    return every(values)
  }

  function passes(record: ToldRecord, filter: ServiceFilter, unknowns: Unknowns): boolean {
    const isWanted = mentions(filter, 'status') || record.status === null || record.status === 'ACTIVE'
    const value = truth(record, filter, false)
    return isWanted && (value === true || (value === 'unknown' && unknowns === 'INCLUDE'))
  }

  return {
    hits(filter, unknowns, order) {
      const found = records.filter((record) => passes(record, filter, unknowns))
      const near = nearOf(filter)
      switch (order ?? (near === undefined ? 'NAME' : 'DISTANCE')) {
        case 'LAST_MODIFIED_DESC':
          return ordered(found, ({ lastModified }) => (lastModified === null ? Infinity : -Date.parse(lastModified)))
        case 'ASSURED_DATE_DESC':
          return ordered(found, ({ assuredDate }) => (assuredDate === null ? Infinity : -Date.parse(assuredDate)))
        case 'DISTANCE':
          return ordered(found, (record) => (near === undefined ? 0 : (metresTo(record, near) ?? Infinity)))
        case 'NAME':
          return ordered(found, filedName)
        case 'RELEVANCE':
        case 'QUALITY_DESC':
          throw new RangeError('no order that a record alone decides')
      }
    },
    unknownOn(record, filter, unknowns) {
      if (unknowns === 'EXCLUDE' || truth(record, filter, false) === true) return []
      return FACTS.filter((fact) => mentions(filter, fact) && isUnknown(record, fact, filter))
    },
    facet(hits, by) {
      const counts = new Map<string, number>()
      for (const record of hits) {
        for (const key of new Set(keysOf(record, by, termsOf.get(record) ?? new Set())))
          counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      return counts
    },
    metres: metresTo,
  }
}

function keysOf(record: ToldRecord, by: FacetDimension['by'], terms: ReadonlySet<string>): readonly string[] {
  if (by === 'taxonomyTerms') return [...terms]
  if (by === 'feeds') return [record.feed.slug]
  if (by === 'organizations')
    return record.organization === null ? [] : [`${record.feed.slug}\t${record.organization.originId}`]
  if (by === 'languages') return record.languages.flatMap(({ code, name }) => code ?? name?.toLowerCase() ?? [])
  if (by === 'attending') return attendingOf(record)
  if (by === 'status') return [record.status ?? 'null']
  if (by === 'accessible') {
    const hasAccess = isAccessible(record)
    return [hasAccess === 'unknown' ? 'null' : hasAccess ? 'accessible' : 'notAccessible']
  }
  if (by !== 'free') return []
  const free = isFree(record)
  return [free === 'unknown' ? 'null' : free ? 'free' : 'charged']
}

function every(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false
  return values.includes('unknown') ? 'unknown' : true
}

function some(values: readonly Truth[]): Truth {
  if (values.includes(true)) return true
  return values.includes('unknown') ? 'unknown' : false
}

function opposite(value: Truth): Truth {
  return value === 'unknown' ? value : !value
}

function mentions(filter: ServiceFilter, key: keyof ServiceFilter): boolean {
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not === undefined ? [] : [filter.not])]
  return filter[key] !== undefined || inner.some((part) => mentions(part, key))
}

function nearOf(filter: ServiceFilter): Near | undefined {
  return filter.near ?? (filter.and ?? []).map(nearOf).find((near) => near !== undefined)
}

function isUnknown(record: ToldRecord, fact: (typeof FACTS)[number], filter: ServiceFilter): boolean {
  if (fact === 'age') {
    const { minimumAge, maximumAge } = record
    // Ages that contradict each other say nothing.
    return (minimumAge === null && maximumAge === null) || (minimumAge ?? 0) > (maximumAge ?? Infinity)
  }
  if (fact === 'free') return isFree(record) === 'unknown'
  if (fact === 'accessible') return isAccessible(record) === 'unknown'
  if (fact === 'languages') return record.languages.length === 0
  if (fact === 'attending') return attendingOf(record).length === 0
  return openingsIn(filter).some((question) => openAt(schedulesOf(record), question) === 'unknown')
}

function openingsIn(filter: ServiceFilter): OpenAt[] {
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not === undefined ? [] : [filter.not])]
  return [...(filter.openAt === undefined ? [] : [filter.openAt]), ...inner.flatMap(openingsIn)]
}

function ordered(records: readonly ToldRecord[], key: (record: ToldRecord) => string | number): ToldRecord[] {
  const keyed = records.map((record) => ({ record, key: key(record), uid: `${record.feed.slug}/${record.originId}` }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.uid < b.uid ? -1 : 1))
  return keyed.map(({ record }) => record)
}

const SAYS_FREE = new Set(['free', 'no charge', 'this service is free'])
const SAYS_CHARGED = new Set(['there is a charge'])
/** What the region calls its prices without saying whether there is one. */
const SAYS_NEITHER = new Set(['adult', 'concession', 'membership', 'donation', 'per session', 'per hour', 'a year'])

/** By the phrases that the region's councils choose from; one that is new here has to be judged first. */
const isFree = once(({ costOptions, fees, feesDescription }: ToldRecord): Truth => {
  const amounts = costOptions.flatMap(({ amount }) => amount ?? [])
  const phrases = [
    ...costOptions.flatMap(({ option, amountDescription }) => [option, amountDescription]),
    fees,
    feesDescription,
  ].flatMap((text) => text?.toLowerCase() ?? [])
  // Nothing is what some can.
  if (phrases.includes('pay what you can')) return 'unknown'
  const unjudged = phrases.find((text) => ![SAYS_FREE, SAYS_CHARGED, SAYS_NEITHER].some((set) => set.has(text)))
  if (unjudged !== undefined) throw new RangeError(`whether “${unjudged}” is free has to be judged`)
  const isFreeToSome = amounts.includes(0) || phrases.some((text) => SAYS_FREE.has(text))
  const isCharged = amounts.some((amount) => amount > 0) || phrases.some((text) => SAYS_CHARGED.has(text))
  return isFreeToSome === isCharged ? 'unknown' : isFreeToSome
})

/** As the sample councils write it: they speak of step-free entrances alone, and never say that there is none. */
const isAccessible = once(({ serviceAtLocations }: ToldRecord): Truth => {
  const texts = serviceAtLocations.flatMap(({ location }) => location?.accessibility ?? [])
  return texts.some(({ accessibility, description }) =>
    [accessibility, description].some((text) => text?.startsWith('Step-free entrance')),
  )
    ? true
    : 'unknown'
})

const schedulesOf = once((record: ToldRecord): readonly ToldSchedule[] => [
  ...record.schedules,
  ...record.serviceAtLocations.flatMap(({ schedules }) => schedules),
])

const attendingOf = once((record: ToldRecord): readonly string[] => [
  ...record.attendingTypes,
  ...schedulesOf(record).flatMap(({ attendingTypes }) => attendingTypes),
])

const pointsOf = once((record: ToldRecord): [number, number][] =>
  record.serviceAtLocations.flatMap(({ location }): [number, number][] => {
    if (
      location === null ||
      location.latitude === null ||
      location.longitude === null ||
      location.precision === 'OUTCODE'
    )
      return []
    return [[location.latitude, location.longitude]]
  }),
)

function metresTo(record: ToldRecord, near: Near): number | undefined {
  const measured = pointsOf(record).map(([latitude, longitude]) => {
    const [a, b, turn] = [latitude, near.latitude, longitude - near.longitude].map(
      (degrees) => (degrees * Math.PI) / 180,
    )
    if (a === undefined || b === undefined || turn === undefined) throw new TypeError('three angles were given')
    const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(turn / 2) ** 2
    return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)))
  })
  return measured.length === 0 ? undefined : Math.min(...measured)
}
