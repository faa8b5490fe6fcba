import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

async function startOver(count: number) {
  const council = await startFakeCouncil(plainServices(count))
  onTestFinished(() => council.close())
  const said: string[] = []
  const error = (_: unknown, message: string): void => void said.push(message)
  const log = { info() {}, warn() {}, error }
  const config = testConfig([testFeed('north', council.url)])
  const open = (folder?: string) => startGateway(config, folder === undefined ? { log } : { log, dataDir: folder })
  return { council, said, open, gateway: await open() }
}

const OLDER = /^The catalogue is older than what was answered from it/

it(
  'notices a catalogue that is older than what was shown from it, and gives no number out twice',
  { timeout: 90_000 },
  async () => {
    const { council, said, open, gateway } = await startOver(3)
    const file = join(gateway.dataDir, 'catalogue.sqlite')
    await gateway.refreshAll()
    const first = await cursorsOf(gateway)
    await gateway.close()
    copyFileSync(file, join(gateway.dataDir, 'as-it-was'))
    const next = await open(gateway.dataDir)
    council.services = plainServices(5)
    await next.refreshAll()
    const lost = (await cursorsOf(next)).filter((cursor) => !first.includes(cursor))
    expect(lost.length).toBeGreaterThan(0)
    const generation = Number(next.generation())
    await next.close()
    expect(said).toEqual([])

    // As where a log is deleted that was not folded in.
    copyFileSync(join(gateway.dataDir, 'as-it-was'), file)
    const older = await open(gateway.dataDir)
    expect(said).toEqual([expect.stringMatching(OLDER)])
    expect(Number(older.generation())).toBeGreaterThan(generation)
    expect(await cursorsOf(older)).toEqual(first)
    await older.refreshAll()
    // What was lost is noted again, as changes of their own.
    const again = await cursorsOf(older)
    expect(again).toHaveLength(first.length + lost.length)
    expect(again.filter((cursor) => lost.includes(cursor))).toEqual([])
    await older.close()

    await open(gateway.dataDir)
    expect(said).toHaveLength(1)
  },
)

async function cursorsOf(gateway: TestGateway): Promise<readonly string[]> {
  const { data } = await gateway.ask('{ changes(since: "2020-01-01T00:00:00Z", first: 100) { edges { cursor } } }')
  return data.changes.edges.map(({ cursor }: { readonly cursor: string }) => cursor)
}
