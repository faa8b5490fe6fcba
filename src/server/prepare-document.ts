import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'

import { type CompiledOperation, compileOperation } from './execution/compile-operation.ts'
import type { Limits } from './limits.ts'
import { measureDocument } from './measure-document.ts'
import { createLimitRefusal, createRefusal } from './refusals.ts'
import { isNestedDeeperThan } from './scan-nesting.ts'

/** An operation of a document, with what executes it. */
export interface PreparedOperation {
  readonly node: OperationDefinitionNode
  /** Made when first asked for. Throws where the schema has none of its kind. */
  compiled(): CompiledOperation
}

/** A document within the limits. */
export interface PreparedDocument {
  readonly document: DocumentNode
  /** Of its largest operation, fragments counted where they are spread. */
  readonly fields: number
  /** What is wrong with it by the schema; its operations must not be run then. */
  readonly errors: readonly GraphQLError[]
  /** The operation of that name, or the only one; undefined where there is none such. */
  operation(name: string | undefined): PreparedOperation | undefined
}

/** What a document may be. */
export type DocumentLimits = Pick<
  Limits,
  'nesting' | 'tokens' | 'depth' | 'fields' | 'aliases' | 'rootFields' | 'directives' | 'validationErrors'
>

/** Reads, measures and validates a document. Throws refusals where it is over a limit, and the error of what can not be parsed. */
export function prepareDocument(schema: GraphQLSchema, text: string, limits: DocumentLimits): PreparedDocument {
  const document = parseWithin(text, limits)
  const size = measureDocument(document)
  if (size.directives > limits.directives) throw createLimitRefusal('MAX_DIRECTIVES_LIMIT', limits.directives)
  if (size.depth > limits.depth) throw createLimitRefusal('MAX_DEPTH_LIMIT', limits.depth)
  if (size.aliases > limits.aliases) throw createLimitRefusal('MAX_ALIASES_LIMIT', limits.aliases)
  if (size.rootFields > limits.rootFields) throw createLimitRefusal('MAX_ROOT_FIELDS_LIMIT', limits.rootFields)
  if (size.fields > limits.fields) throw createLimitRefusal('MAX_FIELDS_LIMIT', limits.fields)
  const operations = new Map<string | undefined, PreparedOperation>()
  function prepareOperation(name: string | undefined): PreparedOperation | undefined {
    const node = getOperationAST(document, name)
    if (!node) return undefined
    let compiled: CompiledOperation | undefined
    return { node, compiled: () => (compiled ??= compileOperation(schema, document, node)) }
  }
  return {
    document,
    fields: size.fields,
    errors: validateWithin(schema, document, limits),
    operation(name) {
      const operation = operations.get(name) ?? prepareOperation(name)
      // Names that it has not are any number.
      if (operation !== undefined) operations.set(name, operation)
      return operation
    },
  }
}

function parseWithin(text: string, limits: DocumentLimits): DocumentNode {
  if (isNestedDeeperThan(text, limits.nesting, 'graphql')) throw createLimitRefusal('MAX_NESTING_LIMIT', limits.nesting)
  try {
    return parse(text, { maxTokens: limits.tokens })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    if (error.message.includes('tokens. Parsing aborted')) throw createLimitRefusal('MAX_TOKENS_LIMIT', limits.tokens)
    throw withCode(error, 'GRAPHQL_PARSE_FAILED')
  }
}

/** Stops after a few errors, and suggests no names: introspection lists them, errors need not. */
function validateWithin(
  schema: GraphQLSchema,
  document: DocumentNode,
  limits: DocumentLimits,
): readonly GraphQLError[] {
  const errors = validate(schema, document, undefined, { maxErrors: limits.validationErrors, hideSuggestions: true })
  if (errors.some(({ message }) => message === 'Maximum introspection depth exceeded'))
    return [createRefusal('MAX_INTROSPECTION_LIMIT')]
  return errors.slice(0, limits.validationErrors).map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'))
}

/** A mistake in the document: 400, but 200 where that is what the media type says (GraphQL over HTTP). */
function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error
  const at = { ...(nodes && { nodes }), ...(source && { source }), ...(positions && { positions }) }
  const http = { spec: true, status: 400 }
  return new GraphQLError(message, { ...at, extensions: { ...error.extensions, code, http } })
}
