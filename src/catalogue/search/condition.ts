import { rowSql, type ColumnValue, type RowSql } from '../../facts/row-sql.ts'
import type { Sql } from '../../store/sql.ts'

/** A `SELECT … AS sid` of services, each once. */
export interface ServiceSet extends Sql {
  readonly values: readonly ColumnValue[]
  /** It holds exactly the services that the condition is true of; else more than those. */
  readonly isExact: boolean
  /** It is the services indexed under this term, which can be walked in order of name. */
  readonly tid?: number
  /** The sets that it is put together from; a service may be in several. */
  readonly union?: readonly ServiceSet[]
  /** It is the services that `service_area` has as available under any of these rows. */
  readonly aids?: readonly number[]
}

/** A question to one row of the table `service`, cheap to ask of any row. True or false for every row, never null. */
export interface Condition extends RowSql {
  /** Outside it no row passes, so that a search may start from it. Absent: none is known. */
  readonly set?: ServiceSet
  /** What must all hold, where the condition is that. */
  readonly parts?: readonly Condition[]
}

export const ALWAYS: Condition = rowSql([], () => '1')

export const NEVER: Condition = rowSql([], () => '0')

/** The condition on status of a filter that mentions none. */
export const IS_ACTIVE: Condition = rowSql(['active'], (s) => `${s('active')} = 1`)

/** Whether a row's service is in a set; the set is where a search may start. */
export function isInSet(set: ServiceSet): Condition {
  return { ...rowSql(['sid'], (s) => `${s('sid')} IN (${set.sql})`, set.values), set }
}

/** The SQL over the row of that alias, with its values. */
export function sqlOn(alias: string, { on, values }: RowSql): Sql {
  return { sql: on(alias), values }
}

/** Both, all; nothing is true of nothing. */
export function allOf(conditions: readonly Condition[]): Condition {
  const parts = conditions.flatMap(partsOf)
  if (parts.length === 0) return ALWAYS
  if (parts.length === 1 && parts[0] !== undefined) return parts[0]
  return { ...joined(parts, ' AND '), parts }
}

/** What must all hold for the condition to hold. */
export function partsOf(condition: Condition): readonly Condition[] {
  return condition === ALWAYS ? [] : (condition.parts ?? [condition])
}

/** Any; nothing given is true of none. */
export function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return NEVER
  const sets = conditions.flatMap((condition) => partsOf(condition).flatMap(({ set }) => set ?? [])[0] ?? [])
  const union = { sql: sets.map(({ sql }) => `SELECT sid FROM (${sql})`).join(' UNION '), values: valuesOf(sets) }
  const isBounded = sets.length === conditions.length
  return { ...joined(conditions, ' OR '), ...(isBounded ? { set: { ...union, isExact: false, union: sets } } : {}) }
}

/** Where the condition does not hold. */
export function negated({ columns, values, on }: Condition): Condition {
  return { columns, values, on: (alias) => `NOT (${on(alias)})` }
}

function joined(conditions: readonly RowSql[], by: string): RowSql {
  return {
    columns: [...new Set(conditions.flatMap(({ columns }) => columns))],
    values: valuesOf(conditions),
    on: (alias) => `(${conditions.map(({ on }) => on(alias)).join(by)})`,
  }
}

function valuesOf(parts: readonly { readonly values: readonly ColumnValue[] }[]): ColumnValue[] {
  return parts.flatMap(({ values }) => values)
}

/** A list of placeholders for that many values. */
export function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ')
}
