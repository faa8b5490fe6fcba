import type { GraphQLSchema } from 'graphql'
import { toJSONSchema } from 'zod'
import type { Operation } from '../graphql/operations/read-operations.ts'
import { shapeOfAnswer } from '../graphql/operations/shape-of-answer.ts'
import { ABOUT_SCHEMA } from './about-answer.ts'
import { outputProperties, type OutputSchema } from './output-schema.ts'
import type { Tool } from './tool.ts'
import { TOOLS } from './tools.ts'

/** A tool with its forms written out. */
export interface AgentTool extends Tool {
  readonly inputSchema: Readonly<Record<string, unknown>>
  readonly outputSchema: OutputSchema
}

/** Makes all tools ready, once. Throws where one needs an operation that is not there. */
export function createAgentTools(schema: GraphQLSchema, operations: readonly Operation[]): readonly AgentTool[] {
  return TOOLS.map((tool) => {
    const fields = tool.operations.flatMap((name) => shapeOfAnswer(schema, findOperation(name, operations)))
    const { $schema, ...inputSchema } = toJSONSchema(tool.input, { io: 'input' })
    const properties = { about: ABOUT_SCHEMA, ...outputProperties(fields) }
    return { ...tool, inputSchema, outputSchema: { type: 'object', properties } }
  })
}

/** The operation of this name; throws where there is none. */
export function findOperation(name: string, operations: readonly Operation[]): Operation {
  const found = operations.find((operation) => operation.name === name)
  if (found === undefined) throw new Error(`There is no operation ${name} in operations/.`)
  return found
}
