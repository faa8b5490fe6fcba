import {
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql'

import type { AnswerField } from './shape-of-answer.ts'

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Of an object with these fields; each carries what the GraphQL schema says of it. */
export function schemaOfFields(fields: readonly AnswerField[]): JsonSchema {
  const required = fields.filter(({ isOptional }) => !isOptional).map(({ key }) => key)
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(fields.map((field) => [field.key, schemaOfField(field)])),
  }
}

function schemaOfField({ type, named, fields, description }: AnswerField): JsonSchema {
  const inner = fields.length > 0 ? schemaOfFields(fields) : schemaOfLeaf(named)
  return { ...(description !== '' && { description }), ...wrap(type, inner) }
}

/** The schema within the lists of a type, and null where it can be. */
function wrap(type: GraphQLOutputType, inner: JsonSchema): JsonSchema {
  if (isNonNullType(type)) return wrapNonNull(type.ofType, inner)
  return orNull(wrapNonNull(type, inner))
}

function wrapNonNull(type: GraphQLOutputType, inner: JsonSchema): JsonSchema {
  return isListType(type) ? { type: 'array', items: wrap(type.ofType, inner) } : inner
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema
  // What has no type is anything, null too.
  if (typeof type !== 'string') return schema
  return { ...schema, type: [type, 'null'], ...(Array.isArray(values) && { enum: [...values, null] }) }
}

/** Of the values of an input type in an address: lists are several of them. */
export function schemaOfParameter(type: GraphQLInputType): JsonSchema {
  const bare = isNonNullType(type) ? type.ofType : type
  return isListType(bare) ? { type: 'array', items: schemaOfParameter(bare.ofType) } : schemaOfLeaf(bare)
}

const SCALARS: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
  URL: { type: 'string', format: 'uri' },
  // Any structure.
  JSON: {},
  GeoJSON: { type: 'object' },
}

function schemaOfLeaf(type: GraphQLNamedType): JsonSchema {
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) }
  return SCALARS[type.name] ?? { type: 'string' }
}
