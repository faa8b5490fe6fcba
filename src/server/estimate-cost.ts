import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'

import { type FieldWork, type ListWork, MEASURED_SERVICES } from '../graphql/field-work.ts'

/** Most items any page has, whatever `first` or `last` say: more is refused or cut by the field itself. */
const LARGEST_PAGE = 100
const DEFAULT_PAGE = 20
/** Items taken to be in a list of no stated length: a service's places, phones, terms. */
const ASSUMED_LIST = 3
/** What one element of a list argument costs: an id is a read, a term a hierarchy to follow. */
const LIST_ARGUMENT_ELEMENT = 5
/** Objects that are resolved in a millisecond: work stated in milliseconds costs as many. */
export const COST_PER_MS = 40
/** The whole schema, some hundreds of kB: twice in a request is enough. */
const SCHEMA_INTROSPECTION = 10_000
const TYPE_INTROSPECTION = 500
/** A catalogue of fewer is counted as one of so many. */
const FEWEST_SERVICES = 50_000

interface Walk {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
  readonly known: Map<string, number>
  /** The list of services that the selections stand below. */
  readonly list: ListWork | undefined
  /** The resolvers' own, for fields that look up how long their lists are. */
  readonly context: unknown
  /** Services held, by those that work was measured with. */
  readonly scale: number
  /** Lengths of lists below that an argument above stated, by type and field. */
  readonly sizes: Readonly<Record<string, number>>
}

/**
 * How many objects a valid operation may make the gateway touch, with the variables sent: an object counts 1, lists
 * multiply, a connection by its `first` or `last`, every element of a list argument counts 5, leaves nothing. What a field
 * states as its work (`graphql/field-work.ts`) counts 40 for a millisecond, as far as there are `services` to go through. `context` is what its
 * resolvers get, of which some lists say how long they are.
 */
export function estimateCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  services = 0,
  context?: unknown,
): number {
  const root = schema.getRootType(operation.operation)
  if (!root) return 0
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const walk = {
    schema,
    fragments,
    variables: { ...readDefaults(operation), ...variables },
    known: new Map<string, number>(),
    sizes: {},
    list: undefined,
    context,
    // What a small catalogue lets pass must not be refused as soon as it has grown a little.
    scale: Math.max(services, FEWEST_SERVICES) / MEASURED_SERVICES,
  }
  return costOfSelections(operation.selectionSet, root, 1, walk)
}

function readDefaults(operation: OperationDefinitionNode): Record<string, unknown> {
  const defaults: Record<string, unknown> = {}
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue)
  }
  return defaults
}

/** `pageSize` is that of the connection the selections stand in; it multiplies its `edges` and `nodes`. */
function costOfSelections(set: SelectionSetNode, parent: GraphQLNamedType, pageSize: number, walk: Walk): number {
  let cost = 0
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      cost += costOfField(selection, parent, pageSize, walk)
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition ? walk.schema.getType(selection.typeCondition.name.value) : parent
      cost += type ? costOfSelections(selection.selectionSet, type, pageSize, walk) : 0
    } else {
      cost += costOfFragment(selection.name.value, pageSize, walk)
    }
  }
  return cost
}

function costOfFragment(name: string, pageSize: number, walk: Walk): number {
  const key = `${name} ${pageSize}`
  const before = walk.known.get(key)
  if (before !== undefined) return before
  const fragment = walk.fragments.get(name)
  const type = fragment && walk.schema.getType(fragment.typeCondition.name.value)
  const cost = fragment && type ? costOfSelections(fragment.selectionSet, type, pageSize, walk) : 0
  walk.known.set(key, cost)
  return cost
}

function costOfField(node: FieldNode, parent: GraphQLNamedType, pageSize: number, walk: Walk): number {
  if (node.name.value === '__schema') return SCHEMA_INTROSPECTION
  if (node.name.value === '__type') return TYPE_INTROSPECTION
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
  if (!field) return 0
  const args = readArguments(node, walk.variables)
  const type = getNamedType(field.type)
  const work = workOf(field, args, walk)
  const argumentCost =
    countListElements(Object.values(args)) * LIST_ARGUMENT_ELEMENT + Math.round(work.ownMs * walk.scale * COST_PER_MS)
  if (!isCompositeType(type) || !node.selectionSet) return argumentCost
  const connection = isConnection(type)
  const isPage = isConnection(parent) && (field.name === 'edges' || field.name === 'nodes')
  const stated = walk.sizes[`${parent.name}.${field.name}`]
  const size = connection ? 1 : (stated ?? sizeOfList(field, args, isPage ? pageSize : undefined))
  const below = walkBelow(field, args, work.list === undefined ? walk : { ...walk, known: new Map(), list: work.list })
  const inner = costOfSelections(
    node.selectionSet,
    type,
    connection ? (askedItems(field, args) ?? DEFAULT_PAGE) : 1,
    below,
  )
  return argumentCost + size * (1 + inner)
}

/** A field whose extension `work` states it by the arguments and the list above. */
function workOf(field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>, walk: Walk): FieldWork {
  const { work } = field.extensions
  return typeof work === 'function' ? work(args, walk.list) : { ownMs: 0 }
}

/** A field whose extension `sizes` says by its arguments, and what the request reads, how long lists below it are (`graphql/coverage/coverage-cost.ts`). */
function walkBelow(field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>, walk: Walk): Walk {
  const { sizes } = field.extensions
  return typeof sizes === 'function' ? { ...walk, known: new Map(), sizes: sizes(args, walk.context) } : walk
}

function readArguments(node: FieldNode, variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const args: Record<string, unknown> = {}
  for (const argument of node.arguments ?? [])
    args[argument.name.value] = valueFromASTUntyped(argument.value, variables)
  return args
}

function isConnection(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection')
}

/** Items asked for by `first` or `last`, or by the default of `first`; undefined where nothing says how many. */
function askedItems(
  field: GraphQLField<unknown, unknown>,
  args: Readonly<Record<string, unknown>>,
): number | undefined {
  const stated = args['first'] ?? args['last'] ?? field.args.find(({ name }) => name === 'first')?.defaultValue
  return typeof stated === 'number' && Number.isFinite(stated) ? Math.min(LARGEST_PAGE, Math.max(0, stated)) : undefined
}

/** Items of a list field: the page's, as many as ids were given or asked for, or the assumed few; 1 for what is no list. */
function sizeOfList(
  field: GraphQLField<unknown, unknown>,
  args: Readonly<Record<string, unknown>>,
  pageSize: number | undefined,
): number {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type
  if (!isListType(type)) return 1
  if (pageSize !== undefined) return pageSize
  const stated = Object.values(args).find(Array.isArray)
  if (stated) return stated.length
  return askedItems(field, args) ?? ASSUMED_LIST
}

function countListElements(values: readonly unknown[]): number {
  let count = 0
  const open: unknown[] = [...values]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value)) count += value.length
    for (const inner of Object.values(value)) open.push(inner)
  }
  return count
}
