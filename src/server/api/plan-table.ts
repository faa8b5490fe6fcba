import { type GraphQLSchema, isLeafType } from 'graphql'

import { type Operation, OperationFileError } from '../../graphql/operations/read-operations.ts'
import { type AnswerField, shapeOfAnswer } from '../../graphql/operations/shape-of-answer.ts'
import { present } from '../../model/present.ts'
import type { Column } from '../exports/columns.ts'
import { phoneText } from '../exports/phone-text.ts'

/** A column with what the schema says of its values. */
interface DescribedColumn {
  readonly column: Column
  readonly description: string
}

/** Columns that are read of one object on the way to the rows. */
interface ColumnsAt {
  /** How many keys of `rows` lead to the object: 0 is the answer itself, all of them a row. */
  readonly depth: number
  readonly columns: readonly DescribedColumn[]
}

/** An operation's answer as a table. */
export interface TablePlan {
  /** The keys that lead to the rows; at each that is a list its members are gone through. */
  readonly rows: readonly string[]
  /** In the order of the table: of lists on the way, of the row, then of what stands beside them. */
  readonly parts: readonly ColumnsAt[]
  /** The keys that lead to the connection that pages, where there is one. */
  readonly paging?: readonly string[]
}

/** Parts of a name that say nothing besides: `node.area.code` is `areaCode`, `ratePer1000.ci95.low` is `ratePer1000Low`. */
const SILENT: ReadonlySet<string> = new Set(['node', 'value', 'ci95'])
/** Lists of these stand in every row though they are beside it: what must be known when reading it. */
const SAID_OF_ALL: ReadonlySet<string> = new Set(['Caveat', 'FeedReport'])
/** Any structure: no cell can hold it. */
const STRUCTURES: ReadonlySet<string> = new Set(['JSON', 'GeoJSON'])

/**
 * How the operation's answer becomes a table: its rows are the list that it names (`# Rows: …`), else the one that pages, else
 * its first list; undefined where it has none, and then the answer's first object is the one row. Throws an `OperationFileError`
 * where it says rows that there are none of, or two columns would have one name.
 */
export function planTable(schema: GraphQLSchema, operation: Operation): TablePlan {
  const shape = shapeOfAnswer(schema, operation)
  const paging = findPaging(shape, operation)
  const rows = operation.rows?.split('.') ??
    paging?.concat(listOf(fieldAt(shape, paging, operation), operation)) ??
    findFirstList(shape) ?? [keyOfFirst(shape, operation)]
  const way = rows.map((_, index) => fieldAt(shape, rows.slice(0, index + 1), operation))
  const parts = way.map((field, index): ColumnsAt & { readonly isPart: boolean } => ({
    depth: index + 1,
    isPart: field.isList || index + 1 === rows.length,
    columns: index + 1 === rows.length ? columnsIn(field.fields, '') : columnsBeside(field, rows[index + 1]),
  }))
  const ordered = [...parts.filter(({ isPart }) => isPart), ...parts.filter(({ isPart }) => !isPart)]
  assertNamesDiffer(operation, ordered)
  return { rows, parts: ordered.map(({ depth, columns }) => ({ depth, columns })), ...present({ paging }) }
}

/** The names of the table's columns, in order. */
export function namesOf({ parts }: TablePlan): readonly string[] {
  return parts.flatMap(({ columns }) => columns.map(({ column: [name] }) => name))
}

function createFault({ path }: Operation, problem: string): OperationFileError {
  return new OperationFileError(`${path}.graphql`, problem)
}

function assertNamesDiffer(operation: Operation, parts: readonly ColumnsAt[]): void {
  const names = parts.flatMap(({ columns }) => columns.map(({ column: [name] }) => name))
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  if (twice.length > 0)
    throw createFault(operation, `would have two columns named ${twice.join(', ')}: give one an alias`)
}

function fieldAt(shape: readonly AnswerField[], path: readonly string[], operation: Operation): AnswerField {
  let fields = shape
  let found: AnswerField | undefined
  for (const key of path) {
    found = fields.find((field) => field.key === key)
    if (found === undefined) throw createFault(operation, `has its rows at ${path.join('.')}, which it does not select`)
    fields = found.fields
  }
  if (found === undefined) throw createFault(operation, 'selects nothing')
  return found
}

function keyOfFirst([first]: readonly AnswerField[], operation: Operation): string {
  if (first === undefined) throw createFault(operation, 'selects nothing')
  return first.key
}

/** The connection whose page `$first` measures and `$after` moves on. */
function findPaging(fields: readonly AnswerField[], { node }: Operation): readonly string[] | undefined {
  const variables = new Set((node.variableDefinitions ?? []).map(({ variable }) => variable.name.value))
  return variables.has('first') && variables.has('after') ? findPath(fields, isPaged) : undefined
}

function isPaged({ fields }: AnswerField): boolean {
  const paged = fields.find(({ named }) => named.name === 'PageInfo')
  return ['hasNextPage', 'endCursor'].every((wanted) => paged?.fields.some(({ key }) => key === wanted))
}

function listOf({ fields }: AnswerField, operation: Operation): string {
  const list = fields.find(({ key }) => key === 'edges' || key === 'nodes')
  if (list === undefined) throw createFault(operation, 'selects neither edges nor nodes of its list that pages')
  return list.key
}

function findFirstList(fields: readonly AnswerField[]): readonly string[] | undefined {
  return findPath(fields, ({ isList, fields: inner }) => isList && inner.length > 0)
}

function findPath(
  fields: readonly AnswerField[],
  isWanted: (field: AnswerField) => boolean,
): readonly string[] | undefined {
  for (const field of fields) {
    const path = isWanted(field) ? [] : findPath(field.fields, isWanted)
    if (path !== undefined) return [field.key, ...path]
  }
  return undefined
}

/** Of an object on the way to the rows: what is single in it, and what is said of all rows. */
function columnsBeside(field: AnswerField, way: string | undefined): readonly DescribedColumn[] {
  const isPagedHere = isPaged(field)
  const beside = field.fields.filter(({ key, named }) => {
    if (key === way || named.name === 'PageInfo') return false
    return !(isPagedHere && (key === 'edges' || key === 'nodes' || key === 'totalCount'))
  })
  return beside.flatMap((each) => singlesOf(each)).flatMap((each) => columnsIn([each], ''))
}

/** The field without the lists in it; nothing where it is one. */
function singlesOf(field: AnswerField): readonly AnswerField[] {
  if (field.isList) return SAID_OF_ALL.has(field.named.name) || field.fields.length === 0 ? [field] : []
  if (field.fields.length === 0) return [field]
  const fields = field.fields.flatMap(singlesOf)
  return fields.length === 0 ? [] : [{ ...field, fields }]
}

function columnsIn(fields: readonly AnswerField[], path: string): readonly DescribedColumn[] {
  return fields
    .filter(({ named }) => !STRUCTURES.has(named.name))
    .flatMap(({ key, fields: inner, named, description }): readonly DescribedColumn[] => {
      const own = path === '' ? key : `${path}.${key}`
      if (!isLeafType(named)) return columnsIn(inner, own)
      const name = nameOf(own)
      return [{ column: key === 'number' ? [name, own, phoneText] : [name, own], description }]
    })
}

function nameOf(path: string): string {
  const keys = path.split('.')
  const said = keys.filter((key) => !SILENT.has(key))
  // A field that is nothing but silent keeps its name.
  const [first = '', ...others] = said.length > 0 ? said : keys.slice(-1)
  return [first, ...others.map((key) => `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`)].join('')
}
