import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLField,
  isLeafType,
  isListType,
} from 'graphql'

import { describeUnknown } from '../../model/describe-unknown.ts'
import { isNestedDeeperThan } from '../scan-nesting.ts'

/** Arguments of a list that page through it: an export does that itself. */
const PAGING: ReadonlySet<string> = new Set(['first', 'after', 'last', 'before', 'offset'])
const MOST_NESTING = 200

/** An argument of the exported field under the name an export gives it: `where` is named `filter`. */
export interface ExportParameter {
  readonly name: string
  readonly argument: GraphQLArgument
}

/** The parameters of an export: every argument of its field but those that page. */
export function listParameters(field: GraphQLField<unknown, unknown>): readonly ExportParameter[] {
  return field.args
    .filter(({ name }) => !PAGING.has(name))
    .map((argument) => ({ name: argument.name === 'where' ? 'filter' : argument.name, argument }))
}

/**
 * The variables that the parameters as stated mean: names, instants and numbers as they stand, lists of names also with
 * commas between, all else JSON. GraphQL checks the values. A GraphQL error with BAD_USER_INPUT where a name is unknown or a text is no JSON.
 */
export function readVariables(
  parameters: readonly ExportParameter[],
  stated: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const variables: Record<string, unknown> = {}
  for (const [name, text] of stated) {
    const parameter = parameters.find((known) => known.name === name)
    if (parameter === undefined)
      throw createBadInput(
        describeUnknown(
          name,
          parameters.map((each) => each.name),
        ),
        name,
      )
    variables[name] = readValue(parameter, text)
  }
  return variables
}

/** Types whose values are no texts. */
const NO_TEXTS: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean'])

/** A name, an instant or an id stands as it is, and several of them with commas between: a plain word need not be quoted. */
function readValue({ name, argument }: ExportParameter, text: string): unknown {
  const type = getNullableType(argument.type)
  const named = getNamedType(type)
  if (!isLeafType(named) || NO_TEXTS.has(named.name) || /^\s*["[]/.test(text)) return parseJson(name, text)
  if (isLeafType(type)) return text
  return isListType(type) ? text.split(',').map((member) => member.trim()) : parseJson(name, text)
}

function parseJson(name: string, text: string): unknown {
  if (isNestedDeeperThan(text, MOST_NESTING, 'json')) throw createBadInput(`\`${name}\` nests too deeply.`, name)
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw createBadInput(
      `\`${name}\` is not JSON: write it as GraphQL variables are, for example {"text": "lunch"}.`,
      name,
    )
  }
}

/** The caller's mistake in a parameter, a 400. */
export function createBadInput(message: string, name: string): GraphQLError {
  const http = { status: 400, spec: false }
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', path: [name.slice(0, 40)], http } })
}
