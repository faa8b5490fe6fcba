import { execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const ROOT = join(import.meta.dirname, '../..')
const DOCKERFILE = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
const NOBODY = 65_534
const PATIENT = { timeout: 60_000, interval: 100 }
const run = promisify(execFile)

/** The program as the image holds it, made as its stages say, in a folder that nobody may write to; no daemon builds images here. */
async function buildAsStagesSay(): Promise<string> {
  const folder = temporaryFolder()
  // Of the commands in the Dockerfile, those that make the program: they must be these.
  expect(DOCKERFILE).toContain('npm pack --pack-destination /tmp')
  expect(DOCKERFILE).toContain('npm install --no-audit --no-fund --omit=dev --omit=optional /tmp/oruk-gateway.tgz')
  await run('npm', ['pack', '--pack-destination', folder], { cwd: ROOT })
  const [tarball = ''] = readdirSync(folder)
  const installed = join(folder, 'opt')
  mkdirSync(installed)
  const omitted = ['--no-audit', '--no-fund', '--omit=dev', '--omit=optional', '--prefer-offline']
  await run('npm', ['install', ...omitted, join(folder, tarball)], { cwd: installed })
  await run('chmod', ['-R', 'a=rX', installed])
  chmodSync(folder, 0o755)
  return installed
}

it(
  'makes an image that runs for nobody, from a tree that can not be written, within 200 MB',
  { timeout: 300_000 },
  async () => {
    const installed = await buildAsStagesSay()
    const { stdout } = await run('du', ['-sm', installed])
    expect(Number.parseInt(stdout, 10)).toBeLessThan(200)

    const dataDir = temporaryFolder()
    const isRoot = process.getuid?.() === 0
    if (isRoot) await run('chown', [`${NOBODY}:${NOBODY}`, dataDir])
    const config = join(installed, '..', 'feeds.config.json')
    writeFileSync(config, '{"feeds":[]}')
    const env = {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0' },
      ...{ DATA_DIR: dataDir, FEEDS_CONFIG: config, NODE_COMPILE_CACHE: join(dataDir, 'compiled'), LOG_LEVEL: 'warn' },
    }
    const entry = join(installed, 'node_modules', '.bin', 'oruk-gateway')
    expect(existsSync(entry)).toBe(true)
    const child = spawn(process.execPath, [entry, 'serve'], {
      ...{ env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] },
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    child.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()))
    child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
    await expect.poll(() => said, PATIENT).toMatch(/answers on http:/)
    const url = /http:\S+(?=\/graphql)/.exec(said)?.[0] ?? ''
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    expect(readdirSync(dataDir)).toContain('catalogue.sqlite')
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  },
)

it('names what the image exposes and how it is looked at, and runs as no root', () => {
  const last = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('FROM '))
  expect(last).toMatch(/^USER node$/m)
  expect(last).toMatch(/^HEALTHCHECK .*/m)
  expect(last).toMatch(/^ENTRYPOINT \["\/opt\/oruk-gateway\/node_modules\/\.bin\/oruk-gateway"\]$/m)
})
