import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const PAGE_BYTES = 16_384
const REPORT = '{ services(first: 1) { nodes { name fetchedAt } } feeds { report { state asOf } } }'

async function startOne(count: number) {
  const council = await startFakeCouncil(plainServices(count))
  onTestFinished(() => council.close())
  let now = START
  const config = testConfig([testFeed('north', council.url)])
  const gateway = await startGateway(config, { now: () => now, monotonicNow: () => now })
  await gateway.refreshAll()
  const file = join(gateway.dataDir, 'catalogue.sqlite')
  return { council, gateway, file, passMs: (ms: number) => void (now += ms) }
}

function foldLog(file: string): void {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

/** Commits in the log beside a file: of each frame the header says how large the file is after it, or 0 where the commit goes on. */
function commitsIn(log: string): number {
  const bytes = readFileSync(log)
  let commits = 0
  for (let at = 32; at < bytes.length; at += 24 + PAGE_BYTES) commits += Number(bytes.readUInt32BE(at + 4) > 0)
  return commits
}

describe('a refresh that finds everything as it was', () => {
  it('raises no generation, writes next to nothing, and confirms what is held', async () => {
    const { gateway, file, passMs } = await startOne(300)
    // The first one after a first list has that list no longer pending.
    await gateway.refreshAll()
    const generation = gateway.generation()
    foldLog(file)
    passMs(600_000)
    await gateway.refreshAll()
    expect(gateway.generation()).toBe(generation)
    expect(statSync(`${file}-wal`).size).toBeLessThan(12 * PAGE_BYTES)
    // That it began, and how it went.
    expect(commitsIn(`${file}-wal`)).toBeLessThanOrEqual(2)
    const { data } = await gateway.ask(REPORT)
    const at = new Date(START + 600_000).toISOString()
    expect(data.feeds[0].report).toEqual({ state: 'FRESH', asOf: at })
    expect(data.services.nodes[0].fetchedAt).toBe(at)
  })

  it.each([
    [
      'a record changes',
      (services: readonly object[]) => services.map((each, at) => (at === 0 ? renamed(each) : each)),
    ],
    ['a record goes', (services: readonly object[]) => services.slice(1)],
  ])('raises one where %s', async (_, change) => {
    const { council, gateway } = await startOne(4)
    await gateway.refreshAll()
    const generation = gateway.generation()
    council.services = change(council.services) as typeof council.services
    await gateway.refreshAll()
    expect(gateway.generation()).not.toBe(generation)
  })
})

function renamed(service: object): object {
  return { ...service, list: { ...Reflect.get(service, 'list'), name: 'Another name' } }
}

it('leaves one file behind where it is stopped', async () => {
  const { gateway } = await startOne(20)
  await gateway.ask(REPORT)
  await gateway.close()
  expect(readdirSync(gateway.dataDir).toSorted()).toEqual([
    'catalogue.sqlite',
    'catalogue.sqlite.lock',
    'catalogue.sqlite.mark',
  ])
})
