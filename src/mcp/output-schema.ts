import { type GraphQLOutputType, isEnumType, isListType, isNonNullType } from 'graphql'
import type { AnswerField } from '../graphql/operations/shape-of-answer.ts'
import { isShown } from './shape-answer.ts'

/** A JSON Schema of plain types: objects, arrays and leaves; nothing is required, for what is not known is left out. */
export interface OutputSchema {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean'
  readonly description?: string
  readonly properties?: Readonly<Record<string, OutputSchema>>
  readonly items?: OutputSchema
  readonly enum?: readonly string[]
}

type Properties = Readonly<Record<string, OutputSchema>>

/** What an answer consists of once it is shaped for an agent, by key. `path` leads to the fields. */
export function outputProperties(fields: readonly AnswerField[], path: readonly string[] = []): Properties {
  const shown = fields.filter(({ key }) => isShown(key, path))
  return Object.fromEntries(shown.map((field) => [field.key, schemaOf(field.type, field, [...path, field.key])]))
}

function schemaOf(type: GraphQLOutputType, field: AnswerField, path: readonly string[]): OutputSchema {
  if (isNonNullType(type)) return schemaOf(type.ofType, field, path)
  if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType, field, path) }
  if (field.fields.length > 0) return { type: 'object', properties: outputProperties(field.fields, path) }
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) }
  return { type: LEAVES.get(type.name) ?? 'string' }
}

const LEAVES: ReadonlyMap<string, OutputSchema['type']> = new Map([
  ['Int', 'integer'],
  ['Float', 'number'],
  ['Boolean', 'boolean'],
])
