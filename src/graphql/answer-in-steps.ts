import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { patiently, Unfinished } from '../catalogue/steps.ts'
import type { Pace, RequestContext } from './context.ts'

type Resolver = GraphQLFieldResolver<unknown, RequestContext>

/**
 * Makes every field whose answer needs long work wait for it, step after step at its request's pace, and then resolve
 * again: what was finished is at hand by then. A request without a pace has its work done at once.
 */
export function answerInSteps(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      if (field.resolve !== undefined) field.resolve = inSteps(field.resolve)
    }
  }
  return schema
}

function inSteps(resolve: Resolver): Resolver {
  const again: Resolver = (parent, args, context, info) => {
    const { pace, patience } = context
    if (pace === undefined) return resolve(parent, args, context, info)
    // Most fields have nothing to wait for: little is made for them.
    try {
      const value = patiently(patience, () => resolve(parent, args, context, info))
      if (!(value instanceof Promise)) return value
      return value.catch((error: unknown) => finish(error, pace, () => again(parent, args, context, info)))
    } catch (error) {
      return finish(error, pace, () => again(parent, args, context, info))
    }
  }
  return again
}

/** Does the steps that an answer needs, and asks again; throws what is anything else. */
function finish(error: unknown, pace: Pace, again: () => unknown): unknown {
  if (!(error instanceof Unfinished)) throw error
  return pace.finish(error.step).then(again)
}
