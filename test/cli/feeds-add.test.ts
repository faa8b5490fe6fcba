import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { type FakeCouncil, sendJson, startFakeCouncil } from '../gateway/fake-council.ts'
import { goodServices, startCouncil } from '../gateway/good-services.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const run = promisify(execFile)
const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

function add(config: string, ...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, FEEDS_CONFIG: config }
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, 'feeds', 'add', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}

it('checks a feed, shows how it fares, and adds its entry to the file as it stands', { timeout: 120_000 }, async () => {
  const council = await startCouncil(goodServices(12))
  const config = join(temporaryFolder(), 'feeds.json')
  const stated = { contact: 'team@example.org', refreshIntervalMinutes: 30, feeds: [] }
  writeFileSync(config, JSON.stringify(stated))
  const named = [
    '--slug',
    'north',
    '--name',
    'North directory',
    '--publisher',
    'North Council',
    '--areas',
    'E06000023, E06000024',
  ]
  const { code, stdout } = await add(config, council.url, ...named)
  expect(code).toBe(0)
  expect(stdout).toMatch(/12 services/)
  expect(JSON.parse(readFileSync(config, 'utf8'))).toEqual({
    ...stated,
    allowPrivateHosts: ['127.0.0.1'],
    feeds: [
      {
        slug: 'north',
        name: 'North directory',
        publisher: 'North Council',
        url: council.url,
        areas: ['E06000023', 'E06000024'],
      },
    ],
  })
  // One feed stands once.
  const again = await add(config, council.url, ...named)
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('list a feed once')])
})

it('leaves the file as it was where the feed can not be read, unless forced', { timeout: 120_000 }, async () => {
  const council = await startFakeCouncil([])
  onTestFinished(() => council.close())
  council.intercept = (_request, response) => {
    sendJson(response, 500, {})
    return true
  }
  const config = join(temporaryFolder(), 'feeds.json')
  writeFileSync(config, '{"feeds":[]}')
  const refused = await add(config, council.url, '--slug', 'north')
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('could not be read, so it was not added')])
  expect(refused.stdout).toMatch(/^FAIL .*\nIt can not be read: UPSTREAM_5XX\. The feed reports a fault of its own/)
  expect(readFileSync(config, 'utf8')).toBe('{"feeds":[]}')
  expect(await add(config, council.url, '--slug', 'north', '--force')).toMatchObject({ code: 0 })
})

it('adds a feed that can be read though it does not keep the standard', { timeout: 120_000 }, async () => {
  const council = await startCouncil([{ id: 's1', list: { name: 'Alone' } }])
  const config = join(temporaryFolder(), 'feeds.json')
  // As an operator's own, which a gateway of another user reads.
  writeFileSync(config, '{"contact":"team@example.org","feeds":[],"refreshIntervalMinutes":30}', { mode: 0o644 })
  const added = await add(config, council.url, '--slug', 'north')
  expect(added).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('It can be read, but does not keep the standard.'),
  })
  expect(Object.keys(JSON.parse(readFileSync(config, 'utf8')))).toEqual([
    'contact',
    'feeds',
    'refreshIntervalMinutes',
    'allowPrivateHosts',
  ])
  expect(JSON.parse(readFileSync(config, 'utf8')).feeds[0]).toMatchObject({ name: '127.0.0.1', publisher: '127.0.0.1' })
  expect(statSync(config).mode & 0o777).toBe(0o644)
})

it('says of a feeds file that is not in order what to mend, and asks nobody', { timeout: 120_000 }, async () => {
  const config = join(temporaryFolder(), 'feeds.json')
  writeFileSync(config, '{"feeds":[}')
  const refused = await add(config, 'http://127.0.0.1:1')
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).not.toContain('fault of its own')
})

/** A council that answers whoever has its key. */
async function startKeyedCouncil(): Promise<FakeCouncil> {
  const council = await startCouncil(goodServices(12))
  council.intercept = (request, response) => {
    if (request.headers['x-api-key'] === 'swordfish') return false
    sendJson(response, 401, {})
    return true
  }
  return council
}

it('begins a file where there is none, and checks a feed with what opens it', { timeout: 120_000 }, async () => {
  const council = await startKeyedCouncil()
  const folder = temporaryFolder()
  const config = join(folder, 'feeds.json')
  const named = [council.url, '--slug', 'north', '--name', 'North', '--publisher', 'North Council']
  expect(await add(config, ...named)).toMatchObject({ code: 1, stdout: expect.stringContaining('REFUSED') })
  expect(existsSync(config)).toBe(false)
  writeFileSync(join(folder, 'north.key'), 'swordfish')
  const credentials = { headers: { 'X-Api-Key': { file: 'north.key' } } }
  const added = await add(config, ...named, '--credentials', JSON.stringify(credentials))
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/12 services/) })
  expect(JSON.parse(readFileSync(config, 'utf8'))).toMatchObject({ feeds: [{ slug: 'north', credentials }] })
  expect(added.stdout + readFileSync(config, 'utf8')).not.toContain('swordfish')
})

it(
  'checks a feed of the file by its slug, with what opens it, whatever the others lack',
  { timeout: 120_000 },
  async () => {
    const council = await startKeyedCouncil()
    const folder = temporaryFolder()
    const config = join(folder, 'feeds.json')
    writeFileSync(join(folder, 'north.key'), 'swordfish')
    const feed = (slug: string, key: object) => ({ slug, url: `${council.url}/${slug}`, credentials: { bearer: key } })
    const north = { slug: 'north', url: council.url, credentials: { headers: { 'X-Api-Key': { file: 'north.key' } } } }
    writeFileSync(config, JSON.stringify({ feeds: [feed('south', { env: 'SET_FOR_THE_SERVICE_ALONE' }), north] }))
    const env = { ...process.env, FEEDS_CONFIG: config }
    const checked = await run(process.execPath, [COMMAND, 'check', 'north'], { env })
    expect(checked.stdout).toMatch(/12 services/)
    // One that answers everybody has none.
    council.intercept = () => false
    writeFileSync(config, JSON.stringify({ feeds: [{ slug: 'open', url: council.url }] }))
    expect((await run(process.execPath, [COMMAND, 'check', 'open'], { env })).stdout).toMatch(/12 services/)
  },
)
