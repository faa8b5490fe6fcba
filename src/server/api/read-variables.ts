import { type GraphQLInputType, getNamedType, isEnumType } from 'graphql'

import { type Parameter, setVariable } from '../../graphql/operations/list-parameters.ts'
import { describeUnknown } from '../../model/describe-unknown.ts'
import { createBadInput } from '../exports/export-parameters.ts'

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
    if (values.length > 0) setVariable(variables, name, readValue(parameter, values))
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
