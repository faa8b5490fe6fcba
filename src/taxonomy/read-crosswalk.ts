import type { ImportProblem } from '../model/import-problem.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import type { MappingRelation, TermMapping } from '../model/term-mapping.ts'
import { readCsvRows } from '../model/csv-rows.ts'
import { builtInRegistry, type SchemeRegistry } from './scheme-registry.ts'
import { canonicalTermUri } from './term-uri.ts'
import { present } from '../model/present.ts'

/** Mappings in the file's order, and what was left out. */
export interface CrosswalkFile {
  readonly mappings: readonly TermMapping[]
  /** Mappings of earlier files that this one takes back. */
  readonly withdrawn: readonly WithdrawnMapping[]
  /** Rows of a template that nobody has decided: they name a term, and no relation. */
  readonly open: number
  readonly problems: readonly ImportProblem[]
}

/** Two terms that are no longer held to belong together, as one source had it, or any where none is named. */
export interface WithdrawnMapping extends Pick<TermMapping, 'from' | 'to'> {
  readonly source?: string
}

const relations: ReadonlyMap<string, MappingRelation> = new Map([
  ['exact', 'EXACT'],
  ['close', 'CLOSE'],
  ['broad', 'BROAD'],
  ['narrow', 'NARROW'],
])

/**
 * Reads reviewed mappings: CSV with `fromTerm,relation,toTerm` and `source,reviewer,date`. Terms are URIs or CURIEs of
 * shared schemes; relation is exact, close, broad or narrow (SKOS, with or without "Match"), a row without one is open, and
 * one that says withdrawn takes back what earlier files state of the two terms, of its source alone where it names one. A date may be written as a British spreadsheet does. `fileName` stands in where a row names no source. UnreadableImport where the columns are not those.
 */
export function readCrosswalkCsv(
  text: string,
  fileName: string,
  registry: SchemeRegistry = builtInRegistry,
): CrosswalkFile {
  const mappings: TermMapping[] = []
  const withdrawn: WithdrawnMapping[] = []
  const problems: ImportProblem[] = []
  const named = readCsvRows(text, ['fromterm', 'relation', 'toterm']).filter(
    ({ cells }) => cells.has('fromterm') || cells.has('toterm'),
  )
  const { stated = [], open = [] } = Object.groupBy(named, ({ cells }) => (cells.has('relation') ? 'stated' : 'open'))
  for (const { line, cells } of stated) {
    const from = canonicalTermUri(cells.get('fromterm') ?? '', registry)
    const to = canonicalTermUri(cells.get('toterm') ?? '', registry)
    const said = (cells.get('relation') ?? '').toLowerCase().replace(/match$/, '')
    if (said === 'withdrawn' && from !== undefined && to !== undefined) {
      withdrawn.push({ from, to, ...present({ source: cells.get('source') }) })
      continue
    }
    const relation = relations.get(said)
    if (from === undefined || to === undefined || relation === undefined || from === to) {
      const message =
        'Needs two different URIs or CURIEs and exact, close, broad, narrow or withdrawn between them; row left out.'
      problems.push({ line, message })
      continue
    }
    const reviewer = cells.get('reviewer')
    const date = readDayCell(cells.get('date') ?? '')
    mappings.push({
      from,
      to,
      relation,
      source: cells.get('source') ?? fileName,
      ...present({ reviewer, date }),
      proposed: false,
    })
  }
  return { mappings, withdrawn, open: open.length, problems }
}

/** `2026-11-28`, or `28/11/2026` as a spreadsheet saves it again; undefined where it is neither. */
export function readDayCell(stated: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(stated)) return stated
  const [, day, month, year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(stated) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return Number.isNaN(Date.parse(iso)) ? undefined : iso
}

/**
 * Reads a mapping list of the LGA (`{list: {items: [{identifier, label, mappings: […]}]}}`), such as needs to services.
 * A service that meets a need is taken as narrower than the need, so that a search by need finds it. `from` and `to`
 * name LGA lists. UnreadableImport where it is not JSON of that shape or a list is unknown.
 */
export function readLgaMappings(text: string, from: string, to: string): CrosswalkFile {
  const fromStub = stubOfList(from)
  const toStub = stubOfList(to)
  const mappings: TermMapping[] = []
  const problems: ImportProblem[] = []
  for (const [index, item] of itemsOf(parseJson(text)).entries()) {
    const fromCode = codeOf(item)
    if (fromCode === undefined) {
      problems.push({ message: `Item ${index + 1} has no identifier; left out.` })
      continue
    }
    for (const target of targetsOf(item)) {
      const toCode = codeOf(target)
      if (toCode === undefined) problems.push({ message: `A mapping of ${fromCode} has no identifier; left out.` })
      else
        mappings.push({
          from: fromStub + fromCode,
          to: toStub + toCode,
          relation: 'NARROW',
          source: `LGA ${from} to ${to}`,
          proposed: false,
        })
    }
  }
  return { mappings, withdrawn: [], open: 0, problems }
}

function stubOfList(name: string): string {
  const scheme = builtInRegistry.findByName(name) ?? builtInRegistry.findByName(`esd ${name}`)
  if (scheme === undefined)
    throw new UnreadableImport(`"${name}" is no LGA list; use services, needs or circumstances.`)
  return scheme.uriStub
}

function itemsOf(value: unknown): readonly unknown[] {
  const list = property(value, 'list') ?? value
  const items = property(list, 'items') ?? list
  if (!Array.isArray(items)) throw new UnreadableImport('The file is not an LGA mapping list: no list.items.')
  return items
}

/** Mapped terms, given bare or within groups of their own. */
function targetsOf(item: unknown): readonly unknown[] {
  const mappings = property(item, 'mappings')
  if (!Array.isArray(mappings)) return []
  return mappings.flatMap((mapping: unknown) => {
    const grouped = property(mapping, 'items')
    return Array.isArray(grouped) ? grouped : [mapping]
  })
}

function codeOf(value: unknown): string | undefined {
  const stated = typeof value === 'object' ? (property(value, 'identifier') ?? property(value, 'id')) : value
  const text = typeof stated === 'number' || typeof stated === 'string' ? String(stated) : ''
  return /(\d{1,9})$/.exec(text.trim())?.[1]
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new UnreadableImport('The file is not JSON.', { cause })
  }
}
