import type { SQLInputValue } from 'node:sqlite'

/** What a parameter of a statement may be. */
export type SqlValue = SQLInputValue

/** A piece of SQL with its values in order. */
export interface Sql {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** `LIMIT` by a bound value. Where a bare `?` stands there, SQLite prepares the statement again at each call, since the value may change its plan. */
export const LIMIT = 'LIMIT ? + 0'
