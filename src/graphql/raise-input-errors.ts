import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'
import { InputError } from '../model/input-error.ts'
import { assertBounded } from './assert-bounded.ts'

type Field = GraphQLField<unknown, unknown>
type Resolver = GraphQLFieldResolver<unknown, unknown>

/**
 * Makes every field that can meet a caller's mistake raise it as a GraphQL error with `extensions.code` and
 * `extensions.path`; arguments past their bounds are such a mistake before anything is asked.
 */
export function raiseInputErrors(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      if (meetsArguments(type.name, field)) field.resolve = raising(field)
    }
  }
  return schema
}

/** Types whose fields read arguments late: a figure that is not kept of a day gone by is refused where it is asked for. */
const LATE: ReadonlySet<string> = new Set(['PageInfo', 'Coverage', 'AreaCoverage', 'CoverageTotal'])

/** Lists and facets read their arguments late, when one of their own fields is asked for. */
function meetsArguments(typeName: string, field: Field): boolean {
  return field.args.length > 0 || typeName.endsWith('Connection') || LATE.has(typeName)
}

/** A field whose extension `boundsItself` is true takes what no filter is, and says itself what is too much. */
function raising({ resolve = defaultFieldResolver, extensions }: Field): Resolver {
  return (parent, args, context, info) => {
    try {
      if (extensions['boundsItself'] !== true) assertBounded(args)
      const value = resolve(parent, args, context, info)
      return value instanceof Promise ? value.catch(rethrow) : value
    } catch (error) {
      return rethrow(error)
    }
  }
}

function rethrow(error: unknown): never {
  if (!(error instanceof InputError)) throw error
  throw new GraphQLError(error.message, { extensions: { code: error.code, path: error.path } })
}
