import { mentionsFacts } from '../catalogue/figures/mentions-facts.ts'
import type { TermGroup } from '../catalogue/figures/figures-reader.ts'
import type { CellCount } from '../model/cell-count.ts'
import type { Area } from '../geography/area.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { once } from './once.ts'
import { createPossibleCounts } from './possible-counts.ts'

/** Counts of a question, each read when first needed: one pass for all areas and comparators together. */
export interface AreaCounts {
  /** All services of an area. */
  servicesIn(code: string): CellCount
  /** Those with a term of the question's schemes. */
  classifiedIn(code: string): CellCount
  /** By position of the term in the question's rows. */
  cellOf(row: number, code: string): CellCount
  /** Top-level terms of the schemes, in their order. */
  topTermsIn(code: string): readonly number[]
  /** Services left out because a filtered fact is not stated. */
  unknownIn(code: string): number
  /** Services that may count for the cell besides: a filtered fact is not stated, or not where they serve. */
  unknownCellOf(row: number, code: string): number
  /** Over the union of the areas asked, comparators aside. */
  readonly union: {
    services(): CellCount
    classified(): CellCount
    topTerms(): readonly number[]
    unknown(): number
  }
}

const NOTHING: CellCount = { services: 0, records: 0, serves: 0, located: 0, publisher: 0 }

/** The counts of the question. */
export function createAreaCounts(question: CoverageQuestion, source: CoverageSource): AreaCounts {
  const { figures } = source
  const { selected, comparators, rows, schemes, schemeTerms } = question
  const codes = [...new Set([...selected.areas, ...comparators].map((area: Area) => area.code))]
  const position = new Map(codes.map((code, at) => [code, at]))
  const each = codes.map((code) => [code])
  const all = [selected.areas.map(({ code }) => code)]
  const count = (areas: readonly (readonly string[])[], terms: readonly TermGroup[], unknowns = question.unknowns) =>
    once(() => figures.countCells({ ...question, unknowns }, areas, terms))
  const single = schemeTerms.map((term) => [term])
  const [services, classified, cells, top] = [
    count(each, ['ANY_TERM']),
    count(each, [{ schemes }]),
    count(
      each,
      rows.map((term) => [term]),
    ),
    count(each, single),
  ]
  const [union, unionTop] = [count(all, ['ANY_TERM', { schemes }]), count(all, single)]
  const unionServices = (): CellCount => union()[0]?.[0] ?? NOTHING
  const leavesOut = question.unknowns === 'EXCLUDE' && mentionsFacts(question.filter)
  const [kept, unionKept] = [count(each, ['ANY_TERM'], 'INCLUDE'), count(all, ['ANY_TERM'], 'INCLUDE')]
  const at = (counts: readonly (readonly CellCount[])[], row: number, code: string): CellCount =>
    counts[row]?.[position.get(code) ?? -1] ?? NOTHING
  const servicesIn = (code: string): CellCount => at(services(), 0, code)
  const cellOf = (row: number, code: string): CellCount => at(cells(), row, code)
  const possible = createPossibleCounts(question, source, codes, cellOf)
  return {
    servicesIn,
    cellOf,
    classifiedIn: (code) => at(classified(), 0, code),
    topTermsIn: (code) => schemeTerms.map((_, row) => at(top(), row, code).services),
    unknownIn: (code) => (leavesOut ? at(kept(), 0, code).services - servicesIn(code).services : 0),
    unknownCellOf: (row, code) => possible(row, code) - cellOf(row, code).services,
    union: {
      services: unionServices,
      classified: () => union()[1]?.[0] ?? NOTHING,
      topTerms: () => unionTop().map((counts) => counts[0]?.services ?? 0),
      unknown: () => (leavesOut ? (unionKept()[0]?.[0]?.services ?? 0) - unionServices().services : 0),
    },
  }
}
