import type { CellCount } from '../model/cell-count.ts'
import type { Area } from '../geography/area.ts'
import { SMALL_NUMBER, type CaveatCode } from './caveats.ts'
import type { CellState } from './cell-state.ts'
import { compareRate, medianOf, type Comparison } from './comparison.ts'
import type { GapRow } from './gaps.ts'
import { locationQuotient, type TermCounts } from './location-quotient.ts'
import { once } from './once.ts'
import type { Rate } from './rate.ts'

/** One term in one area. */
export interface MatrixCell {
  readonly area: Area
  readonly state: CellState
  /** 0 for ABSENT, UNCERTAIN and NOT_CLASSIFIED; undefined for NO_DATA. */
  readonly count: CellCount | undefined
  unknownCount(): number | undefined
  ratePer1000(): Rate | undefined
  locationQuotient(): number | undefined
  comparison(): Comparison | undefined
  caveats(): readonly CaveatCode[]
}

/** One term in all areas, in the order asked. */
export interface MatrixRow {
  readonly term: string
  comparatorMedianRate(): number | undefined
  readonly cells: readonly MatrixCell[]
  /** For gaps: states of areas and comparators. */
  readonly gapRow: GapRow
}

/** What a matrix is made from, per area or comparator. */
export interface MatrixSource {
  readonly areas: readonly Area[]
  readonly comparators: readonly Area[]
  readonly rows: readonly string[]
  cell(row: number, code: string): CellCount
  unknownCell(row: number, code: string): number
  stateOf(row: number, code: string): CellState
  /** Whether feeds hold all of the area. */
  isWhole(code: string): boolean
  hasData(code: string): boolean
  rateOf(code: string, services: number): Rate | undefined
  servicesIn(code: string): number
  /** Codes of the caveats of the area's figures. */
  caveatsOf(code: string): readonly CaveatCode[]
}

/** The rows of the matrix; rates and comparisons are computed when asked for. */
export function createMatrix(source: MatrixSource): readonly MatrixRow[] {
  const { areas, comparators, rows } = source
  const codes = [...new Set([...areas, ...comparators].map(({ code }) => code))]
  const covered = comparators.filter(({ code }) => source.hasData(code))
  const all = once(() => sumOver(covered, ({ code }) => source.servicesIn(code)))
  return rows.map((term, row) => {
    const states = new Map(codes.map((code) => [code, source.stateOf(row, code)]))
    const rates = once(() => ratesOfComparators(source, row, states))
    const median = once(() => medianOf([...rates().values()].flatMap((rate) => rate?.value ?? [])))
    const inComparators = once((): TermCounts => ({
      term: sumOver(covered, ({ code }) => source.cell(row, code).services),
      all: all(),
    }))
    const cells = areas.map((area) =>
      createCell(source, row, area, states.get(area.code) ?? 'NO_DATA', rates, inComparators),
    )
    return {
      term,
      cells,
      comparatorMedianRate: median,
      gapRow: {
        term,
        states,
        medianRateWithout: (area) =>
          medianOf([...rates()].flatMap(([code, rate]) => (code === area ? [] : (rate?.value ?? [])))),
      },
    }
  })
}

/** Only comparators that feeds hold whole and for which it is known whether they have the term count: a zero for want of tagging is not a rate. */
function ratesOfComparators(
  source: MatrixSource,
  row: number,
  states: ReadonlyMap<string, CellState>,
): ReadonlyMap<string, Rate | undefined> {
  const known = source.comparators.filter(
    ({ code }) => source.isWhole(code) && (states.get(code) === 'PRESENT' || states.get(code) === 'ABSENT'),
  )
  return new Map(known.map(({ code }) => [code, source.rateOf(code, source.cell(row, code).services)]))
}

function createCell(
  source: MatrixSource,
  row: number,
  area: Area,
  state: CellState,
  rates: () => ReadonlyMap<string, Rate | undefined>,
  inComparators: () => TermCounts,
): MatrixCell {
  const { code } = area
  const hasData = state !== 'NO_DATA'
  const count = hasData ? source.cell(row, code) : undefined
  const rate = once(() => (count === undefined ? undefined : source.rateOf(code, count.services)))
  return {
    area,
    state,
    count,
    unknownCount: () => (hasData ? source.unknownCell(row, code) : undefined),
    ratePer1000: rate,
    locationQuotient: () =>
      count === undefined
        ? undefined
        : locationQuotient({ term: count.services, all: source.servicesIn(code) }, inComparators()),
    comparison: () =>
      hasData ? compareRate(code, rate(), rates(), source.isWhole(code) && state !== 'UNCERTAIN') : undefined,
    caveats: () => cellCaveats(source.caveatsOf(code), state, count?.services ?? 0),
  }
}

/** Those of the area that bear on the cell, and its own small number. */
function cellCaveats(area: readonly CaveatCode[], state: CellState, services: number): readonly CaveatCode[] {
  const inherited = area.filter(
    (code) =>
      code !== 'SMALL_NUMBERS' &&
      code !== 'STRAIGHT_LINE' &&
      code !== 'EDGE_OF_FEEDS' &&
      (code !== 'NOT_CLASSIFIED' || state === 'NOT_CLASSIFIED'),
  )
  return [...inherited, ...(services > 0 && services < SMALL_NUMBER ? (['SMALL_NUMBERS'] as const) : [])]
}

function sumOver(areas: readonly Area[], count: (area: Area) => number): number {
  return areas.reduce((sum, area) => sum + count(area), 0)
}
