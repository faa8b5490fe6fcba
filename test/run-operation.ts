import { type ExecutionResult, getOperationAST, type GraphQLSchema, parse, validate } from 'graphql'
import type { KeptTexts } from '../src/graphql/kept-texts.ts'
import { compileOperation } from '../src/server/execution/compile-operation.ts'

/** An operation and what it is run with. */
export interface Asked {
  readonly schema: GraphQLSchema
  readonly source: string
  readonly variableValues?: Readonly<Record<string, unknown>>
  readonly contextValue?: unknown
  readonly rootValue?: unknown
  readonly texts?: KeptTexts | undefined
}

/** What graphql-js's `graphql` gives, by the gateway's own execution; at once where no resolver gives a promise. */
export function runOperation(asked: Asked): ExecutionResult | Promise<ExecutionResult> {
  const { schema, source, variableValues = {}, contextValue, rootValue, texts } = asked
  const document = parse(source)
  const invalid = validate(schema, document)
  if (invalid.length > 0) return { errors: invalid }
  const operation = getOperationAST(document)
  if (!operation) throw new Error('The document has no operation, or several.')
  const compiled = compileOperation(schema, document, operation)
  const { coerced, errors: misfits = [] } = compiled.coerce(variableValues)
  if (coerced === undefined) return { errors: misfits }
  const executed = compiled.execute({ variables: coerced, context: contextValue, rootValue, texts })
  return executed instanceof Promise ? executed.then(asResult) : asResult(executed)
}

function asResult({ data, errors }: { readonly data: string; readonly errors: ExecutionResult['errors'] & {} }) {
  return { ...(errors.length > 0 && { errors }), data: JSON.parse(data) }
}
