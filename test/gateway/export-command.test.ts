import { execFile } from 'node:child_process'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

/** A data folder of 130 services with a gateway open on it, and the feeds file for it. */
async function prepare() {
  const council = await startFakeCouncil(plainServices(130))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const folder = temporaryFolder()
  const feed = { slug: 'north', name: 'North', publisher: 'North council', url: council.url, licence: 'OGL 3.0' }
  const feeds = join(folder, 'feeds.json')
  await writeFile(feeds, JSON.stringify({ feeds: [feed], allowPrivateHosts: ['127.0.0.1'] }))
  const env = { ...process.env, DATA_DIR: gateway.dataDir, FEEDS_CONFIG: feeds }
  const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [COMMAND, 'export', ...args], { env, cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      )
    })
  return { gateway, council, folder, run }
}

it(
  'writes a file and its sources beside a gateway that is open, which is not disturbed',
  { timeout: 60_000 },
  async () => {
    const { gateway, council, folder, run } = await prepare()
    const before = { generation: gateway.generation(), asked: council.asked.length }
    const filter = '{"text":"service 1"}'
    const [whole, filtered, refused] = await Promise.all([
      run('services.csv'),
      run('records.ndjson', '--filter', filter, '--output', '-'),
      run('services.csv', '--filter', '{"feeds":["south"]}', '--output', 'south.csv'),
    ])
    expect(whole).toEqual({ code: 0, stdout: '', stderr: '' })
    expect((await readdir(folder)).toSorted()).toEqual(['feeds.json', 'services.csv', 'services.sources.csv'])
    const rows: unknown[] = parse(await readFile(join(folder, 'services.csv'), 'utf8'), { columns: true, bom: true })
    expect(rows).toHaveLength(130)
    const sources = await readFile(join(folder, 'services.sources.csv'), 'utf8')
    expect(sources).toContain('north,North,North council')
    expect(sources).toContain('OGL 3.0')

    const { data } = await gateway.ask('query ($where: ServiceFilter) { services(where: $where) { totalCount } }', {
      where: JSON.parse(filter),
    })
    expect(JSON.parse(filtered.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      end: { services: data.services.totalCount },
    })
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('There is no feed “south”. Feeds here: north.')
    expect(refused.stderr).not.toContain('    at ')
    expect({ generation: gateway.generation(), asked: council.asked.length }).toEqual(before)
  },
)

it('says which feeds file to use where the catalogue holds feeds that the given one does not name', async () => {
  const { folder, run } = await prepare()
  await writeFile(join(folder, 'feeds.json'), JSON.stringify({ feeds: [] }))
  const { code, stderr } = await run('services.csv')
  expect(stderr).toMatch(/holds services of north, which the feeds file does not name: point FEEDS_CONFIG at/)
  expect(code).toBe(1)
})
