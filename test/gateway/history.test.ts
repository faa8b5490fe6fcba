import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { testConfig, testFeed } from './start-gateway.ts'
import { BRISTOL, serving, SOMERSET, start, stated } from './coverage-kit.ts'

const DAY = 86_400_000

/** Rows of the history as they lie in the file. */
function rowsOf(dataDir: string, sql: string): readonly unknown[] {
  const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'), { readOnly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

it('keeps a look, and of the next one only what changed', async () => {
  const services = [stated('s1', [1], serving(BRISTOL)), stated('s2', [1, 2], serving(SOMERSET))]
  const { gateway, councils, pass } = await start({
    north: { services, feed: { areas: [BRISTOL] } },
  })
  const first = await gateway.recordHistory()
  expect(first).toMatchObject({ id: 1, at: '2026-11-23T10:00:00.000Z' })
  expect(first?.changed).toBeGreaterThan(0)
  pass(DAY)
  expect(await gateway.recordHistory()).toMatchObject({ id: 2, changed: 0 })
  Object.assign(councils['north'] ?? {}, { services: [...services, stated('s3', [2], serving(BRISTOL))] })
  pass(DAY)
  await gateway.refreshAll()
  await gateway.reprocessed()
  const third = await gateway.recordHistory()
  expect(third?.id).toBe(3)
  expect(third?.changed).toBeGreaterThan(0)
  const changed = rowsOf(
    gateway.dataDir,
    `SELECT DISTINCT t.key FROM observed_count c JOIN observed_term t USING (term) WHERE c.observed = 3 AND c.area = '${BRISTOL}' ORDER BY 1`,
  )
  expect(changed.map((row) => Object(row).key)).toEqual([
    '',
    'http://id.esd.org.uk/service/2',
    'scheme http://id.esd.org.uk/list/services',
  ])
})

it('refuses to have what was observed rewritten', async () => {
  const { gateway } = await start({ north: { services: [stated('s1', [1])], feed: { areas: [BRISTOL] } } })
  await gateway.recordHistory()
  await gateway.close()
  const db = new DatabaseSync(join(gateway.dataDir, 'catalogue.sqlite'))
  for (const table of ['observation', 'observed_frame', 'observed_term', 'observed_count']) {
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('never rewritten')
    expect(() => db.exec(`UPDATE ${table} SET rowid = rowid`)).toThrow()
  }
  db.close()
})

it('looks at nothing before a feed is read to its end', async () => {
  const { gateway, councils } = await start({ north: { services: [], feed: { areas: [BRISTOL] } } })
  expect(await gateway.recordHistory()).toBeUndefined()
  Object.assign(councils['north'] ?? {}, { services: [stated('s1', [1])] })
  await gateway.refreshAll()
  expect(await gateway.recordHistory()).toMatchObject({ id: 1 })
})

const TERMS = { 1: 'http://id.esd.org.uk/service/1', 2: 'http://id.esd.org.uk/service/2' }
const FIGURES = `asOf method { generation definitions matching } areas { area { code } serviceCount recordCount unknownCount
  basisMix { serves located publisher } duplication { value } taxonomyCoverage { value } ratePer1000 { value ci95 { low high } }
  termDiversity comparison { rank median verdict } } matrix { term { uri } comparatorMedianRate cells { state serviceCount recordCount
  unknownCount locationQuotient ratePer1000 { value } basisMix { serves located publisher } comparison { verdict } } }
  gaps { totalCount edges { node { term { uri } area { code } presentIn { numerator denominator } } } }`

/** Two cities, a look at them, and another after a week in which one service went and two came. */
async function startWithHistory() {
  const services = [
    stated('s1', [1], serving(BRISTOL)),
    stated('s2', [1, 2], serving(SOMERSET)),
    stated('s3', [2], serving(SOMERSET)),
  ]
  const started = await start({
    north: { services, feed: { areas: [BRISTOL] } },
    south: { services: [stated('t1', [1]), stated('t2', [2])], feed: { areas: [SOMERSET] } },
  })
  const { gateway, councils, pass } = started
  const first = await gateway.recordHistory()
  pass(7 * DAY)
  const next = [...services.slice(1), stated('s4', [2], serving(BRISTOL)), stated('s5', [2], serving(BRISTOL))]
  Object.assign(councils['north'] ?? {}, { services: next })
  await gateway.refreshAll()
  await gateway.reprocessed()
  const second = await gateway.recordHistory()
  return { ...started, first, second }
}

const ASKED = `areas: { codes: ["${BRISTOL}", "${SOMERSET}"] }`

it.each(['AVAILABLE', 'SERVES', 'PUBLISHER'])('answers by %s as it did then', async (basis) => {
  const services = [stated('s1', [1], serving(BRISTOL)), stated('s2', [1, 2]), stated('s3', [2], serving(SOMERSET))]
  const { gateway, councils, pass, coverage } = await start({
    north: { services, feed: { areas: [BRISTOL] } },
    south: { services: [stated('t1', [1])], feed: { areas: [SOMERSET] } },
  })
  const args = `${ASKED} basis: ${basis}`
  const before = await coverage(args, FIGURES, [1, 2])
  const look = await gateway.recordHistory()
  pass(7 * DAY)
  Object.assign(councils['north'] ?? {}, {
    services: [stated('s9', [2], serving(BRISTOL)), stated('s8', [2]), stated('s7', [2])],
  })
  await gateway.refreshAll()
  await gateway.reprocessed()
  expect(await coverage(args, FIGURES, [1, 2])).not.toMatchObject({ areas: before.areas })
  const then = await coverage(`${args} asOf: "2026-11-24T09:00:00Z"`, FIGURES, [1, 2])
  expect(then).toEqual({ ...before, asOf: look?.at, method: { ...before.method } })
})

it.each([
  ['before the first look', '2026-11-20T00:00:00Z'],
  ['in a gap between two looks', '2026-11-26T00:00:00Z'],
])('knows nothing of a day %s', async (_what, asOf) => {
  const { coverage } = await startWithHistory()
  const then = await coverage(`${ASKED} asOf: "${asOf}"`, `${FIGURES} caveats { code }`, [1, 2])
  expect(then.areas.map((area: { serviceCount: unknown }) => area.serviceCount)).toEqual([null, null])
  const states = then.matrix.flatMap(({ cells }: { cells: { state: string }[] }) => cells.map(({ state }) => state))
  expect(new Set(states)).toEqual(new Set(['NO_DATA']))
  expect(then.caveats.map(({ code }: { code: string }) => code)).toEqual(['NOT_OBSERVED'])
})

it.each([
  ['a filter', 'where: { free: true }', 'matrix { cells { state } }', 'leave out `where`'],
  ['the future', '', 'matrix { cells { state } }', 'still to come', '2026-12-24T00:00:00Z'],
  ['a total over areas', '', 'total { serviceCount }', 'What several areas count together is not kept'],
  ['organizations', '', 'areas { organizationCount }', 'What services state is not kept'],
  ['sites', '', 'areas { siteCount }', 'Where services are is not kept'],
  ['distances', '', 'areas { distance { meanMetres } }', 'How far people live from services is not kept'],
  ['rows', '', 'countedRows { totalCount }', 'What is counted one by one is not kept'],
  ['overlaps', '', 'overlaps { both }', 'What services state is not kept'],
])('refuses %s with what can be asked', async (_what, args, selection, message, asOf = '2026-11-23T12:00:00Z') => {
  const { gateway } = await startWithHistory()
  const { errors } = await gateway.ask(
    `{ coverage(${ASKED} rows: { terms: ["${TERMS[1]}"] } ${args} asOf: "${asOf}") { ${selection} } }`,
  )
  expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT')
  expect(errors?.[0]?.message).toContain(message)
})

it('shows a trend with its changes, and no data where nobody looked', async () => {
  const { coverage } = await startWithHistory()
  const { trend } = await coverage(
    `areas: { codes: ["${BRISTOL}"] }`,
    'trend(from: "2026-11-22", to: "2026-12-01", step: DAY) { area { code } term { uri } points { from observedAt state serviceCount change breaks { kind } ci95 { low high } ratePer1000 { value } } }',
    [1, 2],
  )
  expect(trend.map(({ term }: { term: { uri: string } | null }) => term?.uri)).toEqual([undefined, TERMS[1], TERMS[2]])
  const values = trend.map(({ points }: { points: { serviceCount: number | null }[] }) =>
    points.map(({ serviceCount }) => serviceCount),
  )
  const none = Array.from({ length: 6 }, () => null)
  expect(values).toEqual([
    [null, 1, ...none, 2, null],
    [null, 1, ...none, 0, null],
    [null, 0, ...none, 2, null],
  ])
  const weekly = await coverage(
    `areas: { codes: ["${BRISTOL}"] }`,
    'trend(from: "2026-11-23", to: "2026-12-06", step: WEEK) { points { serviceCount change breaks { kind } } }',
    [1],
  )
  expect(weekly.trend.map(({ points }: { points: unknown[] }) => points[1])).toEqual([
    { serviceCount: 2, change: 1, breaks: [] },
    { serviceCount: 0, change: -1, breaks: [] },
  ])
})

it('marks a feed that came, and states no change across it', async () => {
  const { gateway, pass, councils } = await start({
    north: { services: [stated('s1', [1], serving(BRISTOL))], feed: { areas: [BRISTOL] } },
    south: { services: [stated('t1', [1], serving(BRISTOL))], feed: { areas: [SOMERSET], enabled: false } },
  })
  await gateway.recordHistory()
  pass(7 * DAY)
  const feeds = Object.entries(councils).map(([slug, { url }], at) =>
    testFeed(slug, url, { areas: [[BRISTOL, SOMERSET][at] ?? ''] }),
  )
  await gateway.reload(testConfig(feeds))
  await gateway.refreshAll()
  await gateway.reprocessed()
  await gateway.recordHistory()
  const { data, errors } = await gateway.ask(
    `{ coverage(areas: { codes: ["${BRISTOL}"] } rows: { terms: ["${TERMS[1]}"] }) { trend(from: "2026-11-23", to: "2026-12-06", step: WEEK) {
      points { serviceCount change breaks { kind feed message since at } } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data.coverage.trend[0].points[1]).toEqual({
    serviceCount: 2,
    change: null,
    breaks: [
      {
        kind: 'FEED_CAME',
        feed: 'south',
        message: 'south is counted from then on.',
        since: '2026-11-23T10:00:00.000Z',
        at: '2026-11-30T10:00:00.000Z',
      },
    ],
  })
})

it.each([
  ['counts of wards are kept where `historyOf` names them', ['WARD'] as const, [1, 2], 'BAD_USER_INPUT'],
  ['no others are', [] as const, undefined, undefined],
])('%s', async (_what, historyOf, kept, otherCode) => {
  const [NOOK, SMALL] = ['E05999991', 'E01999991']
  const { gateway, councils, pass } = await start(
    { north: { services: [stated('s1', [1], serving(NOOK))], feed: { areas: [BRISTOL] } } },
    `code,name,type,parents\n${NOOK},Nook,WARD,${BRISTOL}\n${SMALL},Nook 001,SMALL_AREA,${NOOK}\n`,
  )
  const feeds = [testFeed('north', councils['north']?.url ?? '', { areas: [BRISTOL] })]
  await gateway.reload(testConfig(feeds, { historyOf }))
  await gateway.recordHistory()
  pass(DAY)
  Object.assign(councils['north'] ?? {}, {
    services: [stated('s1', [1], serving(NOOK)), stated('s2', [1], serving(NOOK))],
  })
  await gateway.refreshAll()
  await gateway.reprocessed()
  await gateway.recordHistory()
  const trendOf = (code: string) =>
    gateway.ask(`{ coverage(areas: { codes: ["${code}"] } rows: { terms: ["${TERMS[1]}"] }) {
      trend(from: "2026-11-23", to: "2026-11-24", step: DAY) { points { serviceCount change } } } }`)
  const { data, errors } = await trendOf(NOOK)
  const points: readonly { serviceCount: number; change: number | null }[] | undefined = data?.coverage?.trend[0].points
  expect(points?.map(({ serviceCount }) => serviceCount)).toEqual(kept)
  expect(points?.[1]?.change).toBe(kept === undefined ? undefined : 1)
  if (kept === undefined) expect(errors?.[0]?.message).toContain('`historyOf` in the feeds file')
  else expect((await trendOf(SMALL)).errors?.[0]?.extensions?.['code']).toBe(otherCode)
})
