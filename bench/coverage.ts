import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiguresReader } from '../src/catalogue/figures/create-figures-reader.ts'
import type { FiguresQuestion, FiguresReader } from '../src/catalogue/figures/figures-reader.ts'
import { createCountKeeper } from '../src/intake/figures/keep-counts.ts'
import { createAreaRows } from '../src/catalogue/areas/area-rows.ts'
import type { ReaderStore } from '../src/store/reader-store.ts'
import { readTermView, type TermView } from '../src/catalogue/terms/term-view.ts'
import { openForWriting } from '../src/store/tables.ts'
import { createWriterStore } from '../src/store/writer-store.ts'
import { createGazetteer, type Gazetteer } from '../src/geography/gazetteer.ts'
import { builtInRegistry } from '../src/taxonomy/scheme-registry.ts'
import { benchRegionalPage } from './coverage/regional-page.ts'
import { figure, printTable } from './print-table.ts'
import { areaCode } from './search/invented-areas.ts'
import { inventCatalogue, LEVEL_STARTS, termUri, type CatalogueSize } from './search/invent-catalogue.ts'
import { openStore } from '../src/catalogue/open-store.ts'

const SMALL: CatalogueSize = { services: 60_000, areas: 40 }
const LARGE: CatalogueSize = { services: 400_000, areas: 200 }
const ROUNDS = 15

const ALL: FiguresQuestion = { filter: {}, unknowns: 'EXCLUDE', basis: 'AVAILABLE' }
const FREE_ON_MONDAYS: FiguresQuestion = { ...ALL, filter: { free: true, openAt: { days: ['MONDAY'] } } }

/**
 * Prints what the counts of a matrix cost over invented services, each beside the bare SQL scan of the same rows in the same run:
 * 60,000 services in 40 areas, or 400,000 in 200 where the argument is "large". Nothing is remembered between rounds. Where it is
 * "page": the README's regional page over the sample region, as a client asks for it. Set BENCH_CATALOGUE to keep the file.
 */
export async function benchCoverage(argument: string | undefined): Promise<void> {
  if (argument === 'page') return benchRegionalPage()
  const size = argument === 'large' ? LARGE : SMALL
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const file = process.env['BENCH_CATALOGUE'] ?? join(folder, 'catalogue.sqlite')
  try {
    if (!existsSync(file)) inventCatalogue(file, size)
    const gazetteer = gazetteerOf(size)
    const keeping = timeOf(() => keepAll(file, gazetteer))
    const store = openStore(file)
    const rows = measureAll(forgetful(store), gazetteer, size)
    store.close()
    printTable(
      `Coverage of ${size.services.toLocaleString('en-GB')} services in ${size.areas} areas by 1,500 terms (all counts made again in ${figure(keeping, 0)} ms)`,
      ['', 'median ms', 'CPU ms', 'bare scan, CPU ms', 'aim ms'],
      rows,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function keepAll(file: string, gazetteer: Gazetteer): void {
  const { db } = openForWriting(file)
  db.exec('DELETE FROM area_count')
  const store = createWriterStore(db)
  createCountKeeper(store, () => performance.now()).keep({ gazetteer, version: 'bench' })
  store.show()
  db.close()
}

function measureAll(store: ReaderStore, gazetteer: Gazetteer, size: CatalogueSize): string[][] {
  const terms = readTermView(
    store,
    () => undefined,
    () => builtInRegistry,
  )
  const figures = createReaderOver(store, gazetteer, terms)
  const areas = Array.from({ length: size.areas }, (_, number) => [areaCode(number)])
  const termsUpTo = (count: number, from = 1) => Array.from({ length: count }, (_, at) => [termUri(from + at)])
  const [every, level] = [termsUpTo(LEVEL_STARTS[4] - 1), termsUpTo(40, LEVEL_STARTS[1])]
  const top = termsUpTo(LEVEL_STARTS[1] - 1).flat()
  const scan = (tids: readonly (readonly string[])[], more = ''): number =>
    processorTime(() => {
      const numbers = JSON.stringify(tids.map(([uri]) => terms.rowOf(uri ?? '')))
      store.all(
        `SELECT c.aid, c.tid, count(*) AS n FROM json_each(?) a CROSS JOIN json_each(?) t CROSS JOIN cell c ON c.aid = a.value AND c.tid = t.value
         WHERE (c.facts & 1) = 1 ${more} GROUP BY 1, 2`,
        JSON.stringify(Array.from({ length: size.areas }, (_, number) => number + 1)),
        numbers,
      )
    })
  const isFreeOnMonday = `AND ((c.facts >> 1) & 3) = 2 AND (c.facts & ${(1 << 3) | (1 << 11)}) = ${(1 << 3) | (1 << 11)}`
  const factor = size === LARGE ? 10 : 1
  const line = (name: string, run: () => unknown, bare: number, aim: number): string[] => [
    name,
    figure(median(run), 1),
    figure(processorTime(run), 1),
    figure(bare, 1),
    String(aim * factor),
  ]
  return [
    line('all 1,500 terms, unfiltered', () => figures.countCells(ALL, areas, every), scan(every), 50),
    line('one level of 40 terms, unfiltered', () => figures.countCells(ALL, areas, level), scan(level), 10),
    line('services of each area, unfiltered', () => figures.countCells(ALL, areas, ['ANY_TERM']), scan([]), 10),
    line(
      'taxonomy coverage of each area',
      () => figures.countCells(ALL, areas, [{ schemes: ['https://terms.example/'] }]),
      scan(top.map((uri) => [uri])),
      50,
    ),
    line(
      'all 1,500 terms, free and on Mondays',
      () => figures.countCells(FREE_ON_MONDAYS, areas, every),
      scan(every, isFreeOnMonday),
      150,
    ),
    line(
      '40 terms, free and on Mondays',
      () => figures.countCells(FREE_ON_MONDAYS, areas, level),
      scan(level, isFreeOnMonday),
      150,
    ),
  ]
}

function createReaderOver(store: ReaderStore, gazetteer: Gazetteer, terms: TermView): FiguresReader {
  const areas = createAreaRows(store, () => gazetteer)
  return createFiguresReader({
    store,
    areas,
    geographyVersion: () => 'bench',
    slugOf: (fid) => `feed-${fid}`,
    feedAreas: () => [],
    smallAreas: () => [],
    smallAreaLookup: () => () => [],
    search: {
      areas,
      feedId: (slug) => Number(slug.slice('feed-'.length)),
      feedSlugs: () => [],
      taxonomyKey: (name: string) => name,
      termId: (uri) => terms.rowOf(uri),
      organizationId: () => undefined,
      searchedText: () => undefined,
      typedText: () => undefined,
      mappings: { isEmpty: true, reachedFrom: () => [], uriOf: () => undefined, expand: () => new Map() },
      nowMs: () => Date.now(),
      hasLanguage: () => false,
    },
  })
}

/** Nothing but statements and area rows is kept between two rounds. */
function forgetful(store: ReaderStore): ReaderStore {
  return { ...store, remember: (key, compute) => (key === 'area rows' ? store.remember(key, compute) : compute()) }
}

function gazetteerOf({ areas }: CatalogueSize): Gazetteer {
  return createGazetteer(
    Array.from({ length: areas }, (_, number) => ({
      code: areaCode(number),
      name: `District ${number}`,
      otherNames: [],
      type: 'DISTRICT' as const,
      parents: [],
      successors: [],
    })),
  )
}

function median(run: () => unknown): number {
  run()
  const times = Array.from({ length: ROUNDS }, () => timeOf(run)).toSorted((a, b) => a - b)
  return times[Math.floor(ROUNDS / 2)] ?? 0
}

/** Mean processor time of a run: what it costs whatever else the machine does at the time. */
function processorTime(run: () => unknown): number {
  run()
  const before = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round += 1) run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / ROUNDS
}

function timeOf(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

if (import.meta.main) await benchCoverage(process.argv[2])
