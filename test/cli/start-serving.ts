import { execFile, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

/** Machines that run many tests at once are slow. */
export const PATIENT = { timeout: 60_000, interval: 100 }

/** What differs from a gateway that says nothing of itself. */
interface Differences {
  /** Written beside the feeds file first, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** Besides the one feed. */
  readonly config?: Readonly<Record<string, unknown>>
  readonly environment?: Readonly<Record<string, string>>
}

/** A gateway as its operator starts it, over one council, once it is ready. */
export async function startServing({ files = {}, config: more = {}, environment = {} }: Differences = {}) {
  const council = await startFakeCouncil(plainServices(3))
  onTestFinished(() => council.close())
  const dataDir = temporaryFolder()
  const config = join(dataDir, 'feeds.json')
  const north = { slug: 'north', name: 'North', publisher: 'North Council', url: council.url }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dataDir, name), text)
  writeFileSync(config, JSON.stringify({ allowPrivateHosts: ['127.0.0.1'], feeds: [north], ...more }))
  const env = {
    ...process.env,
    ...{ DATA_DIR: dataDir, FEEDS_CONFIG: config, PORT: '0', LOG_LEVEL: 'silent' },
    ...environment,
  }
  const child = spawn(process.execPath, [COMMAND, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { out: '', log: '' }
  child.stdout.on('data', (bytes: Buffer) => (said.out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (said.log += bytes.toString()))
  await expect.poll(() => said.out, PATIENT).toContain('feeds are read')
  const url = /http:\S+(?=\/graphql)/.exec(said.out)?.[0] ?? ''
  await expect.poll(() => fetch(`${url}/health/ready`).then(({ status }) => status), PATIENT).toBe(200)
  const run = (...args: readonly string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [COMMAND, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      )
    })
  return { council, dataDir, url, child, said, run }
}
