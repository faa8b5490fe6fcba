/** A value that SQL is given, or that a column of a row holds. */
export type ColumnValue = string | number | null

/**
 * SQL about one row of the table `service`, by whatever alias the row goes where it stands. Tables of its own go by the
 * alias `x` and by names, which the row never has.
 */
export interface RowSql {
  /** The columns of the row that it reads. */
  readonly columns: readonly string[]
  /** Its placeholders' values, in order. */
  readonly values: readonly ColumnValue[]
  /** The SQL over the row of that alias. */
  on(alias: string): string
}

/** SQL about a row that reads the columns named and no other: `sql` is given how to write each of them. */
export function rowSql<C extends string>(
  columns: readonly C[],
  sql: (column: (name: C) => string) => string,
  values: readonly ColumnValue[] = [],
): RowSql {
  return { columns, values, on: (alias) => sql((name) => `${alias}.${name}`) }
}
