import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql'

import type { Operation } from '../../graphql/operations/read-operations.ts'
import { createBadInput, describeUnknown } from '../exports/export-parameters.ts'

/** A plain parameter of an address: a variable of the operation, or a member of one that is an object, with dots between. */
export interface Parameter {
  /** `level`, `near.postcode`. */
  readonly name: string
  readonly type: GraphQLInputType
  readonly isRequired: boolean
  /** Several values: commas between them, or the parameter several times. */
  readonly isList: boolean
  readonly description: string
  /** Undefined where it has none. */
  readonly defaultValue: unknown
}

/** The parameters of an operation. Lists of objects, and what an object holds of its own kind, have none: no plain value says them. */
export function listParameters(schema: GraphQLSchema, { node }: Operation): readonly Parameter[] {
  return (node.variableDefinitions ?? []).flatMap(({ variable, type: typeNode, description, defaultValue }) => {
    const type = typeFromAST(schema, typeNode)
    if (!isInputType(type)) throw new Error(`The variable ${variable.name.value} has no type of this schema.`)
    return parametersOf(
      {
        name: variable.name.value,
        type,
        description: description?.value ?? '',
        defaultValue: defaultValue && valueFromASTUntyped(defaultValue),
        isRequired: isNonNullType(type) && defaultValue === undefined,
      },
      [],
    )
  })
}

type Stated = Omit<Parameter, 'isList'>

function parametersOf(stated: Stated, above: readonly string[]): readonly Parameter[] {
  const type = getNullableType(stated.type)
  const named = getNamedType(type)
  const isList = isListType(type)
  if (!isInputObjectType(named)) return [{ ...stated, isList }]
  if (isList || above.includes(named.name)) return []
  return Object.values(named.getFields()).flatMap((field) =>
    parametersOf(
      {
        name: `${stated.name}.${field.name}`,
        type: field.type,
        description: field.description ?? '',
        defaultValue: field.defaultValue,
        // Of an object that need not be given no member must be.
        isRequired: stated.isRequired && isNonNullType(field.type) && field.defaultValue === undefined,
      },
      [...above, named.name],
    ),
  )
}

/**
 * The variables that an address states. An empty value is none. GraphQL checks the values, with the sentences that it has for
 * them; BAD_USER_INPUT where a name is unknown, or one that is single is stated twice.
 */
export function readVariables(parameters: readonly Parameter[], search: string): Record<string, unknown> {
  const variables: Record<string, unknown> = {}
  const stated = new URLSearchParams(search)
  for (const name of new Set(stated.keys())) {
    const parameter = parameters.find((known) => known.name === name)
    if (parameter === undefined)
      throw createBadInput(
        describeUnknown(
          name,
          parameters.map((known) => known.name),
        ),
        name,
      )
    const values = stated.getAll(name).filter((value) => value !== '')
    if (values.length > 0) setAt(variables, name.split('.'), readValue(parameter, values))
  }
  return variables
}

function readValue({ name, type, isList }: Parameter, values: readonly string[]): unknown {
  const [only = '', ...others] = values
  const read = (text: string): unknown => readSingle(type, text)
  if (!isList) {
    if (others.length > 0) throw createBadInput(`State \`${name}\` once: it has one value.`, name)
    return read(only)
  }
  // Stated several times, a value may hold commas.
  const members = others.length > 0 ? values : only.split(',').map((member) => member.trim())
  return members.map(read)
}

/** What is no number or switch stays a text, which GraphQL refuses with its own sentence. */
function readSingle(type: GraphQLInputType, text: string): unknown {
  const { name } = getNamedType(type)
  if (name === 'Int' || name === 'Float') return NUMBER.test(text) ? Number(text) : text
  if (name === 'Boolean') return text === 'true' ? true : text === 'false' ? false : text
  return isEnumType(getNamedType(type)) ? text.toUpperCase() : text
}

const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/

function setAt(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value
    return
  }
  const inner = target[key]
  const members: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {}
  setAt(members, rest, value)
  target[key] = members
}
