import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { findFreePort } from './free-port.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname
const PATIENT = { timeout: 60_000, interval: 100 }
const COUNT = JSON.stringify({ query: '{ services { totalCount } }' })

/** A file system with an end of its own in memory; undefined where this machine lets nobody make one. */
function mountSmall(): string | undefined {
  const path = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20000000', 'tmpfs', path], { stdio: 'pipe' })
  } catch {
    // Not as root, or not on Linux.
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', ['-l', path]))
  return path
}

/** What a command prints, whatever it comes to. */
function command(env: NodeJS.ProcessEnv, name: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, [COMMAND, name], { env }, (_, stdout, stderr) => resolve({ stdout, stderr })),
  )
}

/** Leaves no room for another byte until the answer is called. */
function fill(disk: string): () => void {
  const path = join(disk, 'ballast')
  const file = openSync(path, 'a')
  for (let bytes = 1_000_000; bytes >= 1;) {
    try {
      if (writeSync(file, Buffer.alloc(bytes)) < bytes) bytes = Math.floor(bytes / 2)
    } catch {
      bytes = Math.floor(bytes / 2)
    }
  }
  closeSync(file)
  return () => rmSync(path)
}

it(
  'starts on a full disk, answers from what is held, and writes again as soon as there is room',
  { timeout: 120_000 },
  async (context) => {
    const disk = mountSmall()
    if (disk === undefined) return context.skip('no file system can be mounted here')
    const council = await startFakeCouncil(plainServices(3, { fees: 'Free' }))
    onTestFinished(() => council.close())
    const feed = testFeed('north', council.url)
    const dataDir = join(disk, 'data')
    const before = await startGateway(testConfig([feed]), { dataDir })
    await before.refreshAll()
    await before.close()
    expect(readdirSync(dataDir).filter((name) => name.endsWith('-wal'))).toEqual([])
    const free = fill(disk)

    const folder = temporaryFolder()
    const port = await findFreePort()
    const config = join(folder, 'feeds.json')
    writeFileSync(
      config,
      JSON.stringify({
        feeds: [
          { slug: 'north', name: 'North', publisher: 'North council', url: council.url, refreshIntervalMinutes: 1 },
        ],
        allowPrivateHosts: ['127.0.0.1'],
      }),
    )
    const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, FEEDS_CONFIG: config, LOG_LEVEL: 'error' }
    const child = spawn(process.execPath, [COMMAND, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: COUNT,
      }).then(
        (response) => response.text(),
        () => 'nobody listens',
      )
    await expect.poll(ask, PATIENT).toBe('{"data":{"services":{"totalCount":3}}}')
    expect(said).toContain('The catalogue can not be written')
    expect(said).not.toContain('The gateway answers on')
    const status = await command(env, 'status')
    expect(status.stdout).toMatch(/^Running: .*\nReady\.\nNothing can be written to DATA_DIR: its disk has no room\./)
    expect(status.stdout).toMatch(/^north: STALE, 3 services/m)
    expect((await command(env, 'refresh')).stderr).toContain('takes no such command now')
    free()
    await expect.poll(() => said, PATIENT).toContain('The gateway answers on')
    expect(await ask()).toBe('{"data":{"services":{"totalCount":3}}}')
    await expect.poll(async () => (await command(env, 'refresh')).stdout, PATIENT).toMatch(/^north: FRESH, 3 services/)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  },
)

it('says on a full disk that nothing can be written, answers on, and stops saying so once there is room', async (context) => {
  const disk = mountSmall()
  if (disk === undefined) return context.skip('no file system can be mounted here')
  const council = await startFakeCouncil(plainServices(3))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { dataDir: join(disk, 'data') })
  await gateway.refreshAll()
  expect(gateway.readiness()).toEqual({ ready: true })
  const free = fill(disk)
  council.services = plainServices(200)
  await gateway.refreshAll()
  expect(gateway.readiness()).toMatchObject({
    ready: true,
    warning: expect.stringMatching(/^Nothing can be written to DATA_DIR: its disk has no room\./),
    failing: [{ feed: 'north', code: 'SNAPSHOT_WRITE' }],
  })
  expect(gateway.files()).toMatchObject({ isWritable: false })
  expect((await gateway.ask('{ services { totalCount } }')).data).toEqual({ services: { totalCount: 3 } })
  free()
  await gateway.refreshAll()
  expect(gateway.readiness()).toEqual({ ready: true })
  expect((await gateway.ask('{ services { totalCount } }')).data).toEqual({ services: { totalCount: 200 } })
  await gateway.close()
})
