import type { GraphQLSchema } from 'graphql'
import { toJSONSchema } from 'zod'
import type { Operation } from '../graphql/operations/read-operations.ts'
import { shapeOfAnswer } from '../graphql/operations/shape-of-answer.ts'
import { ABOUT_SCHEMA } from './about-answer.ts'
import { outputProperties, type OutputSchema } from './output-schema.ts'
import { operationTool } from './operation-tool.ts'
import type { FormedTool } from './tool.ts'
import { TOOLS } from './tools.ts'

/** A tool with its forms written out. */
export interface AgentTool extends FormedTool {
  readonly outputSchema: OutputSchema
}

/**
 * Makes all tools ready, once: those whose forms are ours, then each operation that none of them asks or stands for and that is
 * not a page's. Throws where one needs an operation that is not there.
 */
export function createAgentTools(schema: GraphQLSchema, operations: readonly Operation[]): readonly AgentTool[] {
  const covered = new Set(TOOLS.flatMap((tool) => [...tool.operations, ...(tool.standsFor ?? [])]))
  const formed: readonly FormedTool[] = [
    ...TOOLS.map(({ input, ...tool }) => {
      const { $schema, ...inputSchema } = toJSONSchema(input, { io: 'input' })
      return { ...tool, inputSchema }
    }),
    ...operations
      .filter(({ name, path }) => !covered.has(name) && !path.startsWith(PAGES))
      .map((operation) => operationTool(schema, operation)),
  ]
  return formed.map((tool) => {
    const fields = tool.operations.flatMap((name) => shapeOfAnswer(schema, findOperation(name, operations)))
    const properties = { about: ABOUT_SCHEMA, ...outputProperties(fields) }
    return { ...tool, outputSchema: { type: 'object', properties } }
  })
}

/** Where the operations of pages lie: of one page each, as it shows them. */
const PAGES = 'pages/'

/** The operation of this name; throws where there is none. */
export function findOperation(name: string, operations: readonly Operation[]): Operation {
  const found = operations.find((operation) => operation.name === name)
  if (found === undefined) throw new Error(`There is no operation ${name} in operations/.`)
  return found
}
