import type { ExampleTableName } from './example-tables.ts'

/** A figure worked out by hand over a small table; a test computes it from the same rows by the figure's own functions. */
interface WorkedExample {
  readonly table: ExampleTableName
  /** How the results come about, row by row. */
  readonly working: string
  /** Results by name, numbers rounded to four decimals. */
  readonly results: Readonly<Record<string, number | string>>
}

/** What one figure means: the only source of its docstrings, of docs/figures.md 2.3, of the page /figures and of `Method.figures`. */
export interface FigureDefinition {
  /** M1, M2 …: never given to another figure. */
  readonly id: string
  readonly name: string
  readonly definition: string
  readonly numerator: string
  /** Absent: a count, which is of nothing. */
  readonly denominator?: string
  /** Absent: it has none. */
  readonly interval?: string
  /** What it is counted from. */
  readonly source: string
  readonly pitfalls: readonly string[]
  readonly example: WorkedExample
  /** Docstrings of the fields that answer it, as `Type.field`; empty where only a filter or a command does. */
  readonly fields: Readonly<Record<string, string>>
}
