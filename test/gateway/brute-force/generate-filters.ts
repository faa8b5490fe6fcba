import fc from 'fast-check'
import type { ServiceFilter } from '../../../src/catalogue/service-query.ts'
import type { SampleRegion } from './stated-records.ts'

/**
 * Bank holidays of Scotland or Northern Ireland alone, with weekend days that another stands in for: whether one counts
 * depends on the nation of each place, which the evaluator does not know; the rule has tests of its own.
 */
const HOLIDAYS_OF_SOME = [
  '2026-11-30',
  '2027-01-02',
  '2027-01-04',
  '2027-03-17',
  '2027-07-12',
  '2027-08-02',
  '2027-08-30',
  '2027-11-30',
]

/** Instants of a day are also of the one before, by summer time, and nights of the one after. */
function isBeside(date: string, holiday: string): boolean {
  return Math.abs(Date.parse(date) - Date.parse(holiday)) <= 86_400_000
}

/** Filters of all kinds whose values mostly come from the records, so that most of them find something. */
export function serviceFilters({
  records,
  parents,
}: Pick<SampleRegion, 'records' | 'parents'>): fc.Arbitrary<ServiceFilter> {
  const present = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...new Set(values))
  const uris = present([...parents.keys()])
  const used = present(
    records.flatMap(({ taxonomyTerms }) => taxonomyTerms.flatMap(({ uri }) => [uri, ...(parents.get(uri) ?? [])])),
  )
  const term = fc.oneof({ weight: 4, arbitrary: used }, { weight: 1, arbitrary: uris })
  // Spellings that index and search fold have tests of their own.
  const words = present(
    records
      .flatMap(
        ({ name, description, organization }) =>
          `${name} ${organization?.name ?? ''} ${(description ?? '').split(' ').slice(0, 12).join(' ')}`
            .toLowerCase()
            .match(/\b[a-z]{3,}\b/g) ?? [],
      )
      .filter(
        (word) =>
          word !== 'and' && !/iz|lyz|or|cent|program|counsel|travel|enrol|fulfil|licen|practi|pedia|gray/.test(word),
      ),
  )
  const points = present(
    records.flatMap(({ serviceAtLocations }) =>
      serviceAtLocations.flatMap(({ location }) =>
        location === null || location.latitude === null || location.longitude === null
          ? []
          : [{ latitude: location.latitude, longitude: location.longitude }],
      ),
    ),
  )
  const organization = present(
    records.flatMap(({ feed, organization: stated }) => (stated === null ? [] : [`${feed.slug}\t${stated.originId}`])),
  ).map((key) => {
    const [feed = '', originId = ''] = key.split('\t')
    return { feed, originId }
  })
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((offset) => new Date(Date.UTC(2026, 9, 1) + offset * 86_400_000).toISOString().slice(0, 10))
    .filter((date) => !HOLIDAYS_OF_SOME.some((holiday) => isBeside(date, holiday)))
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
    .map(([hour, minutes]) => `${String(hour).padStart(2, '0')}:${minutes}`)
  const hours = fc.uniqueArray(time, { minLength: 2, maxLength: 2 }).map((pair) => pair.toSorted())
  const weekdays = fc.uniqueArray(
    fc.constantFrom('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'),
    { minLength: 1, maxLength: 3 },
  )
  const during = fc.oneof(
    fc.constant({}),
    time.map((from) => ({ from })),
    time.map((to) => ({ to })),
    hours.map(([from = '', to = '']) => ({ from, to })),
  )
  const openAt = fc.oneof(
    fc.tuple(day, time).map(([on, at]) => ({ at: `${on}T${at}:00Z` })),
    fc.tuple(day, during).map(([on, span]) => ({ on, ...span })),
    fc.tuple(weekdays, during).map(([days, span]) => ({ days, ...span })),
  )
  // In quotes words are found as they stand; kin, synonyms and beginnings have tests of their own.
  const text = fc.oneof(
    words.map((word) => `"${word}"`),
    fc.tuple(words, words).map((pair) => pair.map((word) => `"${word}"`).join(' ')),
    present(
      records
        .map(({ name }) => name.toLowerCase())
        .filter(
          (name) =>
            /^[a-z]+ [a-z]+$/.test(name) &&
            !/iz|lyz|or|cent|program|counsel|travel|enrol|fulfil|licen|practi|pedia|gray/.test(name),
        ),
    ).map((name) => `"${name}"`),
  )
  const terms = fc.record(
    {
      anyOf: fc.uniqueArray(term, { minLength: 1, maxLength: 3 }),
      allOf: fc.uniqueArray(term, { minLength: 1, maxLength: 2 }),
      noneOf: fc.uniqueArray(term, { maxLength: 2 }),
      descendants: fc.boolean(),
    },
    { requiredKeys: ['descendants'] },
  )
  const near = fc
    .tuple(points, fc.constantFrom(undefined, 200, 1000, 5000, 30_000))
    .map(([point, withinMetres]) => ({ ...point, ...(withinMetres === undefined ? {} : { withinMetres }) }))
  const within = fc.tuple(points, points).map(([a, b]) => ({
    south: Math.min(a.latitude, b.latitude),
    north: Math.max(a.latitude, b.latitude),
    west: Math.min(a.longitude, b.longitude),
    east: Math.max(a.longitude, b.longitude),
  }))
  const leaf: fc.Arbitrary<ServiceFilter> = fc.oneof(
    text.map((value) => ({ text: value })),
    terms.map((taxonomyTerms) => ({ taxonomyTerms })),
    fc
      .uniqueArray(present(records.map(({ feed }) => feed.slug)), { minLength: 1, maxLength: 3 })
      .map((feeds) => ({ feeds })),
    within.map((box) => ({ within: box })),
    fc.integer({ min: 0, max: 110 }).map((age) => ({ age })),
    openAt.map((question) => ({ openAt: question })),
    fc.boolean().map((free) => ({ free })),
    fc.boolean().map((accessible) => ({ accessible })),
    fc
      .uniqueArray(
        present(records.flatMap(({ languages }) => languages.flatMap(({ code, name }) => [code, name]))).filter(
          (value) => value !== null,
        ),
        { minLength: 1, maxLength: 2 },
      )
      .map((languages) => ({ languages })),
    fc
      .uniqueArray(fc.constantFrom('IN_PERSON' as const, 'ONLINE' as const, 'PHONE' as const, 'HOME_VISIT' as const), {
        minLength: 1,
        maxLength: 2,
      })
      .map((attending) => ({ attending })),
    fc
      .uniqueArray(
        fc.constantFrom('ACTIVE' as const, 'INACTIVE' as const, 'DEFUNCT' as const, 'TEMPORARILY_CLOSED' as const),
        { minLength: 1, maxLength: 3 },
      )
      .map((status) => ({ status })),
    organization.map((ref) => ({ organization: ref })),
    present(records.flatMap(({ lastModified }) => lastModified ?? [])).map((modifiedSince) => ({ modifiedSince })),
    present(records.flatMap(({ assuredDate }) => assuredDate ?? [])).map((assuredSince) => ({ assuredSince })),
  )
  const nested = fc.letrec<{ node: ServiceFilter }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(leaf, leaf).map(([a, b]) => ({ ...a, ...b })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
      tie('node').map((not) => ({ not })),
    ),
  })).node
  return fc.oneof(
    { weight: 3, arbitrary: nested },
    { weight: 1, arbitrary: fc.tuple(nested, near).map(([filter, centre]) => ({ ...filter, near: centre })) },
    { weight: 1, arbitrary: fc.tuple(nested, near).map(([filter, centre]) => ({ and: [filter, { near: centre }] })) },
  )
}
