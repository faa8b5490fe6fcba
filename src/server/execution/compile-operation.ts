import {
  defaultFieldResolver,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNullableType,
  getVariableValues,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  Kind,
  locatedError,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'

import type { KeptTexts } from '../../graphql/kept-texts.ts'
import { collectFields, type CollectingParts, conditionVariables } from './collect-fields.ts'
import { createComplete } from './complete-value.ts'
import { executeFields, executeInTurn, noteError } from './execute-fields.ts'
import { jsonText } from './leaf-text.ts'
import type { FieldPlan, Planner, Run, SelectionPlan, Soon } from './plan.ts'
import { hasVariable, signSelection } from './sign-selection.ts'

/** What an operation came to. */
interface Executed {
  /** JSON text, which may be `null`. */
  readonly data: string
  readonly errors: readonly GraphQLError[]
}

/** What one execution is made with. */
interface Execution {
  /** As `coerce` gave them. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: unknown
  readonly rootValue?: unknown
  readonly signal?: AbortSignal
  /** Where texts of objects are found and kept; absent: each is made. */
  readonly texts?: KeptTexts | undefined
}

/** An operation of a valid document, ready to be executed again and again. */
export interface CompiledOperation {
  /** The values of its variables, or why they do not fit. */
  coerce(stated: Readonly<Record<string, unknown>>): ReturnType<typeof getVariableValues>
  /** Answers as graphql-js does; at once where no resolver gives a promise. Never throws. */
  execute(execution: Execution): Soon<Executed>
}

/** Plans kept for the ways in which variables in `@skip` and `@include` can stand. */
const PLANS_KEPT = 4

/** Makes an operation ready: its fields are collected, its constant arguments read and its leaves' texts chosen once, each when first met. */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation {
  const rootType = schema.getRootType(operation.operation)
  if (!rootType) throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`)
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null)
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
  const sets: readonly SelectionSetNode[] = [operation, ...Object.values(fragments)].map((node) => node.selectionSet)
  const names = conditionVariables(sets)
  const plans = new Map<string, SelectionPlan>()

  function planFor(variables: Readonly<Record<string, unknown>>): SelectionPlan {
    const key = names.map((name) => String(variables[name])).join()
    const known = plans.get(key)
    if (known !== undefined || !rootType) return known ?? []
    const conditions = Object.fromEntries(names.map((name) => [name, variables[name]]))
    const plan = planRoot(rootType, operation, { schema, fragments, conditions })
    if (plans.size < PLANS_KEPT) plans.set(key, plan)
    return plan
  }

  return {
    coerce: (stated) =>
      getVariableValues(schema, operation.variableDefinitions ?? [], stated, { maxErrors: 50, hideSuggestions: true }),
    execute({ variables, context, rootValue, signal, texts }) {
      const variableValues = { ...variables }
      const run: Run = {
        facts: { schema, fragments, operation, variableValues, rootValue },
        context,
        signal,
        errors: [],
        nulled: new Set(),
        args: [],
        infos: [],
        texts,
        failed: 0,
        parent: undefined,
      }
      function end(data: string): Executed {
        return { data, errors: run.errors }
      }
      function fail(error: unknown): Executed {
        noteError(run, locatedError(error, undefined), undefined)
        return end('null')
      }
      try {
        const fields = planFor(variables)
        const data =
          operation.operation === 'mutation'
            ? executeInTurn(run, fields)
            : executeFields(run, fields, rootValue, undefined)
        return data instanceof Promise ? data.then(end, fail) : end(data)
      } catch (error) {
        return fail(error)
      }
    },
  }
}

function planRoot(type: GraphQLObjectType, operation: OperationDefinitionNode, parts: CollectingParts): SelectionPlan {
  const { schema } = parts
  let count = 0
  const planner: Planner = {
    selectionOf: (of, nodes) => planSelection(of, setsOf(nodes)),
    signatureOf: (of, nodes) => signSelection(parts, of.name, setsOf(nodes)),
  }
  function planSelection(of: GraphQLObjectType, sets: readonly SelectionSetNode[]): SelectionPlan {
    const plans: FieldPlan[] = []
    for (const [key, own] of collectFields(parts, of, sets)) {
      const definition = findField(schema, of, own[0]?.name.value ?? '')
      if (definition !== undefined) plans.push(planField(of, key, definition, own, plans.length === 0))
    }
    return plans
  }
  function planField(
    parentType: GraphQLObjectType,
    key: string,
    definition: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    isFirst: boolean,
  ): FieldPlan {
    return {
      index: count++,
      key,
      prefix: `${isFirst ? '{' : ','}${jsonText(key)}:`,
      parentType,
      definition,
      nodes,
      resolve: definition.resolve ?? defaultFieldResolver,
      args: constantArguments(definition, nodes[0]),
      isNullable: !isNonNullType(definition.type),
      isLeaf: isLeafType(getNullableType(definition.type)),
      complete: createComplete(definition.type, nodes, planner),
    }
  }
  return planSelection(type, [operation.selectionSet])
}

function setsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
}

function findField(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  }
  return type.getFields()[name]
}

/** The field's arguments where no variable has a part in them and nothing is wrong with them; they are shared by all executions. */
function constantArguments(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (node === undefined || (node.arguments ?? []).some(hasVariable)) return undefined
  try {
    return freeze(getArgumentValues(definition, node))
  } catch (error) {
    // Said where the field stands, each time it is resolved.
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  Object.values(value).forEach(freeze)
  return value
}
