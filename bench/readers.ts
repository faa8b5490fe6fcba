import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainServices, startFakeCouncil } from '../test/gateway/fake-council.ts'
import { prepareCatalogue, type PreparedCatalogue } from './gateway/prepare-catalogue.ts'
import { press } from './gateway/press.ts'
import { questionsOver } from './gateway/questions.ts'
import { figure, printTable } from './print-table.ts'
import { measureGenerations } from './readers/measure-generations.ts'
import { measureKills } from './readers/measure-kills.ts'
import { cpuMsOf, memoryOf, runCommand, type RunningCommand } from './readers/run-command.ts'

const READERS = 2
const [PORT_OF_ONE, PORT_OF_SEVERAL, PORT_OF_CHANGES] = [4_987, 4_988, 4_989]
/** Of each process that answers: compiled code and caches come with what was answered, however long that takes here. */
const WARM_UP_REQUESTS = 4_000
const MEASURED_MS = 3_000
const ROUNDS = 4
const CHANGES = 50

/** Prints what two readers give beside one process, how soon they see what is written, what they hold, and what kills cost. */
export async function benchReaders(kills = 50): Promise<void> {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.ts', import.meta.url))])
  const catalogue = await prepareCatalogue()
  const copy = `${catalogue.dataDir}-copy`
  await cp(catalogue.dataDir, copy, { recursive: true })
  const folders = [copy, catalogue.dataDir]
  try {
    await using running = new AsyncDisposableStack()
    const start = async (port: number, readers: number, dataDir: string): Promise<RunningCommand> =>
      running.adopt(await runCommand(port, readers, { dataDir, configPath: catalogue.configPath }), (each) =>
        each.stop(),
      )
    const one = await start(PORT_OF_ONE, 0, copy)
    const several = await start(PORT_OF_SEVERAL, READERS, catalogue.dataDir)
    await compare(catalogue, one, several)
    printMemory(several)
    await printKills(several, kills)
  } finally {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  }
  await printGenerations()
}

interface Figures {
  readonly perSecond: number
  /** Of all its processes. */
  readonly cpuMs: number
  /** Cores that it had. */
  readonly cores: number
  /** Of the processor time of both sides. */
  readonly generatorShare: number
  /** Of the processor time of those that answer, what the busiest took. */
  readonly busiestShare: number
}

async function compare(catalogue: PreparedCatalogue, one: RunningCommand, several: RunningCommand): Promise<void> {
  const rows: string[][] = []
  for (const { name, query, variables } of questionsOver(catalogue)) {
    // A whole answer is kept by the body that asked for it, so each body is another.
    const bodyOf = (n: number): string =>
      JSON.stringify({ query, variables: variables(n), extensions: { n: `${process.hrtime.bigint()}` } })
    await warmUp(one, bodyOf, WARM_UP_REQUESTS)
    await warmUp(several, bodyOf, WARM_UP_REQUESTS * READERS)
    const pairs: (readonly [Figures, Figures])[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      pairs.push([await measure(one, bodyOf), await measure(several, bodyOf)])
    const [ofOne, ofSeveral] = [meanOf(pairs.map(([first]) => first)), meanOf(pairs.map(([, second]) => second))]
    // On cores of its own each reader has one whole: what all give is what the busiest gives for its part.
    const onFreeCores = ofOne.cpuMs / ofSeveral.cpuMs / ofSeveral.busiestShare
    rows.push([
      name,
      ...row(ofOne),
      ...row(ofSeveral),
      times(ofSeveral.perSecond / ofOne.perSecond),
      times(onFreeCores),
    ])
  }
  const columns = [
    '',
    'one: /s',
    'CPU ms',
    'cores',
    'generator',
    `${READERS} readers: /s`,
    'CPU ms',
    'cores',
    'generator',
  ]
  printTable(
    `Questions over ${catalogue.services.length} services, eight at a time, load ${loadavg()
      .map((load) => figure(load))
      .join(' ')}`,
    [...columns, 'measured', 'on free cores'],
    rows,
  )
}

async function warmUp({ port }: RunningCommand, bodyOf: (n: number) => string, least: number): Promise<void> {
  let answered = 0
  while (answered < least) answered += (await press(`http://127.0.0.1:${port}`, bodyOf, MEASURED_MS, true)).requests
}

async function measure(gateway: RunningCommand, bodyOf: (n: number) => string): Promise<Figures> {
  const readers = gateway.readers()
  const answering = readers.length > 0 ? readers : gateway.all()
  const look = () => ({ all: sum(gateway.all().map(cpuMsOf)), each: answering.map(cpuMsOf), own: ownCpuMs() })
  const before = look()
  const { requests, seconds } = await press(urlOf(gateway), bodyOf, MEASURED_MS, true)
  const after = look()
  const each = after.each.map((ms, at) => ms - (before.each[at] ?? 0))
  const [all, own] = [after.all - before.all, after.own - before.own]
  return {
    perSecond: requests / seconds,
    cpuMs: all / requests,
    cores: all / 1_000 / seconds,
    generatorShare: own / (own + all),
    busiestShare: Math.max(...each) / sum(each),
  }
}

function meanOf(all: readonly Figures[]): Figures {
  const mean = (of: (each: Figures) => number): number => sum(all.map(of)) / all.length
  return {
    perSecond: mean(({ perSecond }) => perSecond),
    cpuMs: mean(({ cpuMs }) => cpuMs),
    cores: mean(({ cores }) => cores),
    generatorShare: mean(({ generatorShare }) => generatorShare),
    busiestShare: mean(({ busiestShare }) => busiestShare),
  }
}

function row({ perSecond, cpuMs, cores, generatorShare }: Figures): string[] {
  return [figure(perSecond, 0), figure(cpuMs, 2), figure(cores, 2), `${figure(100 * generatorShare, 0)} %`]
}

function printMemory(gateway: RunningCommand): void {
  const roles: readonly (readonly [string, number])[] = [
    ['porter', gateway.all()[0] ?? 0],
    ['keeper', gateway.keeper() ?? 0],
    ...gateway.readers().map((pid) => ['reader', pid] as const),
  ]
  const rows = roles.map(([role, pid]) => {
    const { own, resident } = memoryOf(pid)
    return [role, figure(own, 0), figure(resident, 0)]
  })
  printTable('Memory after that', ['', 'MB of its own', 'MB resident'], rows)
}

async function printKills(gateway: RunningCommand, kills: number): Promise<void> {
  const { keepers, readers, answers, failures, strangers, failedTwice, slowestMs } = await measureKills(gateway, kills)
  printTable(
    'Keeper and readers killed with SIGKILL under load, eight clients',
    ['', ''],
    [
      ['readers and keepers killed', `${readers} and ${keepers}`],
      ['requests answered', figure(answers, 0)],
      ['failed on connections of the process killed', failures],
      ['failed on others', strangers.length === 0 ? 0 : `${strangers.length}: ${[...new Set(strangers)].join(', ')}`],
      ['failed when sent once more', failedTwice],
      ['slowest, sent once more or not, ms', figure(slowestMs, 0)],
    ],
  )
}

async function printGenerations(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'oruk-gateway-readers-'))
  const council = await startFakeCouncil(plainServices(1))
  const configPath = join(dataDir, 'feeds.json')
  const feed = { slug: 'north', name: 'North', publisher: 'North council', url: council.url }
  await writeFile(configPath, JSON.stringify({ feeds: [feed], allowPrivateHosts: ['127.0.0.1'] }))
  const gateway = await runCommand(PORT_OF_CHANGES, READERS, { dataDir, configPath })
  try {
    const change = (name: string): void => void (council.services = plainServices(1, { name }))
    const lags = await measureGenerations(gateway, dataDir, change, CHANGES)
    const at = (share: number): string => figure(lags[Math.min(lags.length - 1, Math.floor(share * lags.length))] ?? 0)
    printTable(
      `From a commit to the answer of each reader, ${CHANGES} times, load ${figure(loadavg()[0] ?? 0)}`,
      ['', 'ms'],
      [
        ['half within', at(0.5)],
        ['95 of 100 within', at(0.95)],
        ['all within', at(1)],
      ],
    )
  } finally {
    await gateway.stop()
    await council.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function urlOf({ port }: RunningCommand): string {
  return `http://127.0.0.1:${port}`
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function times(ratio: number): string {
  return `${figure(ratio, 2)}×`
}
