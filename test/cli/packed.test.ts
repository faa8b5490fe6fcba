import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The machine may be busy with other tests. */
const PATIENT = { timeout: 120_000, interval: 100 }
const run = promisify(execFile)

/** The package as it is shipped, installed in a folder beside links to what it depends on; its command. */
async function installPacked(): Promise<string> {
  const folder = temporaryFolder()
  await run('npm', ['pack', '--pack-destination', folder], { cwd: ROOT })
  const [tarball = ''] = readdirSync(folder)
  const installed = join(folder, 'node_modules', 'oruk-gateway')
  mkdirSync(installed, { recursive: true })
  await run('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1'])
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((each) => !each.startsWith('.')))
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
  expect(existsSync(join(installed, 'src'))).toBe(false)
  // What its pages and messages name.
  for (const named of ['docs/damage.md', 'deploy/nginx/oruk-gateway.conf', 'deploy/prometheus/alerts.yml'])
    expect(existsSync(join(installed, named))).toBe(true)
  return join(installed, 'bin', 'oruk-gateway.js')
}

it('starts from the package, without the sources', { timeout: 240_000 }, async () => {
  const command = await installPacked()
  const { stdout } = await run(process.execPath, [command, '--help'])
  expect(stdout).toMatch(/^ {2}serve /m)
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: '0', TMPDIR: temporaryFolder() }
  delete env['DATA_DIR']
  const child = spawn(process.execPath, [command, 'demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  // Read, and written by the thread of its own.
  await expect.poll(() => said, PATIENT).toMatch(/feeds listed to their end, [1-9]\d* services/)
  const url = /http:\S+(?=\/graphql)/.exec(said)?.[0] ?? ''
  const page = await fetch(`${url}/graphiql`)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')])
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
