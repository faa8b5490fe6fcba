import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql'

/** All kinds of types, lists and nulls, so that answers can fail anywhere. */
export function createEverySchema(): GraphQLSchema {
  const schema = buildSchema(/* GraphQL */ `
    scalar JSON
    enum Colour {
      RED
      GREEN
    }
    interface Named {
      name: String
      self: Named
    }
    union Any = Cat | Dog
    type Cat implements Named {
      name: String
      self: Named
      lives: Int!
      colour: Colour
      friends(first: Int = 2, like: [String!]): [Dog!]
      extras: JSON
    }
    type Dog implements Named {
      name: String
      self: Named
      weight: Float!
      good: Boolean
      chases: Cat!
      grid: [[Int]!]
      tags: [String!]!
    }
    type Query {
      cat(id: ID, colour: Colour): Cat
      dogs(first: Int): [Dog]
      sureDogs: [Dog!]!
      named: [Named!]
      any: Any
      sureAny: Any!
    }
  `)
  const { JSON: json } = schema.getTypeMap()
  if (!(json instanceof GraphQLScalarType)) throw new Error('The schema has no scalar JSON.')
  json.serialize = (value: unknown) => value
  return schema
}

const VARIABLES = 'query ($yes: Boolean!, $no: Boolean!, $n: Int, $text: String!, $id: ID)'

/** A valid document with aliases, fragments of both kinds, conditions and arguments, constant and by variable. */
export function writeOperation(schema: GraphQLSchema, random: () => number): string {
  const fragments: string[] = []
  const chance = (part: number): boolean => random() < part
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)]

  function writeSelection(typeName: string, depth: number): string {
    const type = schema.getType(typeName)
    if (!isCompositeType(type)) return ''
    const parts = ['__typename']
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) if (chance(0.6)) parts.push(writeField(field, depth))
    }
    const narrower: readonly GraphQLObjectType[] = isAbstractType(type) ? schema.getPossibleTypes(type) : [type]
    for (const { name } of narrower) if (chance(isUnionType(type) ? 0.9 : 0.3)) parts.push(writeFragment(name, depth))
    if (isObjectType(type) && type.getInterfaces().length > 0 && chance(0.3)) parts.push(writeFragment('Named', depth))
    return `{ ${parts.filter((part) => part !== '').join(' ')} }`
  }

  function writeFragment(typeName: string, depth: number): string {
    if (depth <= 0) return ''
    const selection = writeSelection(typeName, depth - 1)
    if (chance(0.5)) return `... on ${typeName} ${writeCondition()} ${selection}`
    fragments.push(`fragment F${fragments.length} on ${typeName} ${selection}`)
    return `...F${fragments.length - 1} ${writeCondition()}`
  }

  function writeField(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type)
    if (isCompositeType(type) && depth <= 0) return ''
    const args = field.args.flatMap(({ name }) => (chance(0.5) ? [`${name}: ${writeArgument(name)}`] : []))
    const written = args.length === 0 ? '' : `(${args.join(', ')})`
    // Equal keys must mean equal fields, so that they merge.
    const key = `${field.name}${written.replaceAll(/\W/g, '_')}`
    return `${key}: ${field.name}${written} ${writeCondition()} ${writeSelection(type.name, depth - 1)}`
  }

  function writeArgument(name: string): string {
    if (name === 'first') return pick(['1', '$n', 'null']) ?? '1'
    if (name === 'like') return pick(['["a"]', '[$text]', '"b"', '[]']) ?? '[]'
    return name === 'id' ? (pick(['"x"', '7', '$id']) ?? '7') : 'GREEN'
  }

  function writeCondition(): string {
    return pick(['', '', '', '', '@include(if: $yes)', '@skip(if: $no)', '@skip(if: true)', '@include(if: $no)']) ?? ''
  }

  const selection = writeSelection('Query', 3)
  const used = '@skip(if: $no) @include(if: $yes)'
  // Every variable has a use, or the document would not be valid.
  return `${VARIABLES} { ...Q uses: cat(id: $id) ${used} { friends(first: $n, like: [$text]) { name } } } fragment Q on Query ${selection} ${fragments.join(' ')}`
}
