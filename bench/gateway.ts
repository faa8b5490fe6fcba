import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { prepareCatalogue, type PreparedCatalogue } from './gateway/prepare-catalogue.ts'
import { press } from './gateway/press.ts'
import { type Question, questionsOver } from './gateway/questions.ts'
import { type ServingProcess, startServing } from './gateway/serving-process.ts'
import { timeWarmStart, type WarmStart } from './gateway/time-warm-start.ts'
import { figure, printTable } from './print-table.ts'

const WARM_UP_MS = 1_000
const MEASURED_MS = 2_000
const ROUNDS = 2
const STARTS = 3

interface Figures {
  readonly perSecond: number
  readonly cpuMs: number
}

/** Prints what the gateway costs beside a Yoga that answers the same from memory, what it holds, and how soon it answers. */
export async function benchGateway(): Promise<void> {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.ts', import.meta.url))])
  const catalogue = await prepareCatalogue()
  try {
    const megabytes = await compare(catalogue)
    printTable(
      'Memory after the run',
      ['', 'MB resident'],
      [
        ['gateway', figure(megabytes.gateway, 0)],
        ['bare Yoga', figure(megabytes.yoga, 0)],
      ],
    )
    printTable(
      'Command to first answer on a warm file',
      ['', 'ms', 'CPU ms', 'MB resident'],
      [await startsOf('from sources', 'bin', catalogue), await startsOf('built', 'dist/bin', catalogue)],
    )
  } finally {
    await catalogue.remove()
  }
}

/** The sooner of several starts, one after the other: of one folder only one gateway may be the master. */
async function startsOf(name: string, folder: string, catalogue: PreparedCatalogue): Promise<string[]> {
  const command = fileURLToPath(new URL(`../${folder}/oruk-gateway.js`, import.meta.url))
  const starts: WarmStart[] = []
  for (let start = 0; start < STARTS; start++)
    starts.push(await timeWarmStart(command, catalogue.dataDir, catalogue.configPath))
  const [first] = starts.toSorted((a, b) => a.ms - b.ms)
  return [name, figure(first?.ms ?? 0, 0), figure(first?.cpuMs ?? 0, 0), figure(first?.residentMegabytes ?? 0, 0)]
}

/** Prints the questions' figures; what both hold after them, in megabytes. */
async function compare(catalogue: PreparedCatalogue): Promise<{ readonly gateway: number; readonly yoga: number }> {
  const gateway = await startServing('serve-gateway.ts', [catalogue.dataDir, catalogue.configPath])
  const bare = await startServing('serve-bare-yoga.ts', [catalogue.memoryPath])
  try {
    const rows: string[][] = []
    for (const question of questionsOver(catalogue)) {
      const { own, kept, yoga } = await measure(question, gateway, bare)
      rows.push([question.name, ...row(own), ...row(yoga), `${figure(own.cpuMs / yoga.cpuMs, 2)}×`, ...row(kept)])
    }
    const columns = ['', 'requests/s', 'CPU ms', 'bare Yoga/s', 'CPU ms', 'CPU ratio', 'with kept answers/s', 'CPU ms']
    printTable(`Questions over ${catalogue.services.length} services, eight at a time`, columns, rows)
    const [own, yoga] = [await gateway.usage(), await bare.usage()]
    return { gateway: own.rssMegabytes, yoga: yoga.rssMegabytes }
  } finally {
    await gateway.stop()
    await bare.stop()
  }
}

async function measure(
  question: Question,
  gateway: ServingProcess,
  bare: ServingProcess,
): Promise<{ own: Figures; kept: Figures; yoga: Figures }> {
  // A whole answer is kept by the body that asked for it, so each body is another.
  const fresh = (n: number): string =>
    JSON.stringify({
      query: question.query,
      variables: question.variables(n),
      extensions: { n: `${process.hrtime.bigint()}` },
    })
  const same = (n: number): string => JSON.stringify({ query: question.query, variables: question.variables(n) })
  await press(gateway.url, fresh, WARM_UP_MS)
  await press(bare.url, fresh, WARM_UP_MS)
  const own: Figures[] = []
  const yoga: Figures[] = []
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await figuresOf(gateway, fresh))
    yoga.push(await figuresOf(bare, fresh))
  }
  return { own: best(own), kept: await figuresOf(gateway, same), yoga: best(yoga) }
}

async function figuresOf(server: ServingProcess, bodyOf: (n: number) => string): Promise<Figures> {
  const before = await server.usage()
  const { requests, seconds } = await press(server.url, bodyOf, MEASURED_MS)
  const after = await server.usage()
  return { perSecond: requests / seconds, cpuMs: (after.cpuMs - before.cpuMs) / requests }
}

/** Of several rounds the one least disturbed by whatever else the machine does. */
function best(rounds: readonly Figures[]): Figures {
  return rounds.toSorted((a, b) => a.cpuMs - b.cpuMs)[0] ?? { perSecond: 0, cpuMs: 0 }
}

function row({ perSecond, cpuMs }: Figures): string[] {
  return [figure(perSecond, 0), figure(cpuMs, 2)]
}
