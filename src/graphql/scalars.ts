import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql'
import { Temporal } from 'temporal-polyfill'
import { canonicalInstant } from '../model/canonical-instant.ts'
import { builder } from './builder.ts'
import { present } from '../model/present.ts'

interface TextScalar {
  readonly name: 'DateTime' | 'Date' | 'LocalTime' | 'URL'
  readonly description: string
  readonly specifiedByURL?: string
  /** The value as the gateway goes on with it; undefined where the text is none. */
  readonly read: (text: string) => string | undefined
  /** What to write instead, with an example. */
  readonly expected: string
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/

const textScalars: readonly TextScalar[] = [
  {
    name: 'DateTime',
    description: 'An instant in time in RFC 3339 with its offset, for example 2026-03-01T09:30:00Z.',
    specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
    read: canonicalInstant,
    expected: 'an RFC 3339 instant with an offset, from the year 0000 to 9999 in UTC, such as 2026-03-01T09:30:00Z',
  },
  {
    name: 'Date',
    description: 'A calendar date in ISO 8601, YYYY-MM-DD.',
    specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
    read: keepWhere((text) => DATE.test(text) && parses(() => Temporal.PlainDate.from(text))),
    expected: 'a calendar date, such as 2026-03-01',
  },
  {
    name: 'LocalTime',
    description:
      "A time of day, HH:MM, on the clock in London. A publisher's time with another offset is converted; the original stays in the record's extensions.",
    read: keepWhere((text) => LOCAL_TIME.test(text)),
    expected: 'a time of day from 00:00 to 23:59, such as 09:30',
  },
  {
    name: 'URL',
    description:
      'An absolute http or https URL, exactly as published. A published value that is not one is left out and reported as an issue.',
    read: keepWhere((text) => /^https?:\/\//i.test(text) && URL.canParse(text)),
    expected: 'an absolute http or https URL',
  },
]

for (const scalar of textScalars) {
  builder.addScalarType(scalar.name, createTextScalar(scalar))
}

for (const [name, description] of [
  ['JSON', 'Any JSON value.'],
  ['GeoJSON', 'A GeoJSON object (RFC 7946), in WGS 84.'],
] as const) {
  builder.addScalarType(
    name,
    new GraphQLScalarType({
      name,
      description,
      serialize: (value) => value,
      parseValue: (value) => value,
      parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
    }),
  )
}

/** What the catalogue holds is valid already, so output is handed on as it is; input is checked. */
function createTextScalar(scalar: TextScalar): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    const valid = typeof value === 'string' ? scalar.read(value) : undefined
    if (valid !== undefined) return valid
    throw new GraphQLError(`${scalar.name} must be ${scalar.expected}.`, { extensions: { code: 'BAD_USER_INPUT' } })
  }
  return new GraphQLScalarType<string, string>({
    name: scalar.name,
    description: scalar.description,
    ...present({ specifiedByURL: scalar.specifiedByURL }),
    serialize: String,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  })
}

function keepWhere(isValid: (text: string) => boolean): TextScalar['read'] {
  return (text) => (isValid(text) ? text : undefined)
}

function parses(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
