import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil } from './fake-council.ts'
import { lunchClub } from './listed-twice.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const COMMAND = join(import.meta.dirname, '..', '..', 'bin', 'oruk-gateway.js')
const ASSURER = 'person@west.gov.uk'

const WORKLIST = `query ($kinds: [WorklistKind!], $changes: [WorklistChange!], $first: Int, $after: String) { feed(slug: "west") {
  worklist(kinds: $kinds, changes: $changes, first: $first, after: $after) {
    lastAt totalCount counts { kind count newCount settledCount } pageInfo { hasNextPage endCursor }
    edges { node { kind change byOurRules record name other code path message } } } } }`

type Row = Record<string, string>

/** Two councils that list one club under two names, one of them with an old date, a term of its own and a value that can't be. */
async function prepare() {
  const east = await startFakeCouncil([lunchClub({ id: 'e1', assured: '2026-10-01' })])
  const term = { id: 't1', name: 'Eating together', code: 'ET1', taxonomy: 'West list' }
  const west = await startFakeCouncil([
    lunchClub({
      id: 'w1',
      name: 'Riverside Meals',
      phone: '0117 496 0777',
      assured: '2024-10-01',
      more: {
        assurer_email: ASSURER,
        schedules: [{ id: 'h1', freq: 'WEEKLY', byday: 'XX' }],
        attributes: [{ id: 'x1', taxonomy_term: term }],
      },
    }),
    { id: 'w2', list: { name: 'Quiet Hour', status: 'active' }, detail: {} },
  ])
  onTestFinished(async () => {
    await east.close()
    await west.close()
  })
  const folder = temporaryFolder()
  const feeds = join(folder, 'feeds.json')
  const configured = [east, west].map(({ url }, at) => ({
    slug: at === 0 ? 'east' : 'west',
    name: at === 0 ? 'East' : 'West directory',
    publisher: at === 0 ? 'East council' : 'West council',
    url,
  }))
  writeFileSync(feeds, JSON.stringify({ feeds: configured, allowPrivateHosts: ['127.0.0.1'] }))
  const gateway = await startGateway(testConfig([testFeed('east', east.url), testFeed('west', west.url)]))
  await gateway.refreshAll()
  const env = { ...process.env, DATA_DIR: gateway.dataDir, FEEDS_CONFIG: feeds }
  const run = (...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [COMMAND, ...args], { env, cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      )
    })
  const worklist = async (variables: object = {}) => {
    const { data, errors } = await gateway.ask(WORKLIST, { ...variables })
    expect(errors).toBeUndefined()
    return data.feed.worklist
  }
  const rowsOf = (name: string): Row[] => parse(readFileSync(join(folder, name), 'utf8'), { columns: true, bom: true })
  return { gateway, folder, run, worklist, rowsOf }
}

const nodesOf = ({ edges }: { edges: readonly { node: Row }[] }): Row[] => edges.map(({ node }) => node)

it('asks a publisher of every kind of thing, and an answer sent back settles it', { timeout: 120_000 }, async () => {
  const { gateway, folder, run, worklist, rowsOf } = await prepare()
  const first = await worklist()
  expect(first.lastAt).toBeNull()
  expect(new Set(nodesOf(first).map(({ change }) => change))).toEqual(new Set(['NEW']))
  expect(nodesOf(first)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'DUPLICATE', record: 'west/w1', other: 'east/e1', name: 'Riverside Meals' }),
      expect.objectContaining({ kind: 'DEFECT', record: 'west/w1', path: 'schedules[0].byday' }),
      expect.objectContaining({ kind: 'UNMAPPED', name: 'Eating together', record: null }),
      expect.objectContaining({ kind: 'STALE', record: 'west/w1', code: 'ASSURED_LONG_AGO' }),
      expect.objectContaining({ kind: 'STALE', record: 'west/w2', code: 'NEVER_ASSURED' }),
      expect.objectContaining({ kind: 'POOR', record: 'west/w2', code: 'BAND_D' }),
    ]),
  )
  expect(nodesOf(first).every(({ record }) => record === null || record?.startsWith('west/'))).toBe(true)

  const written = await run('worklist', 'west', '--output', '.')
  expect(written).toEqual({
    code: 0,
    stdout: expect.stringMatching(/worklist-west\.txt and \.csv: \d+ to look at/),
    stderr: '',
  })
  // Whoever looks at it moves nothing for others.
  expect((await worklist()).lastAt).toBeNull()
  expect(await run('worklist', '--given')).toMatchObject({ code: 1, stderr: expect.stringMatching(/name it/) })
  const given = await run('worklist', 'west', '--output', '.', '--given')
  expect(given).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Noted as given to the publisher of west/) })
  const text = readFileSync(join(folder, 'worklist-west.txt'), 'utf8')
  expect(text).toMatch(
    /^To: West council\nSubject: West directory: \d+ to look at\n\nTo the publisher of West directory,\n/,
  )
  expect(text).toContain(
    '“Riverside Meals” (west/w1) and “Riverside Lunch Club” (east/e1): Are these one service, or two?',
  )
  const rows = rowsOf('worklist-west.csv')
  expect(rows.map(({ kind, record = '', message }) => [kind, record, message])).toEqual(
    nodesOf(first).map(({ kind, record, message }) => [kind, record ?? '', message]),
  )
  expect(text + readFileSync(join(folder, 'worklist-west.csv'), 'utf8')).not.toContain(ASSURER)

  const answered = rows.map((row) => ({ ...row, ...(row['kind'] === 'DUPLICATE' && { decision: 'same service' }) }))
  writeFileSync(join(folder, 'back.csv'), stringify(answered, { header: true, bom: true }))
  const noted = await run('duplicates', 'decide', '--from', 'back.csv', '--by', 'West council')
  expect(noted).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Noted 1 in .*; 0 stood already\.\n$/) })
  expect((await run('duplicates', 'decide', '--from', 'back.csv', '--by', 'West council')).stdout).toMatch(
    /^Noted 0 in .*; 1 stood already\.\n$/,
  )
  await gateway.refreshAll()

  const next = await worklist({ changes: ['NEW', 'SETTLED'] })
  expect(Date.parse(next.lastAt)).toBeGreaterThan(0)
  expect(nodesOf(next)).toEqual([expect.objectContaining({ kind: 'DUPLICATE', change: 'SETTLED', other: 'east/e1' })])
  expect(next.counts[0]).toEqual({ kind: 'DUPLICATE', count: 0, newCount: 0, settledCount: 1 })
  expect((await run('worklist', 'west')).stdout).toMatch(/\(0 new, 1 settled since [\s\S]*Settled since .*: 1/)
})

it('is read in pages, each thing once, and by kind', async () => {
  const { worklist } = await prepare()
  const all = nodesOf(await worklist({ first: 100 }))
  const paged: Row[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof worklist>> = await worklist({ first: 2, after })
    paged.push(...nodesOf(page))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  expect(paged).toEqual(all)
  const stale = await worklist({ kinds: ['STALE'] })
  expect(stale.totalCount).toBe(2)
  expect(nodesOf(stale)).toEqual(all.filter(({ kind }) => kind === 'STALE'))
})

it.each([
  ['another word', 'record,other,decision\nwest/w1,east/e1,PERHAPS\n', /line 2 relation: /],
  ['a record not held', 'record,other,decision\nwest/w1,east/e9,SAME_SERVICE\n', /line 2 east\/e9: no such record/],
  [
    'one record twice',
    'record,other,decision\nwest/w1,west/w1,SAME_SERVICE\n',
    /line 2 west\/w1 is the same record twice/,
  ],
  [
    'records of others',
    'record,other,decision\neast/e1,east/e2,SAME_SERVICE\n',
    /line 2 neither .* is a record of west/,
  ],
  ['other columns', 'x,y\n1,2\n', /needs record, other and decision/],
])('a file of decisions with %s notes none and says where', async (_what, text, expected) => {
  const { folder, run } = await prepare()
  writeFileSync(join(folder, 'back.csv'), text)
  const { code, stderr } = await run('duplicates', 'decide', '--from', 'back.csv', '--by', 'a tester', '--feed', 'west')
  expect(stderr).toMatch(expected)
  expect(code).toBe(1)
})

it('marks what came and went by rules of the gateway alone', { timeout: 60_000 }, async () => {
  const { gateway, run, worklist } = await prepare()
  await run('worklist', 'west', '--given')
  const file = join(gateway.dataDir, 'worklists', 'west.json')
  const last: { items: { kind: string }[]; rules: Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'))
  // As if the last had been found by other rules of matching, which did not find the pair.
  const items = last.items.filter(({ kind }) => kind !== 'DUPLICATE' && kind !== 'STALE')
  writeFileSync(file, JSON.stringify({ ...last, items, rules: { ...last.rules, matching: 'orukmatch/0' } }))
  const { edges } = await worklist({ changes: ['NEW'] })
  expect(edges.map(({ node }: { node: Row }) => [node['kind'], node['byOurRules']])).toEqual([
    ['DUPLICATE', true],
    ['STALE', false],
    ['STALE', false],
  ])
  expect((await run('worklist', 'west')).stdout).toMatch(
    /1 of what is new or settled, marked \*.*[\s\S]*\n {2}\+\* “Riverside/,
  )
})
