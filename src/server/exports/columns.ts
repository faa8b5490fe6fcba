/** A column of a table: its name, and the path of GraphQL fields from the row to its values. */
export type Column = readonly [name: string, path: string]

/** A single value as a cell holds it; null where nothing is told. */
export type Cell = string | number | boolean | null

interface Selection extends Map<string, Selection> {}

/** The GraphQL selection that the columns need, each field once. */
export function selectColumns(columns: readonly Column[]): string {
  const root: Selection = new Map()
  for (const [, path] of columns) {
    let level = root
    for (const name of path.split('.')) {
      const next = level.get(name) ?? new Map()
      level.set(name, next)
      level = next
    }
  }
  return printSelection(root)
}

function printSelection(level: Selection): string {
  return [...level].map(([name, inner]) => (inner.size === 0 ? name : `${name} { ${printSelection(inner)} }`)).join(' ')
}

/** The row's cells in the order of the columns: one value as it is, several told once each and joined by "; ". */
export function readCells(columns: readonly Column[], row: unknown): Cell[] {
  return columns.map(([, path]) => readCell(row, path))
}

/** The row's cells by their column's name. */
export function readProperties(columns: readonly Column[], row: unknown): Record<string, Cell> {
  return Object.fromEntries(columns.map(([name, path]) => [name, readCell(row, path)]))
}

function readCell(row: unknown, path: string): Cell {
  const values = new Set(valuesAt(row, path))
  if (values.size > 1) return [...values].join('; ')
  return values.values().next().value ?? null
}

/** Everything at the end of a path, lists on the way followed into each item; nothing where a step is null. */
export function valuesAt(row: unknown, path: string): Cell[] {
  let found: unknown[] = [row]
  for (const name of path.split('.')) found = found.flatMap((value) => step(value, name))
  return found.filter(isTold)
}

/** The objects at the end of a path, in order. */
export function objectsAt(row: unknown, path: string): object[] {
  let found: unknown[] = [row]
  for (const name of path.split('.')) found = found.flatMap((value) => step(value, name))
  return found.filter(isObject)
}

function step(value: unknown, name: string): unknown[] {
  if (!isObject(value)) return []
  const next: unknown = Reflect.get(value, name)
  return Array.isArray(next) ? next : [next]
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isTold(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
