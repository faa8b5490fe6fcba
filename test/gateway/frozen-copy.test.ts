import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  freezeCatalogue,
  frozenFolderOf,
  type FrozenGateway,
  listFrozen,
  openFrozenCopy,
} from '../../src/wiring/frozen-copy.ts'
import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { DEFAULT_SITE } from '../../src/model/site.ts'
import { RULE_VERSIONS } from '../../src/model/rule-versions.ts'
import type { ReadingGateway } from '../../src/reading-gateway.ts'
import { EXPORTS } from '../../src/server/exports/exports.ts'
import { runOperation } from '../run-operation.ts'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { ask, START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const LOG = { info() {}, warn() {}, error() {}, debug() {} }
const OPERATIONS = readOperations()
const AREAS = '{"type":"DISTRICT","within":"E47900001"}'
const ROWS = '{"level":{"scheme":"Saltmere Services","level":1}}'
/** The service that the examples of operations name. */
const SERVICE = { id: 'U2VydmljZTp0aWRld2VsbDozZDVmZDY4ZS0yODgzLThmZGUtOGU1MC1lMTBiNWEzNWI4OWE' }
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'coverage.csv': { areas: AREAS, rows: ROWS },
  'coverage-areas.csv': { areas: AREAS, rows: ROWS },
  'trend.csv': { areas: AREAS, rows: ROWS, step: 'DAY' },
  'counted.csv': { areas: AREAS, rows: ROWS, per: 'SITE' },
  'gaps.csv': { areas: AREAS, rows: ROWS },
  'overlaps.csv': { areas: AREAS, rows: ROWS },
  'changes.csv': { since: '2026-01-01T00:00:00Z' },
  'worklist.csv': { slug: 'tidewell' },
  'service-issues.csv': SERVICE,
  'service-differences.csv': SERVICE,
}

type Answering = Pick<ReadingGateway, 'schema' | 'createContext'>

/** The text of the answer, as it goes over the wire. */
async function answer(
  from: Answering,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<string> {
  const contextValue = from.createContext({})
  const result = await runOperation({
    ...{ schema: from.schema, source: document, variableValues: variables, contextValue },
  })
  return JSON.stringify([result, contextValue.failures])
}

async function exported(from: Answering, name: string): Promise<string> {
  const file = EXPORTS.get(name)
  if (file === undefined) throw new Error(`There is no export ${name}.`)
  const request = { stated: new Map(Object.entries(PARAMETERS[name] ?? {})), signal: new AbortController().signal }
  return (await Array.fromAsync(file.write({ ...from, log: LOG }, request))).join('')
}

describe('a copy of the sample region', () => {
  let region: CoverageRegion
  let frozen: FrozenGateway
  const live = new Map<string, string>()
  beforeAll(async () => {
    region = await startCoverageRegion()
    await region.recordHistory()
    const { gateway, config, dataDir } = region
    for (const { name, document, exampleVariables } of OPERATIONS)
      live.set(name, await answer(gateway, document, exampleVariables))
    for (const name of EXPORTS.keys()) live.set(name, await exported(gateway, name))
    const traffic = Object.fromEntries(gateway.standings().map(({ slug }) => [slug, gateway.traffic(slug)]))
    freezeCatalogue('report', config, { dataDir, log: LOG, now: () => Date.parse('2026-11-23T10:00:00Z') }, traffic)
    // A feed goes out of sight, and so do its services.
    await gateway.reload({ ...config, feeds: config.feeds.slice(1) })
    await gateway.reprocessed()
    frozen = openFrozenCopy('report', { dataDir, log: LOG })
  }, 300_000)
  afterAll(async () => {
    frozen.close()
    await region.close()
  })

  it.each(OPERATIONS)('answers $name byte for byte as the gateway did then', async (operation) => {
    expect(await answer(frozen, operation.document, operation.exampleVariables)).toBe(live.get(operation.name))
  })

  it('while the gateway answers otherwise by now', async () => {
    const now = await Promise.all(
      OPERATIONS.map((each) => answer(region.gateway, each.document, each.exampleVariables)),
    )
    const before = OPERATIONS.map(({ name }) => live.get(name))
    expect(now.filter((text, at) => text !== before[at]).length).toBeGreaterThan(5)
  })

  it.each([...EXPORTS.keys()])('writes %s byte for byte as it did then', async (name) => {
    expect(await exported(frozen, name)).toBe(live.get(name))
  })

  it('answers the same from a later day on', async () => {
    const again = openFrozenCopy('report', { dataDir: region.dataDir, log: LOG })
    onTestFinished(() => again.close())
    const text = '{ feeds { slug report { state asOf reason } } services(where: { openAt: NOW }) { totalCount } }'
    expect(await answer(again, text.replace('(where: { openAt: NOW })', ''), {})).toBe(
      await answer(frozen, text.replace('(where: { openAt: NOW })', ''), {}),
    )
  })

  it('has a manifest with what it is of', () => {
    const [manifest] = listFrozen(region.dataDir)
    expect(manifest).toMatchObject({
      ...{ name: 'report', at: '2026-11-23T10:00:00.000Z', rules: RULE_VERSIONS },
      definitions: RULE_VERSIONS.coverage,
      generation: frozen.generation(),
    })
    expect(manifest?.files.map(({ file }) => file)).toEqual([
      'catalogue.sqlite',
      'geography.sqlite',
      'feeds.json',
      'schemes.json',
    ])
    expect(manifest?.id).toMatch(/^[\w-]{20,}$/)
  })
})

/** A gateway that holds lists of a council without their details, and a copy of it. */
async function startShallow() {
  const council = await startFakeCouncil(plainServices(3))
  onTestFinished(() => council.close())
  council.intercept = (_request, response, url) => {
    if (!url.pathname.startsWith('/services/')) return false
    response.writeHead(401).end('{}')
    return true
  }
  const config = testConfig([testFeed('north', `${council.url}?apikey=s3cret`)], {
    credentials: new Map([['north', { headers: { 'x-key': 's3cret' }, parameters: {} }]]),
    outbound: { noProxy: '127.0.0.1', httpProxy: 'http://gateway:s3cret@proxy.example:3128' },
  })
  const gateway = await startGateway(config, { limits: { tries: 1, circuitFailures: 100 } })
  await gateway.refreshAll()
  const powers = { dataDir: gateway.dataDir, log: LOG, now: () => START }
  const manifest = freezeCatalogue('one', config, powers)
  return { council, config, gateway, powers, manifest, folder: frozenFolderOf(gateway.dataDir, 'one') }
}

it('asks no council for what it does not hold, and says so', async () => {
  const { council, powers } = await startShallow()
  council.asked.length = 0
  const copy = openFrozenCopy('one', powers)
  onTestFinished(() => copy.close())
  const { data, errors } = await ask(copy, '{ services(first: 5) { nodes { name schedules { byday } } } }')
  expect(data.services.nodes).toHaveLength(3)
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('copy frozen at 2026-11-23'),
      extensions: { code: 'FEED_NOT_ASKED', feed: 'north' },
    },
  ])
  expect(council.asked).toEqual([])
})

it('holds no key of an address, a feed or a proxy', async () => {
  const { folder } = await startShallow()
  for (const file of ['feeds.json', 'manifest.json'])
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain('s3cret')
})

it('is the same after another look, and lies in one folder without logs', async () => {
  const { folder, powers } = await startShallow()
  openFrozenCopy('one', powers).close()
  openFrozenCopy('one', powers).close()
  expect(readdirSync(folder).toSorted()).toEqual(['catalogue.sqlite', 'feeds.json', 'manifest.json', 'schemes.json'])
})

it('takes counts of searches along, and adds none to them', async () => {
  const { config, gateway, folder: _, ...one } = await startShallow()
  const counts = '{"week":"2026-11-16","outcome":"NONE","count":7}\n'
  writeFileSync(join(gateway.dataDir, 'demand.ndjson'), counts)
  freezeCatalogue('two', { ...config, countDemand: true }, one.powers)
  const copy = openFrozenCopy('two', one.powers)
  const search = '{ services(where: { text: "zeppelin" }) { totalCount } }'
  for (let asker = 0; asker < 9; asker += 1) {
    const contextValue = copy.createContext({ asker: `192.0.2.${asker}` })
    await runOperation({ schema: copy.schema, source: search, contextValue })
  }
  expect((await ask(copy, '{ demand { totalCount } }')).data.demand.totalCount).toBe(1)
  copy.close()
  expect(readFileSync(join(frozenFolderOf(gateway.dataDir, 'two'), 'demand.ndjson'), 'utf8')).toBe(counts)
})

it('calls itself and looks as the gateway did, its picture too', async () => {
  const { config, gateway, powers } = await startShallow()
  const logo = { type: 'image/png', alt: 'A tower', bytes: Uint8Array.of(137, 80, 0, 255) } as const
  const site = { ...DEFAULT_SITE, name: 'Bristol finds', logo, embedders: ['https://bristol.example'] }
  freezeCatalogue('site', { ...config, site }, { ...powers, dataDir: gateway.dataDir })
  const copy = openFrozenCopy('site', { ...powers, dataDir: gateway.dataDir })
  onTestFinished(() => copy.close())
  expect(copy.site()).toEqual(site)
})

it('is not made twice under one name', async () => {
  const { config, powers } = await startShallow()
  expect(() => freezeCatalogue('one', config, powers)).toThrow('is there already')
  expect(existsSync(`${frozenFolderOf(powers.dataDir, 'one')}.freezing`)).toBe(false)
})

it('is not served where a file is not as it was frozen', async () => {
  const { folder, powers } = await startShallow()
  appendFileSync(join(folder, 'feeds.json'), ' ')
  expect(() => openFrozenCopy('one', powers)).toThrow('is not as it was frozen')
})

it('is not served by a program of other rules', async () => {
  const { folder, powers, manifest } = await startShallow()
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ ...manifest, rules: { ...RULE_VERSIONS, coverage: 'orukcoverage/1' } }),
  )
  expect(() => openFrozenCopy('one', powers)).toThrow(
    `was frozen by orukcoverage/1, and this program has ${RULE_VERSIONS.coverage}`,
  )
})

it.each([['of no such name', 'none', 'is none that `oruk-gateway freeze` wrote']] as const)(
  'says so where there is no copy %s',
  async (_what, name, message) => {
    const { powers } = await startShallow()
    expect(() => openFrozenCopy(name, powers)).toThrow(message)
  },
)
