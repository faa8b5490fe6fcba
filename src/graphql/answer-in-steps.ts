import { getNamedType, type GraphQLFieldResolver, type GraphQLSchema, isLeafType, isObjectType } from 'graphql'
import { type Patience, patiently, patientlyThroughout, Unfinished } from '../catalogue/steps.ts'
import type { Pace, RequestContext } from './context.ts'

type Resolver = GraphQLFieldResolver<unknown, RequestContext>

/**
 * Makes every field whose answer needs long work wait for it, step after step at its request's pace, and then resolve
 * again: what was finished is at hand by then. Fields of objects also wait where their request has gone on for long: many short reads
 * together would keep others waiting as one long one does. A request without a pace has its work done at once.
 */
export function answerInSteps(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      if (field.resolve !== undefined) field.resolve = inSteps(field.resolve, !isLeafType(getNamedType(field.type)))
    }
  }
  return schema
}

/** Runs an operation so that its fields do long work in steps even after they have waited for something; to be used by whoever executes one. */
export function runInSteps<T>(context: Partial<Pick<RequestContext, 'pace' | 'patience'>>, run: () => T): T {
  const { pace, patience } = context
  return pace === undefined || patience === undefined ? run() : patientlyThroughout(patience, run)
}

function inSteps(resolve: Resolver, mayRest: boolean): Resolver {
  const again: Resolver = (parent, args, context, info) => {
    const { pace, patience } = context
    if (pace === undefined) return resolve(parent, args, context, info)
    if (patience.awaited !== undefined) return patience.awaited.then(() => resume(parent, args, context, info))
    if (mayRest && pace.isOverdue()) return rest(pace, patience).then(() => again(parent, args, context, info))
    // Most fields have nothing to wait for: little is made for them.
    try {
      const value = patiently(patience, () => resolve(parent, args, context, info))
      if (!(value instanceof Promise)) return value
      return value.catch((error: unknown) => finish(error, pace, patience, () => again(parent, args, context, info)))
    } catch (error) {
      return finish(error, pace, patience, () => again(parent, args, context, info))
    }
  }
  // All that waited for one thing go on together.
  const resume: Resolver = (parent, args, context, info) => {
    const { pace, patience } = context
    if (pace?.isOverdue() !== true) return again(parent, args, context, info)
    return rest(pace, patience).then(() => resume(parent, args, context, info))
  }
  return again
}

/** Does the steps that an answer needs, and asks again; throws what is anything else. Fields that come meanwhile wait: most need the same. */
function finish(thrown: unknown, pace: Pace, patience: Patience, again: () => unknown): unknown {
  if (!(thrown instanceof Unfinished)) throw thrown
  const done = pace.finish(thrown.step)
  // Who waits for it asks again whatever became of it: what fails is said by the field that needed it, and by theirs.
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  patience.awaited = ended
  return done
    .finally(() => {
      patience.awaited = undefined
      end()
    })
    .then(again)
}

/** One turn for all fields that wait: together they go on until it has been long again. */
function rest(pace: Pace, patience: Patience): Promise<void> {
  patience.rest ??= pace.finish(() => true).finally(() => (patience.rest = undefined))
  return patience.rest
}
