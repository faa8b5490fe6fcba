import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from './ask.ts'

const shared = process.env['SHARED']

describe('the schema', () => {
  it('describes every type, field, argument and enum value', () => {
    expect(undescribed(schema)).toEqual([])
  })

  it.each([
    ['Query', 'node', 'Node'],
    ['Query', 'nodes', '[Node]!'],
    ['Query', 'feeds', '[Feed!]!'],
    ['Query', 'feed', 'Feed'],
    ['Query', 'services', 'ServiceConnection'],
    ['Query', 'service', 'Service'],
    ['Query', 'organizations', 'OrganizationConnection'],
    ['Query', 'organization', 'Organization'],
    ['Query', 'locations', 'LocationConnection'],
    ['Query', 'taxonomies', '[Taxonomy!]!'],
    ['Query', 'taxonomyTerms', 'TaxonomyTermConnection'],
    ['Query', 'taxonomyTerm', 'TaxonomyTerm'],
    ['Query', 'areas', 'AreaConnection'],
    ['Query', 'area', 'Area'],
    ['Query', 'postcode', 'Postcode'],
    ['Query', 'coverage', 'Coverage'],
    ['Query', 'changes', 'ChangeConnection'],
    ['ServiceConnection', 'edges', '[ServiceEdge!]!'],
    ['ServiceConnection', 'nodes', '[Service!]!'],
    ['ServiceConnection', 'totalCount', 'Int!'],
    ['ServiceConnection', 'asOf', 'DateTime!'],
    ['FeedReport', 'state', 'FeedState!'],
    ['Schedule', 'opensAt', 'LocalTime'],
    ['Address', 'address1', 'String'],
    ['Organization', 'taxStatus', 'String'],
    ['Service', 'minimumAge', 'Float'],
    ['Phone', 'number', 'String!'],
  ])('%s.%s is %s', (typeName, fieldName, expected) => {
    const type = schema.getType(typeName)
    expect(isObjectType(type) && String(type.getFields()[fieldName]?.type)).toBe(expected)
  })

  it.skipIf(shared === undefined)('gives every name of the contract its type', () => {
    const contract = buildSchema(readFileSync(join(shared ?? '', 'design/schema.graphql'), 'utf8'))
    const ours = membersOf(schema)
    // What had to be said may be left out now: every operation that says it goes on to hold.
    expect(ours.get('SchemeLevel.scheme')).toBe('String = undefined')
    const relaxed = new Map([['SchemeLevel.scheme', 'String! = undefined']])
    const differences = [...membersOf(contract)].filter(
      ([name, type]) => ours.get(name) !== type && relaxed.get(name) !== type,
    )
    expect(differences).toEqual([])
  })
})

function* describables(target: GraphQLSchema): Generator<readonly [string, string | null | undefined]> {
  for (const type of Object.values(target.getTypeMap())) {
    if (isIntrospectionType(type) || (isScalarType(type) && isSpecifiedScalarType(type))) continue
    yield [type.name, type.description]
    if (isEnumType(type))
      yield* type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const)
    if (isInputObjectType(type)) {
      yield* Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description] as const)
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description]
      yield* field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as const)
    }
  }
}

function undescribed(target: GraphQLSchema): readonly string[] {
  return [...describables(target)].flatMap(([name, text]) => (text?.endsWith('.') === true ? [] : [name]))
}

/** Every type, member and argument by name, with what a client depends on. */
function membersOf(target: GraphQLSchema): ReadonlyMap<string, string> {
  const members = new Map<string, string>()
  for (const type of Object.values(target.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    members.set(type.name, isScalarType(type) ? `scalar ${type.specifiedByURL}` : type.constructor.name)
    if (isEnumType(type)) type.getValues().forEach((value) => members.set(`${type.name}.${value.name}`, 'value'))
    if (isInputObjectType(type)) {
      Object.values(type.getFields()).forEach((field) =>
        members.set(`${type.name}.${field.name}`, `${String(field.type)} = ${JSON.stringify(field.defaultValue)}`),
      )
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    const interfaces = type.getInterfaces().map(String).toSorted()
    interfaces.forEach((name) => members.set(`${type.name} implements ${name}`, 'yes'))
    for (const field of Object.values(type.getFields())) {
      members.set(`${type.name}.${field.name}`, String(field.type))
      field.args.forEach((arg) =>
        members.set(
          `${type.name}.${field.name}.${arg.name}`,
          `${String(arg.type)} = ${JSON.stringify(arg.defaultValue)}`,
        ),
      )
    }
  }
  return members
}
