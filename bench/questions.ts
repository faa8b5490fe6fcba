import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { threadCpuUsage } from 'node:process'
import { getOperationAST, graphql, parse, validate } from 'graphql'
import { runInSteps } from '../src/graphql/answer-in-steps.ts'
import { COST_PER_MS, estimateCost } from '../src/server/estimate-cost.ts'
import { DEFAULT_LIMITS } from '../src/server/limits.ts'
import { createPace } from '../src/server/pace.ts'
import { createRateLimiter } from '../src/server/rate-limiter.ts'
import { createTurns } from '../src/server/turns.ts'
import type { ReaderStore } from '../src/store/reader-store.ts'
import { figure, printTable } from './print-table.ts'
import { inventCatalogue, termUri } from './search/invent-catalogue.ts'
import { areaCode, REGION_CODE } from './search/invented-areas.ts'
import { type InventedGateway, openInvented } from './search/invented-gateway.ts'

const AREAS = 200
const LONG_MS = 100

type Variables = Readonly<Record<string, unknown>>
type Question = readonly [what: string, query: string, variables?: Variables]

function operation(name: string, variables: Variables = {}): Question {
  return [
    `operations/${name}`,
    readFileSync(new URL(`../operations/${name}.graphql`, import.meta.url), 'utf8'),
    variables,
  ]
}

const services = (args: string, fields = 'totalCount nodes { name }'): string => `{ services(${args}) { ${fields} } }`
const facet = (fields: string): string => services('first: 0', `facets { ${fields} }`)
const coverage = (fields: string, args = ''): string =>
  `{ coverage(areas: { within: "${REGION_CODE}" }, rows: { level: { scheme: "Terms", level: 1 } } ${args}) { ${fields} } }`
const four = (part: (feed: string) => string): string =>
  `{ ${[1, 2, 3, 4].map((n) => `f${n}: ${part(`feed-${n}`)}`).join(' ')} }`

/** Honest questions: the operations published with the gateway, dashboards' counts, and every list and figure once over all there is. */
const QUESTIONS: readonly Question[] = [
  operation('feeds'),
  operation('services/listed-twice', { text: 'the' }),
  operation('services/on-days', { age: 70, days: ['SATURDAY', 'SUNDAY'] }),
  operation('suggest', { text: 'a', first: 8 }),
  [
    'services near, with terms and areas',
    services(
      `where: { near: { latitude: 51.5, longitude: -1, withinMetres: 5000 }, taxonomyTerms: { anyOf: ["${termUri(1)}"] } }`,
      'totalCount edges { distanceMetres matchedVia { from { name } } node { name organization { name } } } facets { areas(type: DISTRICT) { area { name } count } } feeds { state }',
    ),
  ],
  [
    'pages of four feeds, counted',
    four(
      (feed) => `services(where: { feeds: ["${feed}"] }, first: 20, duplicates: KEEP) { totalCount nodes { name } }`,
    ),
  ],
  [
    'terms of four feeds',
    four(
      (feed) =>
        `services(where: { feeds: ["${feed}"] }, first: 0, duplicates: KEEP) { facets { taxonomyTerms(first: 100) { term { name } count } } }`,
    ),
  ],
  ['all services, counted', services('first: 20')],
  ['all services, two facets', facet('taxonomyTerms { count } feeds { count }')],
  ['all services, facet of areas', facet('areas(type: DISTRICT) { count }')],
  ['text of a frequent word', services('where: { text: "the" }')],
  ['open on a day, counted', services('where: { openAt: { days: [MONDAY] } }')],
  ['open at a time, counted', services('where: { openAt: { days: [MONDAY], from: "09:00", to: "17:00" } }')],
  ['not open at a time', services('where: { not: { openAt: { on: "2027-01-11", from: "09:00" } } }')],
  ['serving an area', services(`where: { areas: { anyOf: ["${areaCode(3)}"], basis: SERVES } }`)],
  ['rare and far', services('where: { status: [DEFUNCT], near: { latitude: 40, longitude: -20 } }', 'nodes { name }')],
  ['organizations, counted', '{ organizations { totalCount nodes { name } } }'],
  ['organizations by text', '{ organizations(where: { text: "zzz" }) { totalCount nodes { name } } }'],
  [
    'organizations of an area',
    `{ organizations(where: { areas: { anyOf: ["${areaCode(3)}"] } }) { totalCount nodes { name } } }`,
  ],
  [
    'organizations of all areas',
    `{ organizations(where: { areas: { anyOf: [${Array.from({ length: 50 }, (_, at) => `"${areaCode(at)}"`).join(' ')}] } }) { totalCount nodes { name } } }`,
  ],
  ['locations, counted', '{ locations { totalCount nodes { name } } }'],
  ['locations by text', '{ locations(where: { text: "zzz" }) { totalCount nodes { name } } }'],
  [
    'locations of an area',
    `{ locations(where: { areas: { anyOf: ["${areaCode(3)}"] } }) { totalCount nodes { name } } }`,
  ],
  [
    'locations serving areas',
    `{ locations(where: { areas: { anyOf: [${Array.from({ length: 20 }, (_, at) => `"${areaCode(at)}"`).join(' ')}], basis: SERVES } }) { totalCount nodes { name } } }`,
  ],
  ['changes', '{ changes(since: "2026-11-01T00:00:00Z") { edges { node { kind name } } pageInfo { hasNextPage } } }'],
  [
    'rare changes',
    '{ changes(since: "2026-11-01T00:00:00Z", kinds: [MERGED]) { edges { node { kind } } pageInfo { hasNextPage } } }',
  ],
  ['changes of a feed', '{ changes(since: "2026-11-19T00:00:00Z", feeds: ["feed-7"]) { edges { node { kind } } } }'],
  ['issues of a feed', '{ feed(slug: "feed-1") { issues { totalCount edges { node { code } } } } }'],
  [
    'rare issues of a feed',
    '{ feed(slug: "feed-1") { issues(where: { codes: ["NONE"] }) { totalCount edges { node { code } } } } }',
  ],
  [
    'what all feeds hold',
    '{ feeds { slug content { freshness { d90 } unmappedTerms { name } unresolvedAreaNames { name } } } }',
  ],
  [
    'how all feeds do',
    '{ feeds { slug measures { availability duplicates medianQuality churnPerWeek } counts { services } } }',
  ],
  ['schemes', '{ taxonomies { name mappedShare termCount } }'],
  [
    'terms with counts',
    '{ taxonomyTerms(first: 20, where: { level: 1 }) { nodes { name services(first: 0) { totalCount } } } }',
  ],
  [
    'areas with counts',
    '{ areas(first: 20, where: { withServices: true }) { nodes { name services(first: 0) { totalCount } } } }',
  ],
  ['coverage: total', coverage('total { serviceCount recordCount }')],
  ['coverage: total, declared for', coverage('total { serviceCount recordCount }', 'basis: SERVES')],
  ['coverage: matrix', coverage('matrix { cells { serviceCount } }')],
  ['coverage: matrix of a filter', coverage('matrix { cells { serviceCount } }', 'where: { free: true }')],
  ['coverage: quality and freshness', coverage('areas { serviceCount freshness { d90 } free { value } }')],
  ['coverage: sites', coverage('areas { siteCount }')],
  ['coverage: caveats', coverage('caveats { code }')],
  ['coverage: overlaps', coverage('overlaps { both }')],
  operation('coverage/region', { within: REGION_CODE, scheme: 'Terms' }),
  operation('pages/region', { hasFeed: true, scheme: 'Terms' }),
]

/**
 * Prints what honest questions cost over so many invented services (60,000; 400,000 is much): as estimated, really, in the longest stretch
 * that the thread was deaf, and in the longest statement; all in processor time, so that what else the machine does is not in it.
 * Then every statement of more than 100 ms. `named` leaves of the questions those whose name holds it. Set BENCH_CATALOGUE to keep
 * the file and use it again.
 */
export async function benchQuestions(servicesWanted = '60000', named = ''): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const file = process.env['BENCH_CATALOGUE'] ?? join(folder, 'catalogue.sqlite')
  const size = { services: Number(servicesWanted), areas: AREAS }
  try {
    if (!existsSync(file)) inventCatalogue(file, size)
    const long = new Map<string, number>()
    let longest = 0
    const gateway = openInvented(file, size, (store) =>
      timeStatements(store, (sql, ms) => {
        longest = Math.max(longest, ms)
        if (ms > LONG_MS) long.set(sql, Math.max(ms, long.get(sql) ?? 0))
      }),
    )
    const rows: string[][] = []
    for (const question of QUESTIONS.filter(([what]) => what.includes(named))) {
      longest = 0
      const { estimatedMs, tookMs, deafMs, code } = await ask(gateway, question, size.services)
      console.error(
        question[0],
        Math.round(estimatedMs),
        Math.round(tookMs),
        Math.round(deafMs),
        Math.round(longest),
        code ?? '',
      )
      rows.push([
        question[0],
        figure(estimatedMs, 0),
        figure(tookMs, 0),
        figure(deafMs, 0),
        figure(longest, 0),
        [
          estimatedMs * COST_PER_MS > DEFAULT_LIMITS.cost ? 'refused by its cost' : '',
          tookMs > DEFAULT_LIMITS.measuredWorkMs ? 'stopped' : '',
          code ?? '',
        ].join(' '),
      ])
    }
    gateway.close()
    printTable(
      `Questions over ${size.services.toLocaleString('en-GB')} services, each asked for the first time (ms of CPU; a request may be estimated at ${DEFAULT_LIMITS.cost / COST_PER_MS})`,
      ['', 'estimated', 'took', 'longest deaf', 'longest statement', ''],
      rows,
    )
    printTable(
      `Statements of more than ${LONG_MS} ms`,
      ['', 'ms'],
      [...long].map(([sql, ms]) => [sql.replaceAll(/\s+/g, ' ').slice(0, 400), figure(ms, 0)]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Asked {
  readonly estimatedMs: number
  readonly tookMs: number
  readonly deafMs: number
  readonly code: string | undefined
}

async function ask(gateway: InventedGateway, [, source, variables = {}]: Question, held: number): Promise<Asked> {
  const { schema } = gateway
  const document = parse(source)
  const invalid = validate(schema, document)
  const wanted = getOperationAST(document)
  if (invalid.length > 0 || !wanted) throw new Error(`${source}\n${invalid.join('\n')}`)
  const sizing = gateway.createContext({})
  const estimatedMs = estimateCost(schema, document, wanted, variables, held, sizing) / COST_PER_MS
  const deafness = watchDeafness()
  const rateLimiter = createRateLimiter({ ...DEFAULT_LIMITS, requestsPerSecond: 0 }, () => performance.now())
  const turns = createTurns()
  const { signal } = new AbortController()
  const pace = createPace({ address: '', turns, rateLimiter, signal, mostMs: Number.POSITIVE_INFINITY })
  await pace.begin()
  const before = processorMs()
  const contextValue = gateway.createContext({ pace, whenEnded: () => {} })
  const { errors } = await runInSteps(contextValue, () =>
    graphql({ schema, source, variableValues: variables, contextValue }),
  )
  const tookMs = processorMs() - before
  return { estimatedMs, tookMs, deafMs: await deafness(), code: errors?.[0]?.message }
}

/** The most processor time between two turns of the event loop, until asked. */
function watchDeafness(): () => Promise<number> {
  let before = processorMs()
  let longest = 0
  let isOn = true
  const look = (): void => {
    const now = processorMs()
    longest = Math.max(longest, now - before)
    before = now
    if (isOn) setImmediate(look)
  }
  setImmediate(look)
  return async () => {
    await new Promise((resolve) => setImmediate(resolve))
    isOn = false
    return longest
  }
}

function timeStatements(store: ReaderStore, note: (sql: string, ms: number) => void): ReaderStore {
  const timed = <T>(sql: string, run: () => T): T => {
    const before = processorMs()
    try {
      return run()
    } finally {
      note(sql, processorMs() - before)
    }
  }
  return {
    ...store,
    get: (sql, ...values) => timed(sql, () => store.get(sql, ...values)),
    all: (sql, ...values) => timed(sql, () => store.all(sql, ...values)),
  }
}

function processorMs(): number {
  const { user, system } = threadCpuUsage()
  return (user + system) / 1000
}

if (import.meta.main) await benchQuestions(process.argv[2], process.argv[3])
