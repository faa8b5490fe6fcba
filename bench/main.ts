// Measurements, printed as small tables: `npm run bench` lists them, `npm run bench -- kill 50` runs one.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { benchCosts } from './costs.ts'
import { benchCoverage } from './coverage.ts'
import { benchGateway } from './gateway.ts'
import { benchHostile } from './hostile.ts'
import { benchHostileMemory } from './hostile-memory.ts'
import { benchKill } from './kill.ts'
import { benchMatching } from './matching.ts'
import { benchObserved } from './observed.ts'
import { benchPages } from './pages.ts'
import { benchQuestions } from './questions.ts'
import { benchReaders } from './readers.ts'
import { benchReading } from './reading.ts'
import { benchSearch } from './search.ts'
import { benchSearchQuality } from './search-quality.ts'
import { benchSettling } from './settling.ts'
import { benchSoak } from './soak.ts'
import { benchTags } from './tags.ts'
import { benchFill } from './fill.ts'
import { benchShip } from './ship.ts'
import { benchStaleness } from './staleness.ts'
import { benchTakeOver } from './take-over.ts'

interface Bench {
  /** How it is asked for, after `npm run bench --`. */
  readonly usage: string
  readonly measures: string
  run(argument: string | undefined): void | Promise<void>
}

const BENCHES: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ['gateway', { usage: '', measures: 'a query beside a bare Yoga, memory and start; seconds', run: benchGateway }],
  ['reading', { usage: '', measures: 'records a second of a first read; seconds', run: benchReading }],
  [
    'matching',
    {
      usage: '',
      measures: 'precision and recall of duplicates on labelled sets; seconds',
      run: () => benchMatching(process.env['RECORDINGS']),
    },
  ],
  [
    'tags',
    {
      usage: '',
      measures: 'precision of the terms suggested for untagged services; seconds',
      run: () => benchTags(process.env['RECORDINGS']),
    },
  ],
  ['observed', { usage: '', measures: 'bytes of a year of looks at figures; seconds', run: benchObserved }],
  ['search', { usage: '[large]', measures: 'searches beside reading rows by key; minutes', run: benchSearch }],
  [
    'search-quality',
    { usage: '[TEXT]', measures: 'how well judged questions are answered; minutes', run: benchSearchQuality },
  ],
  ['coverage', { usage: '[large|page]', measures: 'figures beside a bare scan; minutes', run: benchCoverage }],
  [
    'settling',
    {
      usage: '[SERVICES]',
      measures: 'clusters and scores beside judging in plain Maps, heap, bytes; minutes',
      run: (services) => benchSettling(numberFrom(services)),
    },
  ],
  [
    'costs',
    {
      usage: '[SERVICES]',
      measures: 'what one unit of an operation’s cost costs; minutes',
      run: (services) => benchCosts(numberFrom(services)),
    },
  ],
  [
    'questions',
    {
      usage: '[SERVICES]',
      measures: 'what honest questions cost over many services; minutes',
      run: benchQuestions,
    },
  ],
  [
    'pages',
    {
      usage: '[SECONDS]',
      measures: 'what pages cost, and 50 of them a second; minutes',
      run: (seconds) => benchPages(numberFrom(seconds)),
    },
  ],
  ['hostile', { usage: '[NAME]', measures: 'hostile requests beside an honest client; minutes', run: benchHostile }],
  [
    'hostile-memory',
    { usage: '', measures: 'the heap under queries never asked twice; minutes', run: benchHostileMemory },
  ],
  [
    'soak',
    {
      usage: '[MINUTES]',
      measures: 'what stays resident under load, over time; an hour',
      run: (minutes) => benchSoak(numberFrom(minutes)),
    },
  ],
  [
    'take-over',
    {
      usage: '[RESTARTS]',
      measures: 'what clients meet while processes take over; minutes',
      run: (restarts) => benchTakeOver(numberFrom(restarts)),
    },
  ],
  [
    'readers',
    {
      usage: '[KILLS]',
      measures: 'two readers beside one process, memory, new generations, kills; minutes',
      run: (kills) => benchReaders(numberFrom(kills)),
    },
  ],
  [
    'ship',
    {
      usage: '[FAULTS]',
      measures: 'whether machines that share a catalogue hold the same after faults at random; 20 minutes',
      run: (faults) => benchShip(numberFrom(faults)),
    },
  ],
  [
    'fill',
    {
      usage: '[SERVICES]',
      measures: 'how long a replica takes from nothing, and how far behind its leader it is; minutes',
      run: (services) => benchFill(numberFrom(services)),
    },
  ],
  [
    'staleness',
    {
      usage: '[HOURS]',
      measures:
        'when 400 councils are first complete, and how old what is held is, day by day, on a clock of its own; minutes',
      run: (hours) => benchStaleness(numberFrom(hours)),
    },
  ],
  [
    'kill',
    {
      usage: '[TIMES]',
      measures: 'what SIGKILL loses during a first refresh; minutes',
      run: (times) => benchKill(numberFrom(times)),
    },
  ],
  [
    'chaos',
    {
      usage: '[MINUTES]',
      measures: 'feeds, clients, clock, disk and kills all at random, which honest clients must not notice; 10 minutes',
      run: runChaos,
    },
  ],
])

const [wanted, argument] = process.argv.slice(2)
const bench = BENCHES.get(wanted ?? '')
if (bench !== undefined) await bench.run(argument)
else {
  if (wanted !== undefined) console.error(`There is no measurement ${wanted}.`)
  console.log('npm run bench -- NAME, with one of:\n')
  for (const [name, { usage, measures }] of BENCHES) console.log(`  ${`${name} ${usage}`.padEnd(24)}${measures}`)
  process.exitCode = wanted === undefined ? 0 : 1
}

function numberFrom(argument: string | undefined): number | undefined {
  return argument === undefined ? undefined : Number(argument)
}

/** In a process of its own, which ends with 1 where a promise was broken. */
function runChaos(minutes = '10'): void {
  const script = fileURLToPath(new URL('./chaos.ts', import.meta.url))
  const { status } = spawnSync(process.execPath, [script, '--minutes', minutes], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
