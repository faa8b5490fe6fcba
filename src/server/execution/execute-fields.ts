import {
  getArgumentValues,
  type GraphQLError,
  type GraphQLResolveInfo,
  locatedError,
  responsePathAsArray,
} from 'graphql'

import type { Completed, FieldPlan, Path, Run, SelectionPlan, Soon } from './plan.ts'

/** The object as JSON text, each of its fields resolved. Throws, or rejects with, the error of a field that may not be null. */
export function executeFields(run: Run, fields: SelectionPlan, source: unknown, path: Path | undefined): Soon<string> {
  if (fields.length === 0) return '{}'
  let text = ''
  let parts: Completed[] | undefined
  try {
    for (const field of fields) {
      const value = executeField(run, field, source, path)
      text += field.prefix
      if (!(value instanceof Promise)) text += value ?? 'null'
      else {
        parts ??= []
        parts.push(text, value)
        text = ''
      }
    }
  } catch (error) {
    // What is under way may fail too: that is waited for, and heard by nobody.
    if (parts !== undefined) return failAfter(parts, error)
    throw error
  }
  return parts === undefined ? `${text}}` : join([...parts, `${text}}`])
}

/** The same, one field after the other: a mutation's. */
export async function executeInTurn(run: Run, fields: SelectionPlan): Promise<string> {
  if (fields.length === 0) return '{}'
  let text = ''
  for (const field of fields)
    text += field.prefix + ((await executeField(run, field, run.facts.rootValue, undefined)) ?? 'null')
  return `${text}}`
}

/** Rejects with the error once nothing is under way any more. */
export async function failAfter(parts: readonly Completed[], error: unknown): Promise<never> {
  await Promise.allSettled(parts.map((part) => Promise.resolve(part)))
  throw error
}

/** Parts of a text, some of which are still to come, as one. */
export async function join(parts: readonly Completed[]): Promise<string> {
  const texts = await Promise.all(parts.map((part) => Promise.resolve(part)))
  return texts.map((text) => text ?? 'null').join('')
}

function executeField(run: Run, field: FieldPlan, source: unknown, parent: Path | undefined): Completed {
  const path = field.isLeaf ? undefined : pathOf(field, parent)
  try {
    run.parent = parent
    const args = field.args ?? argumentsOf(run, field)
    const value = field.resolve(source, args, run.context, infoOf(run, field))
    const completed =
      value instanceof Promise
        ? value.then((resolved) => (run.signal?.aborted === true ? null : field.complete(run, resolved, path, field)))
        : field.complete(run, value, path, field)
    return completed instanceof Promise
      ? completed.catch((error: unknown) =>
          nullOrThrow(run, field, error, path ?? pathOf(field, parent), field.isNullable),
        )
      : completed
  } catch (error) {
    return nullOrThrow(run, field, error, path ?? pathOf(field, parent), field.isNullable)
  }
}

/** Notes the error where the position may be null, else throws it with its place for the next that may. */
export function nullOrThrow(run: Run, { nodes }: FieldPlan, thrown: unknown, path: Path, isNullable: boolean): null {
  run.failed += 1
  const error = locatedError(thrown, nodes, responsePathAsArray(path))
  if (!isNullable) throw error
  noteError(run, error, path)
  return null
}

/** Notes the error, unless a position above is null already. */
export function noteError(run: Run, error: GraphQLError, path: Path | undefined): void {
  for (let at = path; at !== undefined; at = at.prev) if (run.nulled.has(at)) return
  if (run.nulled.has(undefined)) return
  run.nulled.add(path)
  run.errors.push(error)
}

function pathOf({ key, parentType }: FieldPlan, prev: Path | undefined): Path {
  return { prev, key, typename: parentType.name }
}

/** Once for a run: the same variables give the same arguments to the field of every object. */
function argumentsOf(run: Run, { index, definition, nodes }: FieldPlan): Readonly<Record<string, unknown>> {
  const [node] = nodes
  if (node === undefined) throw new Error('A field stands for no node.')
  return (run.args[index] ??= getArgumentValues(definition, node, run.facts.variableValues))
}

/** Once for a run, so that its `path` is right only until something is waited for. */
function infoOf(run: Run, field: FieldPlan): GraphQLResolveInfo {
  return (run.infos[field.index] ??= {
    ...run.facts,
    fieldName: field.definition.name,
    fieldNodes: field.nodes,
    returnType: field.definition.type,
    parentType: field.parentType,
    get path() {
      return pathOf(field, run.parent)
    },
  })
}
