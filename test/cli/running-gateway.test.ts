import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { plainServices, sendJson } from '../gateway/fake-council.ts'
import { startServing } from './start-serving.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

it(
  'takes commands of its own user by a socket in its folder, and says which feeds fail',
  { timeout: 180_000 },
  async () => {
    const { council, dataDir, url, child, run } = await startServing()
    const socket = join(dataDir, 'control.sock')
    expect(statSync(socket).mode & 0o777).toBe(0o600)

    const status = JSON.parse((await run('status', '--json')).stdout)
    expect(status.running).toMatchObject({
      ...{ url, pid: child.pid, ready: true },
      feeds: [{ slug: 'north', state: 'FRESH', services: 3, consecutiveFailures: 0 }],
    })
    expect((await run('status')).stdout).toMatch(/^north: FRESH, 3 services, confirmed .*; next at /m)

    council.services = plainServices(4)
    expect(await run('refresh', 'north')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^north: FRESH, 4 services/),
    })
    expect(await run('refresh', 'south')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('south is no feed of the running gateway'),
    })
    expect(await fetch(`${url}/health/ready`).then((answer) => answer.json())).toEqual({ status: 'ready' })

    council.intercept = (_request, response) => {
      sendJson(response, 403, {})
      return true
    }
    expect(await run('refresh')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('failed 1 times, REFUSED: '),
    })
    // Left in peace from now on, which says nothing of why.
    expect(await run('refresh')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/left alone .* failed 2 times, REFUSED: /),
    })
    const refused = { feed: 'north', code: 'REFUSED', message: expect.stringContaining('refuses us without a login') }
    const ready = await fetch(`${url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', failing: [{ ...refused, state: 'FRESH', since: expect.any(String) }] },
    ])
    // No port takes a command.
    for (const path of ['/status', '/refresh', '/refresh?feed=north', '/control', '/admin'])
      expect([path, (await fetch(`${url}${path}`, { method: 'POST' })).status]).toEqual([path, 404])

    child.kill('SIGTERM')
    await once(child, 'exit')
    expect(existsSync(socket)).toBe(false)
    expect(await run('refresh')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has no gateway running on it'),
    })
    expect((await run('status')).stdout).toMatch(/^No gateway runs on this folder\./)
  },
)

it('is not found by a socket that a killed process left', { timeout: 180_000 }, async () => {
  const { dataDir, child, run } = await startServing()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(join(dataDir, 'control.sock'))).toBe(true)
  expect((await run('status')).stdout).toMatch(/^No gateway runs on this folder\./)
})

it('says its version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const stdout = await new Promise((resolve) =>
    execFile(process.execPath, [COMMAND, '--version'], (_, out) => resolve(out)),
  )
  expect(stdout).toBe(`${version}\n`)
})
