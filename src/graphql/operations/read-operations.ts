import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, OperationTypeNode, parse } from 'graphql'
import { z } from 'zod'

import { present } from '../../model/present.ts'

/** A named, documented GraphQL document of `operations/`, with variables that suit the sample councils. */
export interface Operation {
  /** The operation's name, as in `operationName`. */
  readonly name: string
  /** Where its file lies in the folder, without the ending: `coverage/region`. Addresses are made of it. */
  readonly path: string
  /** First paragraph of its description, without the full stop: what it answers. */
  readonly title: string
  /** The rest of its description; empty where the title says all. */
  readonly notes: string
  /** The file's text. */
  readonly document: string
  readonly parsed: DocumentNode
  /** The operation in it: its variables, and what it selects. */
  readonly node: OperationDefinitionNode
  /** The list whose members are the rows of it as a table, by the names of fields with dots between; absent: the first that pages, else the first. */
  readonly rows?: string
  readonly exampleVariables: Readonly<Record<string, unknown>>
}

const FOLDER = fileURLToPath(new URL('../../../operations/', import.meta.url))
const Variables = z.record(z.string(), z.unknown())
/** A comment of the document. */
const ROWS = /^# Rows: (\w+(?:\.\w+)*)$/m

/** A file of a folder of operations that can't be one; `file` is its path in the folder. */
export class OperationFileError extends Error {
  readonly file: string
  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(problem, options)
    this.file = file
  }
}

let own: readonly Operation[] | undefined

/** The operations of the project, by file name; read once. */
export function readOperations(): readonly Operation[] {
  own ??= readFolder(FOLDER)
  return own
}

/**
 * The operations of a folder and the folders in it, by file name. Throws an `OperationFileError` where a file does not hold
 * exactly one named query with a description, where its variables, in the file of the same name ending in `.json`, are no object,
 * or where two operations have one name or path.
 */
export function readFolder(folder: string): readonly Operation[] {
  const files = globSync('**/*.graphql', { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
  const operations = files.toSorted().map((file) => readOperation(folder, file.replace(/\.graphql$/, '')))
  assertDiffer(operations)
  return operations
}

/** Throws an `OperationFileError` where two operations have one name or path. */
export function assertDiffer(operations: readonly Operation[]): void {
  for (const [index, { name, path }] of operations.entries()) {
    const before = operations.slice(0, index).find((other) => other.name === name || other.path === path)
    if (before === undefined) continue
    const same = before.path === path ? 'lies at the path of another one' : `is named ${name} like ${before.path}`
    throw new OperationFileError(`${path}.graphql`, `${same}: give it one of its own`)
  }
}

/** Letters, digits and dashes alone: addresses, names of files and of tools are made of it. */
const PATH = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/

function readOperation(folder: string, path: string): Operation {
  const file = `${path}.graphql`
  const fail = (problem: string, cause?: unknown): never => {
    throw new OperationFileError(file, problem, { cause })
  }
  if (!PATH.test(path)) return fail('has a path with other than small letters, digits and dashes: rename it')
  const document = readFileSync(join(folder, file), 'utf8')
  const parsed = parseDocument(document, fail)
  const [definition, ...others] = parsed.definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION || others.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
    return fail('must begin with its one operation')
  const { name, description, operation } = definition
  if (operation !== OperationTypeNode.QUERY) return fail('must be a query')
  if (name === undefined || description === undefined) return fail('names or describes no operation: do both')
  const [title = '', ...notes] = description.value.split('\n\n')
  return {
    name: name.value,
    path,
    title: title.replaceAll('\n', ' ').replace(/\.$/, ''),
    notes: notes.join('\n\n'),
    document,
    parsed,
    node: definition,
    ...present({ rows: ROWS.exec(document)?.[1] }),
    exampleVariables: readVariables(join(folder, `${path}.json`), fail),
  }
}

type Fail = (problem: string, cause?: unknown) => never

function parseDocument(text: string, fail: Fail): DocumentNode {
  try {
    // Nobody asks where in the text a part stands, and tokens take more room than all else.
    return parse(text, { noLocation: true })
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause
    return fail(`can't be parsed: ${cause.message}`, cause)
  }
}

function readVariables(file: string, fail: Fail): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) return {}
  try {
    return Variables.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause
    return fail('has example variables that are no JSON object', cause)
  }
}
