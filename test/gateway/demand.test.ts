import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil } from './fake-council.ts'
import { readSheet } from './recount/sheet.ts'
import { serveGateway } from './serve-gateway.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'
import { createTaxonomyFiles, SERVICES } from './taxonomy-kit.ts'

const NAME = 'Philippa Throckmorton'
const SEARCH = 'query ($where: ServiceFilter) { services(where: $where, first: 10) { nodes { name } } }'

/** A gateway over a council whose services have terms, served; each client is known as a proxy in front says. */
async function serve(countDemand: boolean) {
  const { folder, configured } = createTaxonomyFiles()
  const council = await startFakeCouncil(SERVICES)
  onTestFinished(() => council.close())
  const feeds = [testFeed('north', council.url, { areas: ['E06000023'] })]
  const logged: string[] = []
  const write = (...line: readonly unknown[]): void => void logged.push(JSON.stringify(line))
  const log = { info: write, warn: write, error: write }
  const gateway = await startGateway(testConfig(feeds, { taxonomies: configured, countDemand }), {
    dataDir: folder,
    log,
  })
  await gateway.refreshAll()
  const { url } = await serveGateway(gateway, { log, monotonicNow: () => Date.now(), trustedProxyHops: 1 })
  const search = async (where: object, clients: number): Promise<void> => {
    for (let at = 0; at < clients; at += 1) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${at}` },
        body: JSON.stringify({ query: SEARCH, variables: { where } }),
      })
      expect(await answer.json()).toMatchObject({ data: { services: { nodes: expect.any(Array) } } })
    }
  }
  /** Closes this gateway, which writes what it counted, and reads it with another. */
  const countsAfterwards = async () => {
    await gateway.close()
    const next = await startGateway(testConfig(feeds, { taxonomies: configured, countDemand }), { dataDir: folder })
    const { data } = await next.ask(
      '{ demand { isCounted threshold totalCount edges { node { week outcome count serviceCount term { name } area { name } } } } }',
    )
    return data.demand
  }
  return { folder, url, logged, search, countsAfterwards }
}

/** All bytes of all files below a folder, as Latin-1. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n')
}

it(
  'counts searches that found nothing or little by term, area and week, beside what there is',
  { timeout: 60_000 },
  async () => {
    const { search, countsAfterwards } = await serve(true)
    await search({ text: 'choirs in Bristol for ukulele beginners' }, 6)
    await search({ taxonomyTerms: { anyOf: ['ex:7'] }, areas: { anyOf: ['E06000024'] } }, 5)
    await search({ text: 'Choirs' }, 5)
    await search({ free: true }, 9)
    await search({ text: 'deeper' }, 4)
    const demand = await countsAfterwards()
    expect(demand).toMatchObject({ isCounted: true, threshold: 5 })
    const rows = demand.edges.map(
      ({ node }: { node: Record<string, { name: string } | string | number | null> }) => node,
    )
    expect(rows).toEqual([
      { week: '2026-11-23', outcome: 'FEW', count: 5, serviceCount: null, term: { name: 'Choirs' }, area: null },
      {
        week: '2026-11-23',
        outcome: 'NONE',
        count: 6,
        serviceCount: 2,
        term: { name: 'Choirs' },
        area: { name: 'Bristol, City of' },
      },
      {
        week: '2026-11-23',
        outcome: 'NONE',
        count: 5,
        serviceCount: 0,
        term: { name: 'Deeper' },
        area: { name: 'North Somerset' },
      },
    ])
  },
)

it(
  'keeps nothing of the words: a name that was typed is in no file and no line of the log',
  { timeout: 60_000 },
  async () => {
    const { folder, logged, search, countsAfterwards } = await serve(true)
    await search({ text: `choirs for ${NAME}` }, 7)
    await search({ text: NAME }, 8)
    await search({ text: NAME, areas: { anyOf: ['E06000023'] } }, 2)
    const demand = await countsAfterwards()
    expect(demand.edges.map(({ node }: { node: { term: unknown; count: number } }) => [node.term, node.count])).toEqual(
      [
        [null, 8],
        [{ name: 'Choirs' }, 7],
      ],
    )
    const files = everythingIn(folder)
    expect(files).toContain('"count":8')
    for (const word of [...NAME.split(' '), '198.51.100']) {
      expect(files.toLowerCase()).not.toContain(word.toLowerCase())
      expect(logged.join('\n').toLowerCase()).not.toContain(word.toLowerCase())
    }
  },
)

it('is off unless it is configured', { timeout: 60_000 }, async () => {
  const { folder, search, countsAfterwards } = await serve(false)
  await search({ text: 'ukulele' }, 9)
  expect(await countsAfterwards()).toMatchObject({ isCounted: false, totalCount: 0 })
  expect(readdirSync(folder)).not.toContain('demand.ndjson')
})

it('is had as a file', { timeout: 60_000 }, async () => {
  const { url } = await serve(true)
  const answer = await fetch(`${url}/export/demand.csv`)
  expect(answer.status).toBe(200)
  expect(readSheet(await answer.text())).toEqual([])
})
