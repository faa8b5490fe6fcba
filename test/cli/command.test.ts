import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oruk-gateway-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment }
    execFile(process.execPath, [COMMAND, ...args], { env, cwd: folder, timeout: 20_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

describe.concurrent('a fault the program knows ends with its sentence, no stack trace and exit code 1', () => {
  it.each<[what: string, args: string[], environment: Record<string, string>, sentence: RegExp]>([
    ['settings that can not be', ['serve'], { PORT: 'x' }, /PORT is "x" but must be a whole number from 0 to 65535\./],
    ['no feeds file', ['serve'], { FEEDS_CONFIG: 'none.json' }, /There is no such file: set FEEDS_CONFIG/],
    [
      'a bad feeds file',
      ['config', 'check', 'bad.json'],
      {},
      /feeds\[0\]\.slug must be .*\n.*feeds\[0\]\.name must be/,
    ],
    ['a mistyped command', ['sevre'], {}, /Did you mean serve/],
  ])('%s', async (_what, args, environment, sentence) => {
    await writeFile(join(folder, 'bad.json'), '{"feeds":[{"publisher":"p","url":"https://x.example"}]}')
    const { code, stderr } = await run(args, environment)
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toContain('    at ')
    expect(code).toBe(1)
  })

  it('a bad feeds file as JSON, where that is asked for', async () => {
    await writeFile(join(folder, 'worse.json'), '{"feeds":[{"name":"n","publisher":"p","url":"https://x.example"}]}')
    const { code, stdout } = await run(['config', 'check', 'worse.json', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ path: 'feeds[0].slug', problem: expect.any(String) }] })
    expect(code).toBe(1)
  })

  it('a port in use', async () => {
    const config = join(folder, 'empty.json')
    await writeFile(config, '{"feeds":[]}')
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const { code, stderr } = await run(['serve'], { FEEDS_CONFIG: config, DATA_DIR: join(folder, 'data'), PORT: port })
    taken.close()
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use: stop what listens there, or set PORT to another.`)
    expect(stderr).not.toContain('    at ')
    expect(code).toBe(1)
  })
})

it('serve says where it answers, and a signal ends it in order', async () => {
  const config = join(folder, 'none.json')
  await writeFile(config, '{"feeds":[]}')
  const env = { ...process.env, FEEDS_CONFIG: config, DATA_DIR: join(folder, 'kept'), PORT: '0' }
  const child = spawn(process.execPath, [COMMAND, 'serve'], { env, cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await expect.poll(() => said, { timeout: 15_000 }).toContain('0 feeds are read')
  const url = /http:\S+(?=\/graphql)/.exec(said)?.[0]
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
  expect((await fetch(`${url}/health/ready`)).status).toBe(503)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(said).toContain('Stopping')
})

it.skipIf(process.platform !== 'linux')(
  'serve runs in the process that was started, with what keeps memory small unless it was set otherwise',
  async () => {
    const config = join(folder, 'none.json')
    await writeFile(config, '{"feeds":[]}')
    const dataDir = await mkdtemp(join(folder, 'small-'))
    const given = { ...process.env, FEEDS_CONFIG: config, DATA_DIR: dataDir, PORT: '0', MALLOC_ARENA_MAX: '3' }
    const env: NodeJS.ProcessEnv = { ...given, NODE_OPTIONS: '' }
    const child = spawn(process.execPath, ['--max-semi-space-size=5', '--trace-uncaught', COMMAND, 'serve'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
    await expect.poll(() => said, { timeout: 15_000 }).toContain('0 feeds are read')
    const command = await readFile(`/proc/${child.pid}/cmdline`, 'utf8')
    expect(command.split('\0').slice(1, 4)).toEqual([
      '--heap-growing-percent=80',
      '--max-semi-space-size=5',
      '--trace-uncaught',
    ])
    expect(await readFile(`/proc/${child.pid}/environ`, 'utf8')).toContain('MALLOC_ARENA_MAX=3')
  },
)

it('the printed schemas are what the program says now', async () => {
  expect(await run(['print-schema', '--check'])).toEqual({
    code: 0,
    stdout: 'The printed schemas are up to date.\n',
    stderr: '',
  })
})
