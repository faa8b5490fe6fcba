import { existsSync } from 'node:fs'
import { type GraphQLSchema, validate } from 'graphql'

import { ConfigError, type ConfigProblem } from '../config/config-error.ts'
import type { Settings } from '../config/settings.ts'
import {
  assertDiffer,
  type Operation,
  OperationFileError,
  readFolder,
  readOperations,
} from '../graphql/operations/read-operations.ts'
import { toolNameOf } from '../mcp/operation-tool.ts'
import { planTable } from '../server/api/plan-table.ts'

/**
 * The project's operations and those of OPERATIONS_DIR, each fit for every way in: as a document of the schema,
 * a table, and a tool of a name of its own. A `ConfigError` says what is wrong with files of the folder.
 */
export function readAllOperations(
  { operationsDir: folder }: Pick<Settings, 'operationsDir'>,
  schema: GraphQLSchema,
): readonly Operation[] {
  const own = readOperations()
  if (folder === undefined) return own
  if (!existsSync(folder))
    throw refuse([{ path: folder, problem: 'is no folder: make it, or leave OPERATIONS_DIR out' }])
  const theirs = readBeside(own, folder)
  const operations = [...own, ...theirs]
  const problems = theirs.flatMap((each) => [...problemsOf(each, schema), ...sharedToolOf(each, operations)])
  if (problems.length > 0) throw refuse(problems)
  return operations
}

/** The operations of the folder, which differ from each other and from the project's. */
function readBeside(own: readonly Operation[], folder: string): readonly Operation[] {
  try {
    const theirs = readFolder(folder)
    assertDiffer([...own, ...theirs])
    return theirs
  } catch (error) {
    if (!(error instanceof OperationFileError)) throw error
    throw refuse([{ path: error.file, problem: error.message }])
  }
}

function problemsOf(operation: Operation, schema: GraphQLSchema): readonly ConfigProblem[] {
  const path = `${operation.path}.graphql`
  const invalid = validate(schema, operation.parsed).map(({ message }) => ({ path, problem: message }))
  if (invalid.length > 0) return invalid
  try {
    planTable(schema, operation)
    return []
  } catch (error) {
    if (!(error instanceof OperationFileError)) throw error
    return [{ path, problem: error.message }]
  }
}

/** That an operation before it would be the same tool to agents. */
function sharedToolOf(operation: Operation, operations: readonly Operation[]): readonly ConfigProblem[] {
  const tool = toolNameOf(operation)
  const first = operations.find((other) => toolNameOf(other) === tool)
  if (first === undefined || first === operation) return []
  const problem = `is named ${operation.name}, which is the tool ${tool} to agents as ${first.name} is: give it another name`
  return [{ path: `${operation.path}.graphql`, problem }]
}

function refuse(problems: readonly ConfigProblem[]): ConfigError {
  return new ConfigError('OPERATIONS_DIR', problems)
}
