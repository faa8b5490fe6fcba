import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { PAGE_SIZE } from '../../src/store/open-private.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from '../gateway/start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

it('says what a catalogue holds and where all of its bytes are, beside the gateway that runs on it', async () => {
  const council = await startFakeCouncil(plainServices(7))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const env = { ...process.env, DATA_DIR: gateway.dataDir }
  const run = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [COMMAND, 'status', ...args], { env }).then(({ stdout }) => stdout)
  const status = JSON.parse(await run('--json'))
  expect(status.feeds).toEqual([{ slug: 'north', records: 7, services: 7, lastComplete: '2026-11-23T10:00:00.000Z' }])
  expect(status.counts).toMatchObject({ record: 7, service: 7, organization: 1 })
  expect(String(status.generation)).toBe(gateway.generation())
  expect(status.hasOtherTables).toBe(false)
  const inGroups = status.groups.reduce((sum: number, { bytes }: { bytes: number }) => sum + bytes, 0)
  const mapped = status.groups.map(({ name }: { name: string }) => name)
  expect(mapped).toEqual(expect.arrayContaining(['raw records', 'bodies', 'text index', 'areas', 'terms', 'clusters']))
  expect((inGroups + status.freeBytes) % status.pageBytes).toBe(0)
  const text = await run()
  expect(text).toMatch(/^north: 7 records, 7 services, confirmed 2026-11-23T10:00:00.000Z$/m)
  // One that has no socket for commands yet, as while it opens a catalogue.
  expect(text).toMatch(/^A gateway runs on this folder but takes no commands now/)
  // What is in the log alone counts too.
  const shares = [...text.matchAll(/MB +(\d+) %, /g)].map(([, share]) => Number(share))
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, -1)
})

it('says of a damaged file that it is and what will become of it', async () => {
  const dataDir = temporaryFolder()
  const env = { ...process.env, DATA_DIR: dataDir }
  const run = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [COMMAND, 'status', ...args], { env }).catch(
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    )
  const file = join(dataDir, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, PAGE_SIZE)
  writeFileSync(file, bytes)
  expect(await run()).toEqual({
    code: 1,
    stdout: expect.stringMatching(
      /^No gateway runs on this folder\.\n\nThe catalogue .* is damaged: a gateway that runs/,
    ),
    stderr: '',
  })
  const { stdout } = await run('--json')
  expect(JSON.parse(stdout)).toEqual({ file, problem: expect.stringContaining('is damaged') })
})
