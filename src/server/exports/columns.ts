import { cachedByText } from '../../model/cached-by-text.ts'
import type { Cell } from '../../model/csv-lines.ts'

/**
 * A column of a table: its name, the path of GraphQL fields (with an alias where they have arguments) from the row to its
 * values, and how a text there is written where not as it is. A path may end in several fields, `{latitude,longitude}`: those
 * of them that are stated are one value, joined by ", ", each text once.
 */
export type Column = readonly [name: string, path: string, write?: (text: string) => string]

interface Selection extends Map<string, Selection> {}

/** The GraphQL selection that the columns need, each field once. */
export function selectColumns(columns: readonly Column[]): string {
  const root: Selection = new Map()
  for (const [, path] of columns) {
    let level = root
    for (const name of path.split('.')) {
      const [first = name, ...besides] = fieldsOf(name)
      for (const field of besides) level.set(field, new Map())
      const next = level.get(first) ?? new Map()
      level.set(first, next)
      level = next
    }
  }
  return printSelection(root)
}

function printSelection(level: Selection): string {
  return [...level].map(([name, inner]) => (inner.size === 0 ? name : `${name} { ${printSelection(inner)} }`)).join(' ')
}

/** One field, or those in braces. */
function fieldsOf(step: string): readonly string[] {
  return step.startsWith('{') ? step.slice(1, -1).split(',') : [step]
}

/** Between the members of a list in one cell; a member's own | and \ have a \ before them, so that the list can be taken apart again. */
const BETWEEN = ' | '

/** The row's cells in the order of the columns: one value as it is, of a list each member once, joined by " | ". */
export function readCells(columns: readonly Column[], row: unknown): Cell[] {
  return columns.map((column) => readCell(row, column))
}

/** The row's cells by their column's name. */
export function readProperties(columns: readonly Column[], row: unknown): Record<string, Cell> {
  return Object.fromEntries(columns.map((column) => [column[0], readCell(row, column)]))
}

function readCell(row: unknown, [, path, write]: Column): Cell {
  const { found, isList } = follow(row, path)
  const cellOf = (value: Cell): Cell => (typeof value === 'string' && write ? write(value) : value)
  if (!isList) return isStated(found[0]) ? cellOf(found[0]) : null
  // A list of one is written as a list too: the cell is read alike whatever the number of its members.
  const cells = found.filter(isStated).map(cellOf)
  const members = new Set(cells.map((value) => (typeof value === 'string' ? escapeMember(value) : value)))
  const [only = null, ...others] = members
  return others.length === 0 ? only : [only, ...others].join(BETWEEN)
}

function escapeMember(text: string): string {
  return text.replaceAll(/[\\|]/g, String.raw`\$&`)
}

/** Everything at the end of a path, lists on the way followed into each item; nothing where a step is null. */
export function valuesAt(row: unknown, path: string): Cell[] {
  return follow(row, path).found.filter(isStated)
}

/** The objects at the end of a path, in order. */
export function objectsAt(row: unknown, path: string): object[] {
  return follow(row, path).found.filter(isObject)
}

interface Found {
  readonly found: unknown[]
  /** Whether a list was on the way. */
  isList: boolean
}

function follow(row: unknown, path: string): Found {
  const result: Found = { found: [], isList: false }
  walk(row, stepsOf(path), 0, result)
  return result
}

function walk(value: unknown, steps: readonly Step[], at: number, result: Found): void {
  const step = steps[at]
  if (step === undefined) {
    result.found.push(value)
    return
  }
  if (!isObject(value)) return
  const next = readStep(value, step)
  if (!Array.isArray(next)) {
    walk(next, steps, at + 1, result)
    return
  }
  result.isList = true
  for (const member of next) walk(member, steps, at + 1, result)
}

/** Names of the fields that a step reads, their arguments aside. */
type Step = readonly string[]

/** A path's steps: paths are those of columns, which repeat from row to row. */
const stepsOf = cachedByText((path): readonly Step[] =>
  path.split('.').map((step) => fieldsOf(step).map((field) => field.split(':', 1)[0] ?? field)),
)

function readStep(value: object, fields: Step): unknown {
  const [only = '', ...others] = fields
  if (others.length === 0) return Reflect.get(value, only)
  const values = fields.map((field): unknown => Reflect.get(value, field)).filter(isStated)
  // A text that two fields have stands once; two equal numbers are two, such as a point of 0, 0.
  return values.filter((text, at) => typeof text !== 'string' || values.indexOf(text) === at).join(', ') || null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isStated(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
