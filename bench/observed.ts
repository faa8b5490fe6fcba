import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { POPULATION_BANDS } from '../src/geography/population-bands.ts'
import { keepObservation } from '../src/intake/figures/keep-observation.ts'
import { ANY_TERM_KEY, type Observation, type ObservedCounts } from '../src/model/observation.ts'
import { measureFile } from '../src/store/measure-file.ts'
import { openForWriting } from '../src/store/tables.ts'
import { createWriterStore } from '../src/store/writer-store.ts'
import { createRandom } from '../test/create-random.ts'
import { printTable } from './print-table.ts'

const [AREAS, TERMS, WEEKS, FEEDS] = [40, 200, 52, 40]
const CHANGING = 0.02

/** What a year of daily looks takes in the file: 40 areas by 200 terms, of which a fiftieth changes each week. */
export function benchObserved(): void {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const file = join(folder, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  const store = createWriterStore(db)
  const random = createRandom(42)
  const services = Array.from({ length: AREAS * TERMS }, () => Math.floor(random() * 60))
  const bytes = (): number =>
    measureFile(file)
      .groups.filter(({ name }) => name === 'history')
      .reduce((sum, group) => sum + group.bytes, 0)
  const rows: (string | number)[][] = []
  const begun = Date.UTC(2026, 0, 1)
  for (let day = 0; day < WEEKS * 7; day += 1) {
    // Spread over the week as changes are.
    const changes = Math.round((CHANGING * services.length) / 7)
    for (let n = 0; day > 0 && n < changes; n += 1) {
      const cell = Math.floor(random() * services.length)
      services[cell] = Math.max(0, (services[cell] ?? 0) + (random() < 0.5 ? -1 : 1))
    }
    keepObservation(store, observationOf(services, day), new Date(begun + day * 86_400_000).toISOString())
    store.show()
    if (day === 0 || day === 181 || day === WEEKS * 7 - 1) rows.push([day + 1, (bytes() / 1_000_000).toFixed(2)])
  }
  db.close()
  rmSync(folder, { recursive: true, force: true })
  printTable(
    'A year of daily looks: 40 areas, 200 terms, 2 % changing a week, another feed stale each day',
    ['looks', 'MB of the tables of history'],
    rows,
  )
}

function observationOf(services: readonly number[], day: number): Observation {
  const keys = [ANY_TERM_KEY, ...Array.from({ length: TERMS }, (_, term) => `https://terms.example/services/${term}`)]
  const areas = Array.from({ length: AREAS }, (_, area) => {
    const own = services.slice(area * TERMS, (area + 1) * TERMS)
    const sum = own.reduce((total, each) => total + each, 0)
    return {
      code: `E0600${1000 + area}`,
      reach: { publisher: 'WHOLE', others: 'WHOLE' } as const,
      counts: new Map(keys.map((key, at) => [key, countsOf(at === 0 ? sum : (own[at - 1] ?? 0))])),
    }
  })
  const feeds = Array.from({ length: FEEDS }, (_, feed) => ({
    ...{ slug: `council-${feed}`, name: `Council ${feed}`, areas: [`E0600${1000 + feed}`] },
    // Some can not be read each day, and never the same twice: no frame is kept again.
    state: (day * 7 + feed * 13) % 397 < 40 ? ('STALE' as const) : ('FRESH' as const),
    ...{ detailedPercent: 100, readBy: 'orukread/1', readWith: 'x'.repeat(27) },
  }))
  const rules = { matching: 'orukmatch/1', placing: 'orukplace/1', coverage: 'orukcoverage/1' }
  // Estimates come once a year.
  const year = Math.floor(day / 365)
  const bands = POPULATION_BANDS.map((band, at) => [band, [10_000 + at + year, `mid-${2020 + year}`]] as const)
  const people = Object.fromEntries(areas.map(({ code }) => [code, Object.fromEntries(bands)]))
  const frame = { feeds, rules, ...{ geography: 'g', populations: `p${year}`, terms: 't', decisions: 'd' } }
  return { generation: day, frame, people, keys, areas }
}

function countsOf(services: number): ObservedCounts {
  const [serves, located] = [Math.floor(services / 3), Math.floor(services / 2)]
  const count = {
    services,
    records: services + 3,
    serves,
    located,
    publisher: services - serves - located,
    possible: 2,
  }
  const part = (own: number) => ({ ...count, services: own, records: own, possible: 0 })
  return { AVAILABLE: count, SERVES: part(serves), LOCATED: part(located), PUBLISHER: part(services) }
}
