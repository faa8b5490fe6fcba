import type { GraphQLSchema } from 'graphql'

import type { Operation } from '../../graphql/operations/read-operations.ts'
import { shapeOfAnswer } from '../../graphql/operations/shape-of-answer.ts'
import { type JsonSchema, schemaOfFields, schemaOfParameter } from '../../graphql/operations/json-schema-of.ts'
import type { Parameter } from '../../graphql/operations/list-parameters.ts'
import type { TablePlan } from './plan-table.ts'

/** An operation as REST has it. */
export interface ApiOperation {
  readonly operation: Operation
  readonly plan: TablePlan
  readonly parameters: readonly Parameter[]
}

const INTRODUCTION = `The operations of this gateway as plain addresses: each is one reviewed GraphQL document, with its
variables as parameters. \`.csv\` is a table of all there is, for a sheet; \`.json\` is the same data as GraphQL has it. A list
that pages is given whole, up to 10,000 rows, unless \`first\` or \`after\` asks for one page. Several values of one parameter
stand with commas between them, or the parameter several times.`

/** The OpenAPI 3.1 document of the operations: all that it says is the operations' and the schema's own. */
export function describeApi(schema: GraphQLSchema, operations: readonly ApiOperation[]): JsonSchema {
  const folders = [...new Set(operations.map(({ operation }) => tagOf(operation)))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Open Referral UK gateway',
      version: '1',
      description: INTRODUCTION.replaceAll('\n', ' '),
      license: {
        name: 'Each feed’s own, named with its records and in /export/sources.csv',
        url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      },
    },
    // Relative to this document, under whatever path a proxy puts before.
    servers: [{ url: '../api' }],
    security: [],
    tags: folders.map((name) => ({ name, description: `Operations about ${name}.` })),
    paths: Object.fromEntries(
      operations.flatMap((each) => [
        [`/${each.operation.path}.csv`, { get: describe(each, 'csv', contentOfTable(each)) }],
        [`/${each.operation.path}.json`, { get: describe(each, 'json', contentOfData(schema, each)) }],
      ]),
    ),
    components: { responses: { Problem: PROBLEM, Unreadable: UNREADABLE } },
  }
}

function tagOf({ path }: Operation): string {
  return path.split('/', 1)[0] ?? path
}

function describe({ operation, parameters }: ApiOperation, form: string, content: JsonSchema): JsonSchema {
  const { name, title, notes } = operation
  const wrong = { $ref: `#/components/responses/${form === 'csv' ? 'Unreadable' : 'Problem'}` }
  return {
    operationId: `${name}_${form}`,
    summary: title,
    ...(notes !== '' && { description: notes }),
    tags: [tagOf(operation)],
    parameters: parameters.map((parameter) => describeParameter(parameter, operation)),
    responses: {
      200: { description: title, content },
      400: wrong,
      404: wrong,
      429: wrong,
      default: wrong,
    },
  }
}

function describeParameter(parameter: Parameter, { exampleVariables }: Operation): JsonSchema {
  const { name, type, isRequired, isList, description, defaultValue } = parameter
  const example = valueAt(exampleVariables, name.split('.'))
  return {
    name,
    in: 'query',
    required: isRequired,
    ...(description !== '' && { description }),
    ...(isList && { style: 'form', explode: false }),
    schema: { ...schemaOfParameter(type), ...(defaultValue !== undefined && { default: defaultValue }) },
    ...(example !== undefined && { example }),
  }
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value
  return typeof value === 'object' && value !== null ? valueAt(Reflect.get(value, key), rest) : undefined
}

function contentOfTable({ plan }: ApiOperation): JsonSchema {
  const columns = plan.parts.flatMap((part) => part.columns)
  const lines = columns.map(({ column: [name], description }) => `- \`${name}\`${description && `: ${description}`}`)
  return {
    'text/csv': { schema: { type: 'string', description: `Columns, in this order:\n\n${lines.join('\n')}` } },
  }
}

function contentOfData(schema: GraphQLSchema, { operation }: ApiOperation): JsonSchema {
  return { 'application/json': { schema: schemaOfFields(shapeOfAnswer(schema, operation)) } }
}

const PROBLEM = {
  description: 'What is wrong, and what to do (RFC 9457); `code` is that of the GraphQL error.',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          code: { type: 'string' },
        },
      },
    },
  },
}

const UNREADABLE = {
  description: 'A table of one row, with what is wrong and what to do in `error`, and its `code`.',
  content: { 'text/csv': { schema: { type: 'string' } } },
}
