import type { SQLInputValue } from 'node:sqlite'

/** What a parameter of a statement may be. */
export type SqlValue = SQLInputValue

/** A piece of SQL with its values in order. */
export interface Sql {
  readonly sql: string
  readonly values: readonly SqlValue[]
}
