import { execFile } from 'node:child_process'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname
const SINCE = new Date(START).toISOString()

function run(args: readonly string[], dataDir: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, 'changes', ...args],
      { timeout: 20_000, env: { ...process.env, DATA_DIR: dataDir } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
      },
    )
  })
}

it('prints the changes of a gateway that runs, a JSON object a line, and goes on where it was left', async () => {
  const council = await startFakeCouncil(plainServices(1_200))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { limits: { tries: 1 } })
  await gateway.refreshAll()
  const all = await run(['--since', SINCE], gateway.dataDir)
  const lines = all.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(all.code).toBe(0)
  expect(lines.filter(({ kind, type }) => kind === 'ADDED' && type === 'service')).toHaveLength(1_200)
  expect(lines[0]).toEqual({
    seq: expect.any(Number),
    kind: 'ADDED',
    at: SINCE,
    feed: 'north',
    type: expect.any(String),
    originId: expect.any(String),
    name: expect.any(String),
    fields: [],
    from: [],
    into: [],
  })
  expect(all.stderr).toBe('')
  const rest = await run(
    ['--since', SINCE, '--kind', 'added', '--feed', 'north', '--after', String(lines.at(-2).seq)],
    gateway.dataDir,
  )
  expect(rest.stdout.trim().split('\n')).toHaveLength(1)
  const earlier = await run(['--since', '2026-11-01', '--after', String(lines.at(-1).seq)], gateway.dataDir)
  expect(earlier).toEqual({ code: 0, stdout: '', stderr: expect.stringContaining(`Changes are kept from ${SINCE} on`) })
}, 30_000)

it('refuses what it does not understand with a sentence each', async () => {
  const council = await startFakeCouncil(plainServices(1))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  const [bad, feed, none] = await Promise.all([
    run(['--since', 'yesterday-ish', '--kind', 'gone'], gateway.dataDir),
    run(['--since', SINCE, '--feed', 'west'], gateway.dataDir),
    run(['--since', SINCE], temporaryFolder()),
  ])
  expect(bad).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--since is "yesterday-ish".*\n.*--kind is "GONE": known are ADDED/),
  })
  expect(feed).toMatchObject({ code: 1, stderr: expect.stringContaining('--feed names west; the feeds held are') })
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('is not there') })
})
