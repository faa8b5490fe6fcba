import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql'

/** Between 0 and 1. */
type Chance = () => number

const MOST_DEPTH = 7
const WORDS = ['service', 'food', '"hot lunch"', 'zzzz', 'é', 'north', 'a b c d', '', '*', '"']
const SCALARS: Readonly<Record<string, readonly string[]>> = {
  Int: ['0', '1', '3', '20', '100', '-1', '2147483647'],
  Float: ['0', '51.5', '-2.5', '180.1', '1e9'],
  Boolean: ['true', 'false'],
  DateTime: ['"2026-06-30T23:59:60Z"', '"2026-01-01T10:00:00Z"', '"9999-12-31T23:59:59-12:00"', '"soon"'],
  Date: ['"2026-02-28"', '"2026-02-30"', '"0001-01-01"'],
  LocalTime: ['"09:00"', '"23:59"', '"24:00"'],
}

/** What writes parts of operations. */
interface Generator {
  argumentsOf(args: readonly GraphQLArgument[]): string
  selectionOf(type: GraphQLNamedType, depth: number): string
  pick<T>(values: readonly T[]): T | undefined
}

/** Writes parts of operations that are valid as far as types go; their values are sensible, extreme or wrong. */
export function createGenerator(chance: Chance, names: readonly string[]): Generator {
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(chance() * values.length)]

  function valueOf(type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return valueOf(type.ofType, depth)
    if (isListType(type)) {
      return `[${Array.from({ length: Math.floor(chance() * 4) }, () => valueOf(type.ofType, depth + 1)).join(', ')}]`
    }
    if (isEnumType(type)) return pick(type.getValues())?.name ?? 'null'
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields())
      const wanted = type.isOneOf
        ? [pick(fields)].filter((field) => field !== undefined)
        : fields.filter((field) => isRequiredInputField(field) || (depth < 4 && chance() < 0.2))
      return `{ ${wanted.map((field) => `${field.name}: ${valueOf(field.type, depth + 1)}`).join(', ')} }`
    }
    return pick(SCALARS[type.name] ?? []) ?? JSON.stringify(pick(chance() < 0.5 ? names : WORDS))
  }

  function argumentsOf(args: readonly GraphQLArgument[]): string {
    const wanted = args.filter((argument) => isRequiredArgument(argument) || chance() < 0.3)
    return wanted.length === 0 ? '' : `(${wanted.map((each) => `${each.name}: ${valueOf(each.type, 0)}`).join(', ')})`
  }

  function selectionOf(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type)) return ' { __typename }'
    if (!isObjectType(type) && !isInterfaceType(type)) return ''
    const fields: GraphQLField<unknown, unknown>[] = Object.values(type.getFields())
    const wanted = fields.filter(() => chance() < Math.min(0.6, 4 / fields.length))
    const parts = wanted.flatMap((field, at) => {
      const inner = getNamedType(field.type)
      const isLeaf = !isObjectType(inner) && !isInterfaceType(inner) && !isUnionType(inner)
      if (!isLeaf && depth >= MOST_DEPTH) return []
      return [`f${at}: ${field.name}${argumentsOf(field.args)}${selectionOf(inner, depth + 1)}`]
    })
    return ` { ${['__typename', ...parts].join(' ')} }`
  }
  return { argumentsOf, selectionOf, pick }
}

/** One operation over the schema, made by such a generator. */
export function generateOperation(schema: GraphQLSchema, chance: Chance, names: readonly string[]): string {
  const query = schema.getQueryType()
  if (!query) throw new Error('The schema has no queries.')
  const { argumentsOf, selectionOf, pick } = createGenerator(chance, names)
  const roots = Array.from({ length: 1 + Math.floor(chance() * 2) }, () => pick(Object.values(query.getFields())))
  const asked = roots.flatMap((field, at) =>
    field === undefined
      ? []
      : [`r${at}: ${field.name}${argumentsOf(field.args)}${selectionOf(getNamedType(field.type), 1)}`],
  )
  return `{ ${asked.join(' ')} }`
}
