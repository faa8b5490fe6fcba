import type { Gazetteer } from '../../geography/gazetteer.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import { InputError } from '../../model/input-error.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { rowSql } from '../../facts/row-sql.ts'
import { NEVER, placeholders, type Condition } from '../search/condition.ts'
import { BASIS_BITS } from '../../geography/area-bits.ts'

/** Finds areas in the tables: their codes by row number and the other way about. */
export interface AreaRows {
  aidOf(code: string): number | undefined
  codeOf(aid: number): string | undefined
  /** Row numbers under which a service counts for the current area: its own, and those for all of an area above it. */
  aidsFor(code: string): readonly number[]
  /** Services that count for any of the areas under the basis. UNKNOWN_AREA where nothing has a code; an abolished one means its successors. */
  inAreas(codes: readonly string[], basis: AreaBasis, path: Path): Condition
  /** Services available in any of the areas, of which the gazetteer must know all. */
  availableIn(codes: readonly string[]): Condition
  /** Current areas of this name that any service counts for; empty where there are none. */
  codesNamed(name: string): readonly string[]
  /** Services declared for all of any of the areas. */
  servingAll(codes: readonly string[]): Condition
  /** Current areas behind the code. UNKNOWN_AREA where nothing has it. */
  currentCodes(code: string, path: Path): readonly string[]
}

type Path = readonly (string | number)[]

/** The areas of the tables as they stand now, read with the geography as it stands now. */
export function createAreaRows(store: ReaderStore, gazetteer: () => Gazetteer): AreaRows {
  const rows = (): { readonly byCode: ReadonlyMap<string, number>; readonly byAid: ReadonlyMap<number, string> } =>
    store.once('area rows', () => {
      const pairs = store
        .all('SELECT aid, code FROM area')
        .map((row) => [numberOf(row, 'aid'), textOf(row, 'code')] as const)
      return { byAid: new Map(pairs), byCode: new Map(pairs.map(([aid, code]) => [code, aid])) }
    })
  const aidOf = (code: string): number | undefined => rows().byCode.get(code)
  const wholeAids = (codes: readonly string[]): readonly number[] =>
    codes.map((code) => -(aidOf(code) ?? 0)).filter(Boolean)
  const aidsFor = (code: string): readonly number[] => [
    ...[aidOf(code)].filter((aid) => aid !== undefined),
    ...wholeAids(gazetteer().ancestorsOf(code)),
  ]
  const currentCodes = (code: string, path: Path): readonly string[] => {
    const current = gazetteer().findCurrent(code.trim())
    if (current.length === 0) throw unknownArea(code, gazetteer(), path)
    return current.map(({ area }) => area.code)
  }
  return {
    aidOf,
    codeOf: (aid) => rows().byAid.get(aid),
    aidsFor,
    currentCodes,
    inAreas(codes, basis, path) {
      const current = codes.flatMap((code, index) => currentCodes(code, [...path, index]))
      return counting(new Set(current.flatMap(aidsFor)), basis)
    },
    availableIn: (codes) => counting(new Set(codes.flatMap(aidsFor)), 'AVAILABLE'),
    codesNamed(name) {
      const named = gazetteer().findByName(name)
      if (named === undefined) return []
      const found = named.kind === 'FOUND' ? named.areas.map(({ area }) => area) : named.candidates
      return found.map(({ code }) => code).filter((code) => aidsFor(code).length > 0)
    },
    servingAll: (codes) => counting(new Set(wholeAids(codes)), 'SERVES'),
  }
}

/** Of more areas it costs less to go through the areas of a service than to look each of these up for it. */
const FEW_AREAS = 4

function counting(aids: ReadonlySet<number>, basis: AreaBasis): Condition {
  const values = [...aids]
  if (values.length === 0) return { ...NEVER, set: { sql: 'SELECT sid FROM service WHERE 0', values, isExact: true } }
  const isIn = `aid IN (${placeholders(values.length)}) AND (bases & ${BASIS_BITS[basis]}) <> 0`
  const by = values.length > FEW_AREAS ? 'INDEXED BY service_area_service' : ''
  return {
    ...rowSql(
      ['sid'],
      (s) => `EXISTS (SELECT 1 FROM service_area x ${by} WHERE x.sid = ${s('sid')} AND x.${isIn})`,
      values,
    ),
    set: {
      sql: `SELECT DISTINCT sid FROM service_area WHERE ${isIn}`,
      values,
      isExact: true,
      ...(basis === 'AVAILABLE' ? { aids: values } : {}),
    },
  }
}

/** The error for a code that no area has; names the code where the text is the name of one area. */
export function unknownArea(code: string, gazetteer: Gazetteer, path: Path): InputError {
  const named = gazetteer.findByName(code)
  const [only] = named?.kind === 'FOUND' ? named.areas : []
  const mend =
    only === undefined
      ? 'look for it by name among the areas, or import its file with `oruk-gateway areas import`'
      : `areas are asked for by code, and ${only.area.name} is ${only.area.code}`
  return new InputError('UNKNOWN_AREA', `No area has the code “${code}”: ${mend}.`, path)
}
