import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAreaRows } from '../src/catalogue/areas/area-rows.ts'
import type { ReaderStore } from '../src/store/reader-store.ts'
import { readTermView } from '../src/catalogue/terms/term-view.ts'
import { countFacet } from '../src/catalogue/search/count-facet.ts'
import type { SearchContext } from '../src/catalogue/search/search-context.ts'
import { countServices, searchServices, type PageWish } from '../src/catalogue/search/search-services.ts'
import { suggest } from '../src/catalogue/suggest/suggest.ts'
import { questionOf } from '../src/catalogue/search/question.ts'
import { catalogueSynonyms } from '../src/catalogue/search/catalogue-synonyms.ts'
import { knownWords } from '../src/catalogue/search/known-words.ts'
import { searchedText, typedText } from '../src/catalogue/search/searched-text.ts'
import type { AreaMatch, Near, ServiceFilter, TermMatch } from '../src/catalogue/service-query.ts'
import type { Gazetteer } from '../src/geography/gazetteer.ts'
import { builtInRegistry } from '../src/taxonomy/scheme-registry.ts'
import { createRandom } from '../test/create-random.ts'
import { figure, printTable } from './print-table.ts'
import { inventCatalogue, LEVEL_STARTS, termUri, type CatalogueSize } from './search/invent-catalogue.ts'
import { areaCode, inventGazetteer } from './search/invented-areas.ts'
import { openStore } from '../src/catalogue/open-store.ts'

const SMALL: CatalogueSize = { services: 60_000, areas: 40 }
const LARGE: CatalogueSize = { services: 400_000, areas: 200 }
const WARM_UP = 50
const ROUNDS = 300

/**
 * Prints medians and 99th percentiles of searches over invented services, each beside reading 20 rows by key in the same run:
 * 60,000 services, or 400,000 where the argument is "large". Set BENCH_CATALOGUE to keep the file and use it again.
 */
export async function benchSearch(argument: string | undefined): Promise<void> {
  const size = argument === 'large' ? LARGE : SMALL
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const file = process.env['BENCH_CATALOGUE'] ?? join(folder, 'catalogue.sqlite')
  try {
    const start = performance.now()
    if (!existsSync(file)) inventCatalogue(file, size)
    const seconds = (performance.now() - start) / 1000
    const before = process.memoryUsage()
    const store = openStore(file)
    const rows = measureAll(store, size)
    const after = process.memoryUsage()
    const grown = [after.heapUsed - before.heapUsed, after.rss - before.rss].map((bytes) => figure(bytes / 2 ** 20, 0))
    store.close()
    printTable(
      `Searches over ${size.services.toLocaleString('en-GB')} services in ${size.areas} areas (made in ${figure(seconds, 0)} s; ${grown[0]} MB of heap more at the end, ${grown[1]} MB resident with the mapped file)`,
      ['', 'median ms', 'p99 ms', 'mean CPU ms', '× 20 rows by key', 'aim ms'],
      rows,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measureAll(store: ReaderStore, size: CatalogueSize): string[][] {
  const context = createContext(store, size)
  const terms = readTermView(
    store,
    () => undefined,
    () => builtInRegistry,
  )
  const random = createRandom(7)
  const upTo = (count: number): number => Math.floor(random() * count)
  const sampleOf = (sql: string): Record<string, unknown> => store.get(sql, 1 + upTo(size.services)) ?? {}
  const term = (level = upTo(4)): TermMatch => {
    const [start = 1, end = 2] = LEVEL_STARTS.slice(level, level + 2)
    return { anyOf: [termUri(start + upTo(end - start))], descendants: true }
  }
  const area = (): AreaMatch => ({ anyOf: [areaCode(upTo(size.areas))], basis: 'AVAILABLE' })
  const near = (): Near => {
    const { latitude, longitude } = sampleOf(
      'SELECT latitude, longitude FROM service_location WHERE sid = ? AND place = 0',
    )
    return { latitude: Number(latitude), longitude: Number(longitude), withinMetres: 5_000 }
  }
  const text = (): string => {
    const name = String(sampleOf('SELECT name_sort FROM service WHERE sid = ?')['name_sort']).split(' ')
    return name.slice(0, 1 + upTo(3)).join(' ')
  }
  const ask = (filter: ServiceFilter) => questionOf(store, context, filter, 'INCLUDE')
  const page = (filter: ServiceFilter, more: Partial<PageWish> = {}) =>
    searchServices(store, context, ask(filter), { slice: { limit: 20, backward: false }, ...more })
  const sources = { store, areas: context.areas, terms: () => terms, gazetteer: () => gazetteerOf(size) }
  const facets = (filter: ServiceFilter): void => {
    for (const by of ['taxonomyTerms', 'feeds', 'free'] as const)
      countFacet(sources, ask(filter), by === 'taxonomyTerms' ? { by, first: 20 } : { by })
  }
  const deep = deepCursors(page)
  const uids = Array.from({ length: ROUNDS + WARM_UP }, () =>
    JSON.stringify(Array.from({ length: 20 }, () => sampleOf('SELECT uid FROM service WHERE sid = ?')['uid'])),
  )
  const byKey = measure((n) =>
    store.all(
      'SELECT s.uid, b.body FROM service s JOIN service_body b USING (sid) WHERE s.uid IN (SELECT value FROM json_each(?))',
      uids[n] ?? '[]',
    ),
  )
  const rows: [string, number | undefined, () => Measured][] = [
    ['20 rows by key', undefined, () => byKey],
    ['page of 20 by term subtree', 2, () => measureOf(() => ({ taxonomyTerms: term() }), page)],
    ['page of 20 by term subtree and area', 2, () => measureOf(() => ({ taxonomyTerms: term(), areas: area() }), page)],
    ['page of 20 by area', 2, () => measureOf(() => ({ areas: area() }), page)],
    ['page of 20, all', 2, () => measureOf(() => ({}), page)],
    ['page 500 of the largest terms', undefined, () => measure((n) => deep.at(n, true))],
    ['page 1 of the same', undefined, () => measure((n) => deep.at(n, false))],
    ['near with term, 5 km', 10, () => measureOf(() => ({ near: near(), taxonomyTerms: term() }), page)],
    ['near, 5 km', 10, () => measureOf(() => ({ near: near() }), page)],
    ['text, 1 to 3 words', 15, () => measureOf(() => ({ text: text() }), page)],
    ['text and area', 15, () => measureOf(() => ({ text: text(), areas: area() }), page)],
    ['text mistyped', 15, () => measureOf(() => ({ text: `${text()}x` }), page)],
    [
      'suggestions for 1 to 8 letters',
      10,
      () =>
        measureOf(
          () => text().slice(0, 1 + upTo(8)),
          (typed: string) => suggest(sources, typed, 8),
        ),
    ],
    [
      'suggestions mistyped',
      10,
      () =>
        measureOf(
          () => `${text().slice(0, 7)}x`,
          (typed: string) => suggest(sources, typed, 8),
        ),
    ],
    ['facets of term and area', 15, () => measureOf(() => ({ taxonomyTerms: term(), areas: area() }), facets)],
    ['facets of term subtree', 15, () => measureOf(() => ({ taxonomyTerms: term() }), facets)],
    ['facets of area', 15, () => measureOf(() => ({ areas: area() }), facets)],
    ['facets of text', 15, () => measureOf(() => ({ text: text() }), facets)],
    [
      'count of term subtree',
      undefined,
      () =>
        measureOf(
          () => ({ taxonomyTerms: term() }),
          (filter: ServiceFilter) => countServices(store, ask(filter)),
        ),
    ],
    [
      'count of text',
      undefined,
      () =>
        measureOf(
          () => ({ text: text() }),
          (filter: ServiceFilter) => countServices(store, ask(filter)),
        ),
    ],
  ]
  return rows.map(([name, aim, run]) => {
    const { median, p99, cpu } = run()
    return [
      name,
      figure(median, 2),
      figure(p99, 2),
      figure(cpu, 2),
      `${figure(median / byKey.median, 1)}×`,
      aim === undefined ? '' : String(aim),
    ]
  })
}

/** Cursors on the last item of page 499 of terms that have so many. */
function deepCursors(page: (filter: ServiceFilter, more?: Partial<PageWish>) => ReturnType<typeof searchServices>) {
  const lists = [1, 2, 3, 4, 5].flatMap((number) => {
    const filter: ServiceFilter = { taxonomyTerms: { anyOf: [termUri(number)], descendants: true } }
    const skipped = page(filter, { slice: { limit: 499 * 20, backward: false } }).hits.at(-1)
    return skipped === undefined ? [] : [{ filter, anchor: skipped.anchor }]
  })
  return {
    at(n: number, isDeep: boolean): void {
      const list = lists[n % lists.length]
      if (list !== undefined)
        page(list.filter, { slice: { limit: 20, backward: false, ...(isDeep ? { after: list.anchor } : {}) } })
    },
  }
}

interface Measured {
  readonly median: number
  readonly p99: number
  /** Mean processor time: what it costs whatever else the machine does at the time. */
  readonly cpu: number
}

function measureOf<T>(make: () => T, run: (value: T) => unknown): Measured {
  const values = Array.from({ length: ROUNDS + WARM_UP }, make)
  return measure((n) => {
    const value = values[n]
    if (value !== undefined) run(value)
  })
}

function measure(run: (n: number) => unknown): Measured {
  const times: number[] = []
  let before = process.cpuUsage()
  for (let n = 0; n < ROUNDS + WARM_UP; n += 1) {
    if (n === WARM_UP) before = process.cpuUsage()
    const start = performance.now()
    run(n)
    if (n >= WARM_UP) times.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  return {
    median: times[Math.floor(times.length / 2)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    cpu: (user + system) / 1000 / ROUNDS,
  }
}

const gazetteers = new Map<number, Gazetteer>()

/** The districts of an invented catalogue. */
export function gazetteerOf({ areas }: CatalogueSize): Gazetteer {
  const known = gazetteers.get(areas)
  if (known !== undefined) return known
  const made = inventGazetteer(areas)
  gazetteers.set(areas, made)
  return made
}

function createContext(store: ReaderStore, size: CatalogueSize): SearchContext {
  const terms = readTermView(
    store,
    () => undefined,
    () => builtInRegistry,
  )
  const areas = createAreaRows(store, () => gazetteerOf(size))
  const knowledge = {
    synonyms: catalogueSynonyms(store, []),
    known: knownWords(store, areas.codesNamed),
    areas,
  }
  return {
    feedId: (slug) => Number(slug.slice('feed-'.length)),
    feedSlugs: () => [],
    taxonomyKey: (name: string) => name,
    termId: (uri) => terms.rowOf(uri),
    organizationId: () => undefined,
    areas,
    searchedText: (words) => searchedText(store, words, knowledge),
    typedText: (words) => typedText(words, knowledge),
    mappings: { isEmpty: true, reachedFrom: () => [], uriOf: () => undefined, expand: () => new Map() },
    nowMs: () => Date.now(),
    hasLanguage: () => false,
  }
}

if (import.meta.main) await benchSearch(process.argv[2])
