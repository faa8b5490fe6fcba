import { getNamedType, type GraphQLSchema, isListType, isObjectType, isInterfaceType, isNonNullType } from 'graphql'
import { type Column, valuesAt } from '../server/exports/columns.ts'

/** What the values of a column are; `list`: a list of them. */
export type ColumnKind = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'list'

/** A column as a person and a program find it described. */
export interface TableColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly description: string
}

/** What a cell holds; null where nothing is stated. */
export type TableValue = string | number | boolean | null | readonly (string | number | boolean)[]

/** A row's values in the order of the columns. */
export type TableRow = readonly TableValue[]

/** A table of a release, made page after page. */
export interface Table {
  readonly name: string
  readonly description: string
  readonly columns: readonly TableColumn[]
  /** Where each row is, for who reads maps: the names of the columns of its latitude and longitude. */
  readonly point?: readonly [latitude: string, longitude: string]
  readonly rows: () => AsyncGenerator<TableRow>
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  Int: 'integer',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
}

/** The columns as the schema has them, from an object of that type: their kinds and what they mean. */
export function describeColumns(
  schema: GraphQLSchema,
  typeName: string,
  columns: readonly Column[],
): readonly TableColumn[] {
  return columns.map(([name, path]) => ({ name, ...describePath(schema, typeName, path) }))
}

/** The row's values of columns that were described so. */
export function readRow(columns: readonly Column[], described: readonly TableColumn[], row: unknown): TableRow {
  return columns.map(([, path], at) => {
    const values = valuesAt(row, path).filter((value) => value !== null)
    return described[at]?.kind === 'list' ? [...new Set(values)] : (values[0] ?? null)
  })
}

function describePath(schema: GraphQLSchema, typeName: string, path: string): Omit<TableColumn, 'name'> {
  let type = schema.getType(typeName)
  let isList = false
  const descriptions: string[] = []
  for (const step of path.split('.')) {
    // Several fields in one value are a text of them.
    if (step.startsWith('{')) return { kind: isList ? 'list' : 'string', description: descriptions.at(-1) ?? '' }
    const name = step.slice(step.indexOf(':') + 1).split('(', 1)[0] ?? step
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
    if (field === undefined) throw new Error(`The schema has no ${typeName}.${path}.`)
    isList ||= isListType(isNonNullType(field.type) ? field.type.ofType : field.type)
    type = getNamedType(field.type)
    descriptions.push(firstSentence(field.description ?? ''))
  }
  const kind = isList ? 'list' : (KINDS[type?.name ?? ''] ?? 'string')
  return { kind, description: descriptions.at(-1) ?? '' }
}

function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/s.exec(text)?.[0].replaceAll(/\s+/g, ' ') ?? text
}
