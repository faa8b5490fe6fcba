import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil } from './fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname
const FEED = { slug: 'north', name: 'North', publisher: 'North council', url: 'https://north.example/api' }

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `serve` with these feeds and settings in a folder of its own, as a person does, until it ends by itself. */
function serve(folder: string, file: object, environment: Record<string, string> = {}): Promise<Outcome> {
  writeFileSync(join(folder, 'feeds.config.json'), JSON.stringify(file))
  const env = { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data'), ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, 'serve'], { env, cwd: folder, timeout: 15_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

/** One sentence for a person, nothing of ours, and the exit code of a failure. */
function expectSentence({ code, stdout, stderr }: Outcome, sentence: RegExp): void {
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toMatch(/ {4}at |node:internal|fault of its own/)
  expect(stdout).not.toContain('The gateway answers')
  expect(code).toBe(1)
}

describe('a feeds file that can not be meant stops the start', () => {
  it.each<[what: string, file: object, sentence: RegExp]>([
    [
      'keys nobody knows',
      { feeds: [{ ...FEED, licens: 'x' }], showAsurers: true },
      /showAsurers.*did you mean showAssurers[^]*feeds\[0\]\.licens.*did you mean licence|feeds\[0\]\.licens.*did you mean licence[^]*showAsurers.*did you mean showAssurers/,
    ],
    [
      'a slug twice',
      { feeds: [FEED, { ...FEED, url: 'https://other.example' }] },
      /feeds\[1\]\.slug is that of feeds\[0\] too, "north": give every feed its own/,
    ],
  ])('with %s', async (_what, file, sentence) => {
    expectSentence(await serve(temporaryFolder(), file), sentence)
  })
})

describe('a feeds file that can not be read stops the start', () => {
  const env = { FEEDS_CONFIG: 'other.json' }

  it.each<[what: string, place: (path: string) => void, sentence: RegExp]>([
    ['a pipe', (path) => execFileSync('mkfifo', [path]), /other\.json.*It is not a regular file/s],
    ['a folder', (path) => mkdirSync(path), /other\.json.*It is not a regular file/s],
    ['300 MB long', (path) => writeHole(path, 300_000_000), /other\.json.*It is longer than 10 MB/s],
  ])('where it is %s', async (_what, place, sentence) => {
    const folder = temporaryFolder()
    place(join(folder, 'other.json'))
    expectSentence(await serve(folder, { feeds: [] }, env), sentence)
  })

  it('where it leads to a file that is none, of which it shows nothing', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'secret'), 'root:hunter2:0:0\n'.repeat(3))
    symlinkSync(join(folder, 'secret'), join(folder, 'other.json'))
    const outcome = await serve(folder, { feeds: [] }, env)
    expectSentence(outcome, /other\.json.*It is not JSON/s)
    expect(outcome.stdout + outcome.stderr).not.toMatch(/root|hunter2/)
  })
})

/** A file of that many bytes that takes no room. */
function writeHole(path: string, bytes: number): void {
  writeFileSync(path, '')
  truncateSync(path, bytes)
}

describe('a data folder that can not be used stops the start, and what lies there stays as it is', () => {
  it('where another gateway runs on it, until that one has ended', async () => {
    const folder = temporaryFolder()
    const running = await startGateway(testConfig([]), { dataDir: join(folder, 'data') })
    expectSentence(
      await serve(folder, { feeds: [FEED] }),
      /is in use by another gateway: stop that one, or point DATA_DIR/,
    )
    await running.close()
    const next = await startGateway(testConfig([]), { dataDir: join(folder, 'data') })
    expect(next.readiness().ready).toBe(false)
  })

  it('where another gateway, of an earlier version, runs on it and goes on answering from all it holds', async () => {
    const folder = temporaryFolder()
    const council = await startFakeCouncil([{ id: 's1', list: { name: 'Chess club', status: 'active' } }])
    onTestFinished(() => council.close())
    const config = testConfig([testFeed('north', council.url)])
    const running = await startGateway(config, { dataDir: join(folder, 'data') })
    await running.refreshAll()
    const db = new DatabaseSync(join(folder, 'data', 'catalogue.sqlite'))
    db.exec('PRAGMA user_version = 1')
    db.close()
    expectSentence(await serve(folder, { feeds: [FEED] }), /is in use by another gateway/)
    const { data } = await running.ask('{ services { nodes { name } } }')
    expect(data.services.nodes).toEqual([{ name: 'Chess club' }])
  })

  it('where it would lie inside a file', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'taken'), 'mine')
    expectSentence(
      await serve(folder, { feeds: [] }, { DATA_DIR: join(folder, 'taken', 'data') }),
      /has no folder to lie in, and none can be made: point DATA_DIR at a folder you may write/,
    )
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('mine')
  })

  it('where a folder stands in the place of the catalogue', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data', 'catalogue.sqlite'), { recursive: true })
    expectSentence(
      await serve(folder, { feeds: [] }),
      /catalogue\.sqlite is a folder; it is left as it is: point DATA_DIR at another folder/,
    )
  })

  it('where the catalogue is no catalogue', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data'))
    const file = join(folder, 'data', 'catalogue.sqlite')
    writeFileSync(file, 'Dear diary, today we held a jumble sale. '.repeat(200))
    const before = readFileSync(file)
    expectSentence(
      await serve(folder, { feeds: [] }),
      /catalogue\.sqlite is a text file, not a catalogue; it is left as it is/,
    )
    expect(readFileSync(file)).toEqual(before)
  })

  it('where the catalogue is the database of another program', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data'))
    const file = join(folder, 'data', 'catalogue.sqlite')
    const db = new DatabaseSync(file)
    db.exec("CREATE TABLE feed (name TEXT); INSERT INTO feed VALUES ('oats')")
    db.close()
    const before = readFileSync(file)
    expectSentence(await serve(folder, { feeds: [] }), /is the database of another program; it is left as it is/)
    expect(readFileSync(file)).toEqual(before)
  })

  it.each<[what: string, place: (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a text', (path) => writeFileSync(path, 'Do not come in. '.repeat(100))],
  ])('where its lock is %s', async (_what, place) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data'))
    place(join(folder, 'data', 'catalogue.sqlite.lock'))
    expectSentence(
      await serve(folder, { feeds: [] }),
      /cannot be locked: what lies beside it as catalogue\.sqlite\.lock is no lock/,
    )
  })

  it.each<[what: string, place: (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ])('where what lies in the place of its mark is %s', async (_what, place) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data'))
    place(join(folder, 'data', 'catalogue.sqlite.mark'))
    expectSentence(await serve(folder, { feeds: [] }), /what lies beside it as catalogue\.sqlite\.mark is no file/)
  })

  it('where a newer version wrote the catalogue', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data'))
    const file = join(folder, 'data', 'catalogue.sqlite')
    const db = new DatabaseSync(file)
    db.exec('CREATE TABLE precious (words TEXT); PRAGMA user_version = 9999; PRAGMA application_id = 0x4f52554b')
    db.prepare('INSERT INTO precious VALUES (?)').run('kept')
    db.close()
    expectSentence(
      await serve(folder, { feeds: [] }),
      /was written by a newer version of the gateway \(tables 9999, this one knows \d+\): upgrade the gateway, or point DATA_DIR at another folder/,
    )
    const after = new DatabaseSync(file)
    expect(after.prepare('SELECT words FROM precious').get()).toEqual({ words: 'kept' })
    after.close()
  })
})

it(
  'the demo reads its feeds but for the one that fails, answers, and ends in order at a signal, leaving nothing',
  { timeout: 90_000 },
  async () => {
    const folder = temporaryFolder()
    const env: NodeJS.ProcessEnv = { ...process.env, PORT: '0', TMPDIR: folder }
    delete env['DATA_DIR']
    const child = spawn(process.execPath, [COMMAND, 'demo'], { env, cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
    await expect.poll(() => said, { timeout: 60_000 }).toContain('6 of 7 feeds listed to their end')
    const url = /http:\S+\/graphql/.exec(said)?.[0] ?? ''
    const query =
      '{ feeds { slug report { state } } services(where: { text: "lunch" }, first: 3) { totalCount nodes { name feed { publisher } } } }'
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const {
      data,
      errors,
    }: {
      data: { feeds: { report: { state: string } }[]; services: { totalCount: number; nodes: object[] } }
      errors?: unknown
    } = JSON.parse(await response.text())
    expect(errors).toBeUndefined()
    const fresh = Array.from({ length: 5 }, () => 'FRESH')
    expect(data.feeds.map(({ report }) => report.state)).toEqual([...fresh, 'STALE', 'MISSING'])
    expect(data.services.totalCount).toBeGreaterThan(3)
    expect(data.services.nodes).toHaveLength(3)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    await expect(fetch(url)).rejects.toThrow()
    expect(readdirSync(folder).filter((name) => name.startsWith('oruk-gateway'))).toEqual([])
  },
)
