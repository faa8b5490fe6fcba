// Measurements, printed as small tables: `npm run bench` for those of seconds, `npm run bench -- kill 50` for one by name.
import { benchCoverage } from './coverage.ts'
import { benchGateway } from './gateway.ts'
import { benchHostileMemory } from './hostile-memory.ts'
import { benchCosts } from './costs.ts'
import { benchHostile } from './hostile.ts'
import { benchKill } from './kill.ts'
import { benchMatching } from './matching.ts'
import { benchReading } from './reading.ts'
import { benchSearch } from './search.ts'
import { benchSearchQuality } from './search-quality.ts'
import { benchTakeOver } from './take-over.ts'
import { benchSettling } from './settling.ts'

type Bench = (argument: string | undefined) => void | Promise<void>

const BENCHES: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ['gateway', () => benchGateway()],
  ['reading', () => benchReading()],
  ['matching', () => benchMatching(process.env['RECORDINGS'])],
  ['coverage', (services) => benchCoverage(services)],
  ['search', (services) => benchSearch(services)],
  ['search-quality', (text) => benchSearchQuality(text)],
  ['settling', (services) => benchSettling(services === undefined ? undefined : Number(services))],
  ['hostile-memory', () => benchHostileMemory()],
  ['take-over', (restarts) => benchTakeOver(restarts === undefined ? undefined : Number(restarts))],
  ['costs', () => benchCosts()],
  ['hostile', (named) => benchHostile(named)],
  ['kill', (times) => benchKill(times === undefined ? undefined : Number(times))],
])
/** These take minutes, and run only where named. */
const LONG: ReadonlySet<string> = new Set([
  'costs',
  'hostile',
  'coverage',
  'search',
  'search-quality',
  'settling',
  'hostile-memory',
  'take-over',
  'kill',
])

const [wanted, argument] = process.argv.slice(2)
if (wanted !== undefined && !BENCHES.has(wanted)) {
  console.error(`There is no measurement ${wanted}: name one of ${[...BENCHES.keys()].join(', ')}.`)
  process.exitCode = 1
} else {
  for (const [name, bench] of BENCHES)
    if (wanted === undefined ? !LONG.has(name) : name === wanted) await bench(argument)
}
