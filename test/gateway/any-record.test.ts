import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerOruk1, anyServices, asOruk1 } from './any-record.ts'
import { serveExports } from './serve-exports.ts'

const RUNS = Number(process.env['ANY_RECORD_RUNS'] ?? 15)
const GOOD = {
  id: 'good',
  list: {
    name: 'Tuesday tea',
    status: 'active',
    attributes: [{ taxonomy_term: { id: 't1', name: 'Tea', term_uri: 'https://terms.example/tea' } }],
  },
  detail: {
    fees: 'Free',
    schedules: [{ id: 'c1', freq: 'WEEKLY', byday: 'TU', opens_at: '10:00', closes_at: '12:00' }],
  },
}
const STATUSES = 'status: [ACTIVE, INACTIVE, DEFUNCT, TEMPORARILY_CLOSED, OTHER]'
const EVERY_STATUS = `or: [{ ${STATUSES} }, { not: { ${STATUSES} } }]`
/** Questions of each fact that a record states well or badly. */
const QUESTIONS: readonly string[] = [
  'openAt: { at: "2027-02-02T10:30:00Z" }',
  'openAt: { at: "2027-10-31T01:15:00Z" }',
  'openAt: { on: "2026-12-25" }',
  'openAt: { on: "2027-02-02", from: "01:00", to: "02:00" }',
  'openAt: { days: [TUESDAY, SUNDAY] }',
  'openAt: { days: [MONDAY], from: "18:00" }',
  'openAt: { to: "09:00" }',
  'free: true',
  'free: false',
  'age: 4',
  'languages: ["pl"]',
  'attending: [PHONE]',
]
const FACETS = `facets { status { count } free { free charged unknown } feeds { count } languages(first: 50) { count }
  attending { count } organizations(first: 50) { count } taxonomyTerms(first: 50) { count } }`
const RECORD = `{ name free minimumAge maximumAge lastModified assuredDate status fees costOptions { amount currency option amountDescription }
  phones { number } languages { name code } schedules ${schedule()} serviceAtLocations { schedules ${schedule()} location { name latitude longitude } }
  issues { code path sample } extensions }`

function schedule(): string {
  return `{ freq interval count byday bymonthday byweekno byyearday bymonth bysetpos wkst exdate rdate dtstart until validFrom validTo
    opensAt closesAt closed timezone unreadable }`
}

it.each([
  ['HSDS-UK 3.0', false],
  ['ORUK 1.0', true],
])(
  'answers every question, whatever a feed of %s has in its records',
  async (_, isOruk1) => {
    const { gateway, council, get } = await serveExports([GOOD], {
      areas: ['E06000023'],
      ...(isOruk1 ? { dialect: 'ORUK-1.0' } : {}),
    })
    if (isOruk1) answerOruk1(council)
    const ask = async (query: string) => {
      const { data, errors } = await gateway.ask(query)
      expect([query, errors]).toEqual([query, undefined])
      return data
    }
    const refresh = async (): Promise<void> => {
      await gateway.refreshAll()
      const { feeds } = await ask('{ feeds { health { lastErrorCode } } }')
      expect(feeds).toEqual([{ health: { lastErrorCode: null } }])
    }
    await fc.assert(
      fc.asyncProperty(anyServices, async (services) => {
        council.services = [GOOD, ...(isOruk1 ? asOruk1(services) : services)]
        await refresh()
        const { everything } = await ask(
          `{ everything: services(where: { ${EVERY_STATUS} }, duplicates: KEEP, first: 100) { totalCount nodes ${RECORD} ${FACETS} } }`,
        )
        expect(everything.totalCount).toBe(services.length + 1)
        for (const question of QUESTIONS) {
          const { found, others } = await ask(`{
          found: services(where: { ${EVERY_STATUS}, ${question} }, duplicates: KEEP, first: 100) { totalCount edges { unknownOn node { originId } } ${FACETS} }
          others: services(where: { ${EVERY_STATUS}, not: { ${question} } }, duplicates: KEEP, unknowns: EXCLUDE) { totalCount }
        }`)
          // Yes, no and not known: each record is in one of them.
          expect([question, found.totalCount + others.totalCount]).toEqual([question, services.length + 1])
        }
        await ask(
          '{ services(where: { near: { latitude: 51.45, longitude: -2.59, withinMetres: 2000 }, openAt: { on: "2027-02-02" } }) { totalCount edges { distanceMetres unknownOn } } }',
        )
        const { tea } = await ask(
          '{ tea: services(where: { openAt: { at: "2027-02-02T10:30:00Z" }, free: true }, unknowns: EXCLUDE, first: 100) { nodes { originId } } }',
        )
        expect(tea.nodes).toContainEqual({ originId: 'good' })
        const filter = '{"openAt":{"days":["TUESDAY"]},"free":true}'
        await ask(
          '{ coverage(areas: { codes: ["E06000023"] }, rows: { terms: ["https://terms.example/tea"] }, where: { openAt: { days: [TUESDAY] }, free: true }) { areas { taxonomyCoverage { value } free { value } } matrix { cells { state serviceCount } } } }',
        )
        for (const [file, parameters] of [
          ['services.csv', { filter }],
          ['records.ndjson', { filter }],
          ['places.geojson', { filter }],
          [
            'coverage.csv',
            { filter, areas: '{"codes":["E06000023"]}', rows: '{"terms":["https://terms.example/tea"]}' },
          ],
        ] as const) {
          const response = await get(file, parameters)
          const text = await response.text()
          expect([file, response.status, text.includes('INTERNAL')]).toEqual([file, 200, false])
        }
      }),
      // Each run is a refresh: made smaller by hand sooner than by a thousand of them.
      { numRuns: RUNS, endOnFailure: true },
    )
  },
  120_000,
)
