import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql'
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

let own: readonly Operation[] | undefined

/**
 * The operations of a folder and the folders in it, by file name; those of the project are read once. Throws where a file does
 * not hold exactly one named operation with a description, where its variables, in the file of the same name ending in
 * `.json`, are no object, or where two operations have one name.
 */
export function readOperations(folder?: string): readonly Operation[] {
  return folder === undefined ? (own ??= readFolder(FOLDER)) : readFolder(folder)
}

function readFolder(folder: string): readonly Operation[] {
  const files = globSync('**/*.graphql', { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
  const operations = files.toSorted().map((file) => readOperation(folder, file.replace(/\.graphql$/, '')))
  for (const { name, path } of operations)
    if (operations.some((other) => other.name === name && other.path !== path))
      throw new Error(`Two operations are named ${name}: ${path} is one of them.`)
  return operations
}

function readOperation(folder: string, path: string): Operation {
  const file = join(folder, `${path}.graphql`)
  const document = readFileSync(file, 'utf8')
  // Nobody asks where in the text a part stands, and tokens take more room than all else.
  const parsed = parse(document, { noLocation: true })
  const [definition, ...others] = parsed.definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION || others.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
    throw new Error(`${file} must begin with its one operation.`)
  const { name, description } = definition
  if (name === undefined || description === undefined) throw new Error(`${file}: name and describe the operation.`)
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
    exampleVariables: readVariables(join(folder, `${path}.json`)),
  }
}

function readVariables(file: string): Readonly<Record<string, unknown>> {
  return existsSync(file) ? Variables.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
}
