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

import { keyOfType } from '../../graphql/kept-texts.ts'
import { executeFields, failAfter, join, nullOrThrow } from './execute-fields.ts'
import { createLeafText } from './leaf-text.ts'
import type { Complete, Completed, FieldPlan, Path, Planner, Run, SelectionPlan } from './plan.ts'

/** What makes the text of values of that type (GraphQL, CompleteValue); the selections below are planned when first met. */
export function createComplete(type: GraphQLOutputType, nodes: readonly FieldNode[], planner: Planner): Complete {
  if (isNonNullType(type)) return notNull(createComplete(type.ofType, nodes, planner))
  if (isListType(type)) return createList(type.ofType, createComplete(type.ofType, nodes, planner))
  if (isLeafType(type)) {
    const textOf = createLeafText(type)
    return (_run, value) => (value === null || value === undefined ? null : textOf(value))
  }
  return isObjectType(type) ? createObject(type, nodes, planner) : createAbstract(type, nodes, planner)
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

/** Makes the text of an object whose type is settled. */
type CompleteFields = (run: Run, value: unknown, path: Path | undefined) => Completed

function createFields(type: GraphQLObjectType, nodes: readonly FieldNode[], planner: Planner): CompleteFields {
  let selection: SelectionPlan | undefined
  return (run, value, path) => {
    selection ??= planner.selectionOf(type, nodes)
    return executeFields(run, selection, value, path)
  }
}

/** The text is taken from those kept where its type says by what its objects are known again. */
function createKeptFields(type: GraphQLObjectType, nodes: readonly FieldNode[], planner: Planner): CompleteFields {
  const make = createFields(type, nodes, planner)
  const keyOf = keyOfType(type)
  if (keyOf === undefined) return make
  let signed: { readonly signature: string | undefined } | undefined
  return (run, value, path) => {
    const { texts } = run
    if (texts === undefined) return make(run, value, path)
    signed ??= { signature: planner.signatureOf(type, nodes) }
    const { signature } = signed
    if (signature === undefined) return make(run, value, path)
    const key = keyOf(value)
    const kept = texts.find(signature, key)
    if (kept !== undefined) return kept
    const [failed, passing] = [run.failed, texts.passing]
    const text = make(run, value, path)
    // What was waited for may have been asked of others, or given up.
    if (typeof text === 'string' && run.failed === failed && texts.passing === passing) texts.keep(signature, key, text)
    return text
  }
}

function createObject(type: GraphQLObjectType, nodes: readonly FieldNode[], planner: Planner): Complete {
  const completeFields = createKeptFields(type, nodes, planner)
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

function createAbstract(type: GraphQLAbstractType, nodes: readonly FieldNode[], planner: Planner): Complete {
  const fields = new Map<string, CompleteFields>()
  function completeAs(name: unknown, run: Run, value: unknown, path: Path | undefined, field: FieldPlan): Completed {
    const known = typeof name === 'string' ? fields.get(name) : undefined
    if (known !== undefined) return known(run, value, path)
    const runtimeType = assertRuntimeType(name, type, run, field)
    const completeFields = createKeptFields(runtimeType, nodes, planner)
    fields.set(runtimeType.name, completeFields)
    return completeFields(run, value, path)
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
