import {
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLObjectType,
} from 'graphql'

/** Types, and fields of types, written as what names them alone: they are written in full elsewhere. */
const NAMED_BY: Readonly<Record<string, string>> = {
  Area: 'code name type',
  Feed: 'slug publisher',
  'Placement.location': 'id',
  'Placement.serviceArea': 'id',
  Service: 'id',
  ServiceCluster: 'id',
  Taxonomy: 'name uri',
  TaxonomyTerm: 'uri curie code name taxonomy { name uri }',
}

/** What compares a record with others; it would cost a search for each. */
const LEFT_OUT: ReadonlySet<string> = new Set(['alsoListedBy', 'matches'])

/**
 * The selection of a type in full: every field without required arguments, objects in full, records of their own by what
 * names them, no lists in pages. Fields that the schema gains later are part of it.
 */
export function selectInFull(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName)
  return isObjectType(type) ? selectObject(type, [typeName]) : ''
}

function selectObject(type: GraphQLObjectType, way: readonly string[]): string {
  return Object.values(type.getFields())
    .flatMap((field) => selectField(field, type, way) ?? [])
    .join(' ')
}

function selectField(
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLObjectType,
  way: readonly string[],
): string | undefined {
  const type = getNamedType(field.type)
  if (LEFT_OUT.has(field.name) || field.args.some(isRequiredArgument)) return undefined
  if (isLeafType(type)) return field.name
  const names = NAMED_BY[`${parent.name}.${field.name}`] ?? NAMED_BY[type.name]
  if (names !== undefined) return `${field.name} { ${names} }`
  if (!isObjectType(type) || type.name.endsWith('Connection') || way.includes(type.name)) return undefined
  return `${field.name} { ${selectObject(type, [...way, type.name])} }`
}
