import type { GraphQLSchema } from 'graphql'
import { schemaOfParameter } from '../graphql/operations/json-schema-of.ts'
import { listParameters, type Parameter, setVariable } from '../graphql/operations/list-parameters.ts'
import type { Operation } from '../graphql/operations/read-operations.ts'
import { type Asking, type FormedTool, refuseUnknown } from './tool.ts'
import { remarkOnPage } from './tools/page-inputs.ts'

/** What the tool of an operation is called: in small letters, so that operations of different names may have one. */
export function toolNameOf({ name }: Pick<Operation, 'name'>): string {
  return `ask_${name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase()}`
}

/** The tool that an operation is by itself: its variables are the form, with dots where they are objects, as in an address. */
export function operationTool(schema: GraphQLSchema, operation: Operation): FormedTool {
  const { name, title, notes } = operation
  const parameters = listParameters(schema, operation)
  return {
    name: toolNameOf(operation),
    title,
    description: [`${title}.`, ...(notes === '' ? [] : [notes])].join(' ').replaceAll('\n', ' '),
    operations: [name],
    inputSchema: formOf(parameters, operation),
    plan: (args) => planOf(name, parameters, args),
    remark: (data) => Object.values(Object(data)).flatMap(remarkOnPage),
  }
}

function formOf(parameters: readonly Parameter[], { exampleVariables }: Operation): FormedTool['inputSchema'] {
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(({ name, type, description, defaultValue }) => {
        const example = exampleVariables[name]
        const besides = example === undefined ? '' : ` Such as ${JSON.stringify(example)}.`
        const said = {
          description: `${description}${besides}`.trim(),
          ...(defaultValue !== undefined && { default: defaultValue }),
        }
        return [name, { ...schemaOfParameter(type), ...said }]
      }),
    ),
    required: parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: false,
  }
}

function planOf(operation: string, parameters: readonly Parameter[], args: unknown): Asking {
  const variables: Record<string, unknown> = {}
  refuseUnknown(
    args,
    parameters.map(({ name }) => name),
  )
  for (const [name, value] of Object.entries(Object(args))) setVariable(variables, name, value)
  return { operation, variables }
}
