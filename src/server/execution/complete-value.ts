import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

import { executeFields, failAfter, join, nullOrThrow } from './execute-fields.ts'
import { createLeafText } from './leaf-text.ts'
import type { Complete, Completed, FieldPlan, Path, Run, SelectionPlan } from './plan.ts'

/** Gives the fields asked of an object of that type by these nodes. */
type SelectionOf = (type: GraphQLObjectType, nodes: readonly FieldNode[]) => SelectionPlan

/** What makes the text of values of that type (GraphQL, CompleteValue); the selections below are planned when first met. */
export function createComplete(
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  selectionOf: SelectionOf,
): Complete {
  if (isNonNullType(type)) return notNull(createComplete(type.ofType, nodes, selectionOf))
  if (isListType(type)) return createList(type.ofType, createComplete(type.ofType, nodes, selectionOf))
  if (isLeafType(type)) {
    const textOf = createLeafText(type)
    return (_run, value) => (value === null || value === undefined ? null : textOf(value))
  }
  return isObjectType(type) ? createObject(type, nodes, selectionOf) : createAbstract(type, nodes, selectionOf)
}

function notNull(complete: Complete): Complete {
  return (run, value, path, field) => {
    const completed = complete(run, value, path, field)
    if (completed === null)
      throw new Error(`Cannot return null for non-nullable field ${field.parentType.name}.${field.definition.name}.`)
    return completed
  }
}

function createList(itemType: GraphQLOutputType, complete: Complete): Complete {
  const isNullable = !isNonNullType(itemType)
  const isLeaf = isLeafType(isNonNullType(itemType) ? itemType.ofType : itemType)
  function completeItem(run: Run, item: unknown, list: Path | undefined, index: number, field: FieldPlan): Completed {
    const at = (): Path => ({ prev: list, key: index, typename: undefined })
    const path = isLeaf ? undefined : at()
    try {
      const completed =
        item instanceof Promise
          ? item.then((resolved) => (run.signal?.aborted === true ? null : complete(run, resolved, path, field)))
          : complete(run, item, path, field)
      return completed instanceof Promise
        ? completed.catch((error: unknown) => nullOrThrow(run, field, error, path ?? at(), isNullable))
        : completed
    } catch (error) {
      return nullOrThrow(run, field, error, path ?? at(), isNullable)
    }
  }
  return (run, value, path, field) => {
    if (value === null || value === undefined) return null
    if (value instanceof Error) throw value
    if (!isIterable(value))
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`,
      )
    const parts: Completed[] = []
    let hasPending = false
    let index = 0
    try {
      for (const item of value) {
        const completed = completeItem(run, item, path, index, field)
        parts.push(index === 0 ? '[' : ',', completed)
        hasPending ||= completed instanceof Promise
        index += 1
      }
    } catch (error) {
      if (hasPending) return failAfter(parts, error)
      throw error
    }
    if (hasPending) return join([...parts, ']'])
    if (index === 0) return '[]'
    let text = ''
    for (const part of parts) text += typeof part === 'string' ? part : 'null'
    return `${text}]`
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function createObject(type: GraphQLObjectType, nodes: readonly FieldNode[], selectionOf: SelectionOf): Complete {
  let selection: SelectionPlan | undefined
  function completeFields(run: Run, value: unknown, path: Path | undefined): Completed {
    selection ??= selectionOf(type, nodes)
    return executeFields(run, selection, value, path)
  }
  const { isTypeOf } = type
  return (run, value, path, field) => {
    if (value === null || value === undefined) return null
    if (value instanceof Error) throw value
    if (!isTypeOf) return completeFields(run, value, path)
    const complete = (isOf: boolean): Completed => {
      if (!isOf) throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes })
      return completeFields(run, value, path)
    }
    const isOf = isTypeOf(value, run.context, infoKept(run, field))
    return isOf instanceof Promise ? isOf.then(complete) : complete(isOf)
  }
}

/** Made when the field was resolved. */
function infoKept(run: Run, field: FieldPlan): GraphQLResolveInfo {
  const info = run.infos[field.index]
  if (info === undefined) throw new Error('A field is completed that was not resolved.')
  return info
}

function createAbstract(type: GraphQLAbstractType, nodes: readonly FieldNode[], selectionOf: SelectionOf): Complete {
  const selections = new Map<string, SelectionPlan>()
  function completeAs(name: unknown, run: Run, value: unknown, path: Path | undefined, field: FieldPlan): Completed {
    const known = typeof name === 'string' ? selections.get(name) : undefined
    if (known !== undefined) return executeFields(run, known, value, path)
    const runtimeType = assertRuntimeType(name, type, run, field)
    const selection = selectionOf(runtimeType, nodes)
    selections.set(runtimeType.name, selection)
    return executeFields(run, selection, value, path)
  }
  const resolveType = type.resolveType ?? defaultTypeResolver
  return (run, value, path, field) => {
    if (value === null || value === undefined) return null
    if (value instanceof Error) throw value
    const name = resolveType(value, run.context, infoKept(run, field), type)
    return name instanceof Promise
      ? name.then((resolved) => completeAs(resolved, run, value, path, field))
      : completeAs(name, run, value, path, field)
  }
}

function assertRuntimeType(name: unknown, type: GraphQLAbstractType, run: Run, field: FieldPlan): GraphQLObjectType {
  const { schema } = run.facts
  const { nodes } = field
  if (typeof name !== 'string')
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${field.parentType.name}.${field.definition.name}".`,
      { nodes },
    )
  const stated = schema.getType(name)
  if (isObjectType(stated) && schema.isSubType(type, stated)) return stated
  const but =
    stated === undefined
      ? `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`
      : isObjectType(stated)
        ? `Runtime Object type "${name}" is not a possible type for "${type.name}".`
        : `Abstract type "${type.name}" was resolved to a non-object type "${name}".`
  throw new GraphQLError(but, { nodes })
}
