import type {
  BoundingBox,
  FacetDimension,
  Near,
  ServiceFilter,
  ServiceOrder,
  Unknowns,
} from '../../../src/catalogue/service-query.ts'
import { once } from './once.ts'
import { openAt } from './open-at.ts'
import { NOW, type SampleRegion, type StatedRecord, type StatedSchedule } from './stated-records.ts'
import { filedName, hasWords, wordColumns } from './words.ts'

/** An answer worked out by looking at every record, with no index and nothing of the search's own code. */
export interface BruteForce {
  /** Hits in order; relevance has no order here. */
  hits(filter: ServiceFilter, unknowns: Unknowns, order?: ServiceOrder): readonly StatedRecord[]
  unknownOn(record: StatedRecord, filter: ServiceFilter, unknowns: Unknowns): readonly string[]
  facet(hits: readonly StatedRecord[], by: FacetDimension['by']): ReadonlyMap<string, number>
  /** To the nearest place at which what the filter asks of a place may hold, else to the nearest. */
  metres(record: StatedRecord, near: Near, filter: ServiceFilter): number | undefined
}

type Truth = boolean | 'unknown'
/** Not known, for want of these facts. */
type Verdict = boolean | ReadonlySet<string>
type Place = StatedRecord['serviceAtLocations'][number]
/** The places of a record that a filter asks of. */
type AskedPlaces = (record: StatedRecord) => readonly Place[]
type Point = readonly [latitude: number, longitude: number]
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

  const clusters = Map.groupBy(records, ({ cluster }) => cluster.id)

  /** What the records of one service say together, those in use before all others. */
  function agreed(record: StatedRecord, judge: (record: StatedRecord) => Truth): Truth {
    const all = clusters.get(record.cluster.id) ?? [record]
    const inUse = all.filter(isInUse)
    const said = new Set((inUse.length === 0 ? all : inUse).map(judge).filter((truth) => truth !== 'unknown'))
    const [only = 'unknown'] = said
    return said.size === 1 ? only : 'unknown'
  }

  function truth(record: StatedRecord, filter: ServiceFilter, isNegated: boolean, asked: AskedPlaces): Verdict {
    const places = asked(record)
    const values: Verdict[] = []
    const given = <T>(value: T | undefined, judge: (value: T) => Verdict): void =>
      void (value === undefined || values.push(judge(value)))
    const stated = <N extends (typeof FACTS)[number]>(
      fact: N,
      judge: (value: NonNullable<ServiceFilter[N]>) => Truth,
    ): void => {
      const value = filter[fact]
      if (value === undefined) return
      const judged = judge(value)
      values.push(judged === 'unknown' ? new Set([fact]) : judged)
    }
    // The sample councils' alerts are that it is closed until further notice.
    const usually = (isOpen: Truth): Truth => (isOpen === true && record.alert !== null ? 'unknown' : isOpen)
    const terms = termsOf.get(record) ?? new Set<string>()
    given(filter.and, (parts) => every(parts.map((part) => truth(record, part, isNegated, asked))))
    given(filter.or, (parts) => some(parts.map((part) => truth(record, part, isNegated, asked))))
    given(filter.not, (part) => opposite(truth(record, part, !isNegated, asked)))
    given(filter.feeds, (slugs) => slugs.includes(record.feed.slug))
    given(filter.status, (statuses) => statuses.some((status) => status === record.status))
    given(filter.text, (text) => hasWords(wordsOf.get(record) ?? [], text))
    given(filter.taxonomyTerms, ({ anyOf, allOf, noneOf, descendants }) => {
      const has = (uri: string): boolean =>
        descendants ? terms.has(uri) : record.taxonomyTerms.some((term) => term.uri === uri)
      return (anyOf?.some(has) ?? true) && (allOf?.every(has) ?? true) && !(noneOf?.some(has) ?? false)
    })
    given(
      filter.organization,
      ({ feed, originId }) => record.feed.slug === feed && record.organization?.originId === originId,
    )
    given(filter.near, (near) => {
      const metres = metresTo(record, near)
      return near.withinMetres === undefined || (metres !== undefined && metres <= near.withinMetres)
    })
    given(filter.within, (box) => pointsOf(record).some((point) => isIn(point, box)))
    stated('age', (age) => {
      const { minimumAge, maximumAge } = record
      // Ages that contradict each other say nothing.
      if ((minimumAge === null && maximumAge === null) || (minimumAge ?? 0) > (maximumAge ?? Infinity)) return 'unknown'
      return (minimumAge ?? 0) < age + 1 && age <= (maximumAge ?? Infinity)
    })
    stated('free', (wanted) => {
      const free = agreed(record, isFree)
      return free === 'unknown' ? free : free === wanted
    })
    stated('languages', (wanted) => {
      const own = record.languages
        .flatMap(({ code, name }) => [code, name])
        .filter((value) => value !== null)
        .map((value) => value.toLowerCase())
      return own.length === 0 ? 'unknown' : wanted.some((language) => own.includes(language.toLowerCase()))
    })
    stated('attending', (wanted) => {
      const own = attendingOf(record)
      return own.length === 0 ? 'unknown' : wanted.some((type) => own.includes(type))
    })
    stated('accessible', (wanted) => {
      const hasAccess = agreed(record, (each) => isAccessible(each === record ? places : asked(each)))
      return hasAccess === 'unknown' ? hasAccess : hasAccess === wanted
    })
    stated('openAt', (question) => {
      if (places.length === record.serviceAtLocations.length) return usually(openAt(schedulesOf(record), question))
      const each = places.map(({ originId, schedules }) => [
        ...record.schedules.filter((schedule) => [null, originId].includes(schedule.serviceAtLocationId)),
        ...schedules,
      ])
      return usually(openAt(each.flat(), question))
    })
    // A record without the date is never a hit of it, under a `not` neither.
    given(filter.modifiedSince, (since) =>
      record.lastModified === null ? isNegated : Date.parse(record.lastModified) >= Date.parse(since),
    )
    given(filter.assuredSince, (since) => (record.assuredDate === null ? isNegated : record.assuredDate >= since))
    return every(values)
  }

  function passes(record: StatedRecord, filter: ServiceFilter, unknowns: Unknowns): boolean {
    const isWanted = mentions(filter, 'status') || isInUse(record)
    const value = verdict(record, filter)
    return isWanted && (value === true || (value !== false && unknowns === 'INCLUDE'))
  }

  function verdict(record: StatedRecord, filter: ServiceFilter): Verdict {
    const conditions = placesAsked(filter)
    const asked: AskedPlaces = ({ serviceAtLocations }) =>
      serviceAtLocations.filter((place) => conditions.every((isMeant) => isMeant(place)))
    if (conditions.length > 0 && asked(record).length === 0) return false
    return truth(record, filter, false, asked)
  }

  function metresToHolding(record: StatedRecord, near: Near, filter: ServiceFilter): number | undefined {
    const holding = record.serviceAtLocations.filter((place) => mayHold(record, place, filter))
    const measured = pointsAt(holding).map((point) => metresBetween(point, near))
    return measured.length === 0 ? metresTo(record, near) : Math.min(...measured)
  }

  function mayHold(record: StatedRecord, place: Place, filter: ServiceFilter): boolean {
    const { openAt: question, accessible, and = [] } = filter
    const general = record.schedules.filter(({ serviceAtLocationId: at }) => at === null || at === place.originId)
    const isShut = question !== undefined && openAt([...general, ...place.schedules], question) === false
    // Of this very place only its own record speaks.
    const access = agreed(record, (each) => (each === record ? isAccessible([place]) : 'unknown'))
    const isOtherwise = accessible !== undefined && access === !accessible
    return !isShut && !isOtherwise && and.every((part) => mayHold(record, place, part))
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
          return ordered(found, (record) =>
            near === undefined ? 0 : (metresToHolding(record, near, filter) ?? Infinity),
          )
        case 'NAME':
          return ordered(found, filedName)
        case 'RELEVANCE':
        case 'QUALITY_DESC':
          throw new RangeError('no order that a record alone decides')
      }
    },
    unknownOn(record, filter, unknowns) {
      const value = verdict(record, filter)
      return unknowns === 'EXCLUDE' || typeof value === 'boolean' ? [] : FACTS.filter((fact) => value.has(fact))
    },
    facet(hits, by) {
      const counts = new Map<string, number>()
      for (const record of hits) {
        for (const key of new Set(keysOf(record, by, termsOf.get(record) ?? new Set(), agreed)))
          counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      return counts
    },
    metres: metresToHolding,
  }
}

function isInUse({ status }: StatedRecord): boolean {
  return status === null || status === 'ACTIVE'
}

function keysOf(
  record: StatedRecord,
  by: FacetDimension['by'],
  terms: ReadonlySet<string>,
  agreed: (record: StatedRecord, judge: (record: StatedRecord) => Truth) => Truth,
): readonly string[] {
  if (by === 'taxonomyTerms') return [...terms]
  if (by === 'feeds') return [record.feed.slug]
  if (by === 'organizations')
    return record.organization === null ? [] : [`${record.feed.slug}\t${record.organization.originId}`]
  if (by === 'languages') return record.languages.flatMap(({ code, name }) => code ?? name?.toLowerCase() ?? [])
  if (by === 'attending') return attendingOf(record)
  if (by === 'status') return [record.status ?? 'null']
  if (by === 'accessible') {
    const hasAccess = agreed(record, ({ serviceAtLocations }) => isAccessible(serviceAtLocations))
    return [hasAccess === 'unknown' ? 'null' : hasAccess ? 'accessible' : 'notAccessible']
  }
  if (by !== 'free') return []
  const free = agreed(record, isFree)
  return [free === 'unknown' ? 'null' : free ? 'free' : 'charged']
}

/** One that does not hold settles it, and then nothing is wanting. */
function every(values: readonly Verdict[]): Verdict {
  return values.includes(false) ? false : wanting(values, true)
}

function some(values: readonly Verdict[]): Verdict {
  return values.includes(true) ? true : wanting(values, false)
}

function wanting(values: readonly Verdict[], otherwise: boolean): Verdict {
  const facts = values.flatMap((value) => (typeof value === 'boolean' ? [] : [...value]))
  return facts.length === 0 ? otherwise : new Set(facts)
}

function opposite(value: Verdict): Verdict {
  return typeof value === 'boolean' ? !value : value
}

/** What a filter requires of a place: whatever holds at a place must hold at one of which all of this is true. */
function placesAsked({ near, within, and = [] }: ServiceFilter): ((place: Place) => boolean)[] {
  const asked: ((place: Place) => boolean)[] = and.flatMap(placesAsked)
  const reach = near?.withinMetres
  if (near !== undefined && reach !== undefined)
    asked.push((place) => pointsAt([place]).some((point) => metresBetween(point, near) <= reach))
  if (within !== undefined) asked.push((place) => pointsAt([place]).some((point) => isIn(point, within)))
  return asked
}

function mentions(filter: ServiceFilter, key: keyof ServiceFilter): boolean {
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not === undefined ? [] : [filter.not])]
  return filter[key] !== undefined || inner.some((part) => mentions(part, key))
}

function nearOf(filter: ServiceFilter): Near | undefined {
  return filter.near ?? (filter.and ?? []).map(nearOf).find((near) => near !== undefined)
}

function ordered(records: readonly StatedRecord[], key: (record: StatedRecord) => string | number): StatedRecord[] {
  const keyed = records.map((record) => ({ record, key: key(record), uid: `${record.feed.slug}/${record.originId}` }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.uid < b.uid ? -1 : 1))
  return keyed.map(({ record }) => record)
}

const TODAY = new Date(NOW).toISOString().slice(0, 10)
const SAYS_FREE = new Set(['free', 'no charge', 'this service is free'])
const SAYS_CHARGED = new Set(['there is a charge'])
/** What the region calls its prices without saying whether there is one. */
const SAYS_NEITHER = new Set(['adult', 'concession', 'membership', 'donation', 'per session', 'per hour', 'a year'])

/** By the phrases that the region's councils choose from; one that is new here has to be judged first. */
const isFree = once(({ costOptions: all, fees, feesDescription }: StatedRecord): Truth => {
  const costOptions = all.filter(({ validFrom, validTo }) => (validFrom ?? '') <= TODAY && TODAY <= (validTo ?? '9'))
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
function isAccessible(places: readonly Place[]): Truth {
  const texts = places.flatMap(({ location }) => location?.accessibility ?? [])
  return texts.some(({ accessibility, description }) =>
    [accessibility, description].some((text) => text?.startsWith('Step-free entrance')),
  )
    ? true
    : 'unknown'
}

const schedulesOf = once((record: StatedRecord): readonly StatedSchedule[] => [
  ...record.schedules,
  ...record.serviceAtLocations.flatMap(({ schedules }) => schedules),
])

const attendingOf = once((record: StatedRecord): readonly string[] => [
  ...record.attendingTypes,
  ...schedulesOf(record).flatMap(({ attendingTypes }) => attendingTypes),
])

const pointsOf = once((record: StatedRecord): readonly Point[] => pointsAt(record.serviceAtLocations))

function pointsAt(places: readonly Place[]): readonly Point[] {
  return places.flatMap(({ location }): Point[] => {
    if (
      location === null ||
      location.latitude === null ||
      location.longitude === null ||
      location.precision === 'OUTCODE'
    )
      return []
    return [[location.latitude, location.longitude]]
  })
}

function isIn([latitude, longitude]: Point, { south, north, west, east }: BoundingBox): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east
}

function metresTo(record: StatedRecord, near: Near): number | undefined {
  const measured = pointsOf(record).map((point) => metresBetween(point, near))
  return measured.length === 0 ? undefined : Math.min(...measured)
}

function metresBetween([latitude, longitude]: Point, near: Near): number {
  const [a, b, turn] = [latitude, near.latitude, longitude - near.longitude].map((degrees) => (degrees * Math.PI) / 180)
  if (a === undefined || b === undefined || turn === undefined) throw new TypeError('three angles were given')
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(turn / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)))
}
