import type { SQLInputValue } from 'node:sqlite'

/** A piece of SQL over the table `service s`, with its values in order. True or false for every row, never null. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

export const ALWAYS: Condition = { sql: '1', values: [] }

/** Both, all; nothing is true of nothing. */
export function allOf(conditions: readonly Condition[]): Condition {
  const needed = conditions.filter((condition) => condition !== ALWAYS)
  if (needed.length === 0) return ALWAYS
  if (needed.length === 1 && needed[0] !== undefined) return needed[0]
  return joined(needed, ' AND ')
}

/** Any; nothing given is true of none. */
export function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: '0', values: [] }
  return joined(conditions, ' OR ')
}

export function negated({ sql, values }: Condition): Condition {
  return { sql: `NOT (${sql})`, values }
}

function joined(conditions: readonly Condition[], by: string): Condition {
  return { sql: `(${conditions.map(({ sql }) => sql).join(by)})`, values: conditions.flatMap(({ values }) => values) }
}

/** A list of placeholders for that many values. */
export function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ')
}
