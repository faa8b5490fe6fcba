import type { Sql, SqlValue } from '../../store/sql.ts'

/** A `SELECT … AS sid` of services, each once. */
export interface ServiceSet extends Sql {
  /** It holds exactly the services that the condition is true of; else more than those. */
  readonly isExact: boolean
  /** It is the services indexed under this term, which can be walked in order of name. */
  readonly tid?: number
  /** It is the services that `service_area` has as available under any of these rows. */
  readonly aids?: readonly number[]
}

/** A question to one row of the table `service s`, cheap to ask of any row. True or false for every row, never null. */
export interface Condition extends Sql {
  /** Outside it no row passes, so that a search may start from it. Absent: none is known. */
  readonly set?: ServiceSet
  /** What must all hold, where the condition is that. */
  readonly parts?: readonly Condition[]
}

export const ALWAYS: Condition = { sql: '1', values: [] }

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
  if (conditions.length === 0) return { sql: '0', values: [] }
  const sets = conditions.flatMap((condition) => partsOf(condition).flatMap(({ set }) => set ?? [])[0] ?? [])
  const union = { sql: sets.map(({ sql }) => `SELECT sid FROM (${sql})`).join(' UNION '), values: valuesOf(sets) }
  const isBounded = sets.length === conditions.length
  return { ...joined(conditions, ' OR '), ...(isBounded ? { set: { ...union, isExact: false } } : {}) }
}

export function negated({ sql, values }: Condition): Condition {
  return { sql: `NOT (${sql})`, values }
}

function joined(conditions: readonly Condition[], by: string): Sql {
  return { sql: `(${conditions.map(({ sql }) => sql).join(by)})`, values: valuesOf(conditions) }
}

function valuesOf(parts: readonly Sql[]): SqlValue[] {
  return parts.flatMap(({ values }) => values)
}

/** A list of placeholders for that many values. */
export function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ')
}
