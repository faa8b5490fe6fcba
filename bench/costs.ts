import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { threadCpuUsage } from 'node:process'
import type { FacetDimension, ServiceFilter } from '../src/catalogue/service-query.ts'
import { patiently, Unfinished } from '../src/catalogue/steps.ts'
import { CONDITION_MS, FACET_MS, MEASURED_SERVICES } from '../src/graphql/field-work.ts'
import { openInvented } from './search/invented-gateway.ts'
import { figure, printTable } from './print-table.ts'
import { inventCatalogue, termUri } from './search/invent-catalogue.ts'
import { areaCode } from './search/invented-areas.ts'

const AREAS = 200

/** Filters that each condition's price is measured by, as the dearer of standing alone and under `not`. */
const FILTERS: Readonly<Record<keyof typeof CONDITION_MS, ServiceFilter>> = {
  any: {},
  text: { text: 'the ' },
  taxonomyTerms: { taxonomyTerms: { anyOf: [termUri(1)], descendants: true } },
  areas: { areas: { anyOf: [areaCode(1)], basis: 'SERVES' } },
  near: { near: { latitude: 51, longitude: -1, withinMetres: 100_000 } },
  within: { within: { south: 50, north: 54, west: -4, east: 2 } },
  openAt: { openAt: { days: ['MONDAY'] } },
  languages: { languages: ['pl'] },
  other: { age: 30 },
}

/**
 * Prints what one unit costs in milliseconds of processor time with 400,000 invented services, or as many times what it costs with fewer, beside what an operation's cost counts it as
 * (`graphql/field-work.ts`), and the longest that the thread was deaf. Set BENCH_CATALOGUE to keep the file and use it again.
 */
export function benchCosts(services = MEASURED_SERVICES): void {
  const size = { services, areas: AREAS }
  const scale = MEASURED_SERVICES / services
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const file = process.env['BENCH_CATALOGUE'] ?? join(folder, 'catalogue.sqlite')
  try {
    if (!existsSync(file)) inventCatalogue(file, size)
    const gateway = openInvented(file, size)
    const { reader } = gateway
    const count = (filter: ServiceFilter) => timed(() => reader.services.countServices(filter, 'INCLUDE', 'KEEP'))
    count({ anyStatus: true })
    const all = count({})
    const rows = Object.entries(FILTERS).flatMap(([name, filter]): string[][] => {
      const [alone, negated] = name === 'any' ? [all, all] : [count(filter), count({ not: filter })]
      const dearer = alone.ms > negated.ms ? alone : negated
      const counted = new Map<string, number>(Object.entries(CONDITION_MS)).get(name) ?? 0
      return [
        [
          `where: ${name}`,
          figure((name === 'any' ? all.ms : dearer.ms - all.ms) * scale),
          figure(counted, 0),
          figure(dearer.longest),
        ],
      ]
    })
    for (const [name, counted] of Object.entries(FACET_MS)) {
      const { ms, longest } = timed(() => reader.services.countFacet({}, 'INCLUDE', dimensionOf(name), 'KEEP'))
      rows.push([`facets: ${name}`, figure((ms - all.ms) * scale), figure(counted, 0), figure(longest)])
    }
    gateway.close()
    printTable(
      `What one unit costs with ${MEASURED_SERVICES.toLocaleString('en-GB')} services, measured with ${services.toLocaleString('en-GB')}; of a step with so many as measured (ms of CPU; a request may cost 500)`,
      ['', 'measured', 'counted as', 'longest step'],
      rows,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function dimensionOf(by: string): FacetDimension {
  switch (by) {
    case 'taxonomyTerms':
    case 'organizations':
    case 'languages':
      return { by, first: 20 }
    case 'areas':
      return { by, type: 'DISTRICT', basis: 'AVAILABLE', first: 20 }
    case 'feeds':
    case 'attending':
    case 'status':
    case 'free':
    case 'accessible':
      return { by, first: 20 }
    default:
      throw new Error(`There is no facet ${by}.`)
  }
}

/** The time of all steps, and of the longest. */
function timed(ask: () => unknown): { readonly ms: number; readonly longest: number } {
  const patience = { underWay: new Map(), finished: new Map() }
  const steps: number[] = []
  const measure = <T>(step: () => T): T => {
    const before = processorMs()
    try {
      return step()
    } finally {
      steps.push(processorMs() - before)
    }
  }
  for (;;) {
    try {
      measure(() => patiently(patience, ask))
      return { ms: steps.reduce((sum, ms) => sum + ms, 0), longest: Math.max(...steps) }
    } catch (error) {
      if (!(error instanceof Unfinished)) throw error
      while (!measure(error.step));
    }
  }
}

function processorMs(): number {
  const { user, system } = threadCpuUsage()
  return (user + system) / 1000
}
