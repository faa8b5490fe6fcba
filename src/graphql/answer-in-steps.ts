import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { patiently, Unfinished } from '../catalogue/steps.ts'
import type { RequestContext } from './context.ts'

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
  return (parent, args, context, info) => {
    const { pace, patience } = context
    if (pace === undefined) return resolve(parent, args, context, info)
    function attempt(): unknown {
      try {
        const value = patiently(patience, () => resolve(parent, args, context, info))
        return value instanceof Promise ? value.catch(goOn) : value
      } catch (error) {
        return goOn(error)
      }
    }
    function goOn(error: unknown): unknown {
      if (!(error instanceof Unfinished) || pace === undefined) throw error
      return pace.finish(error.step).then(attempt)
    }
    return attempt()
  }
}
