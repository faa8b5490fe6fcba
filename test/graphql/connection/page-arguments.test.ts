import { execute, GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createCursorBinding, encodeCursor } from '../../../src/graphql/connection/cursors.ts'
import { type PageArguments, readSize, readSlice } from '../../../src/graphql/connection/page-arguments.ts'

const HERE = createCursorBinding('here')
const CURSOR = encodeCursor(HERE, { value: 'Ambleby', uid: 'a' })

/** The slice that a list with a default page reads from these arguments, as a client writes them. */
async function sliceOf(args: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const list = {
    type: GraphQLString,
    args: {
      first: { type: GraphQLInt, defaultValue: 20 },
      after: { type: GraphQLString },
      last: { type: GraphQLInt },
      before: { type: GraphQLString },
    },
    resolve: (_root: unknown, given: PageArguments, _context: unknown, info: Parameters<typeof readSlice>[1]) =>
      JSON.stringify(readSlice(given, info, HERE)),
  }
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { list } }) })
  const document = parse(`query ($first: Int, $last: Int) { list${args} }`)
  const { data, errors } = await execute({ schema, document, variableValues: variables })
  if (errors !== undefined) return errors[0]?.message
  return JSON.parse(String(data?.['list']))
}

const ANCHOR = { value: 'Ambleby', uid: 'a' }

describe('paging arguments', () => {
  it.each([
    ['none: the first page', '', { limit: 20, backward: false }],
    ['after a cursor', `(first: 5, after: "${CURSOR}")`, { limit: 5, backward: false, after: ANCHOR }],
    ['`last` beside the default of `first` pages backward', '(last: 5)', { limit: 5, backward: true }],
    ['before a cursor', `(last: 5, before: "${CURSOR}")`, { limit: 5, backward: true, before: ANCHOR }],
    ['null is as not given', '(first: null, after: null, last: null)', { limit: 20, backward: false }],
    ['a variable that is not given is as not given', '(first: $first, last: 3)', { limit: 3, backward: true }],
    ['nothing may be asked for', '(first: 0)', { limit: 0, backward: false }],
  ])('%s', async (_, args, slice) => {
    expect(await sliceOf(args)).toEqual(slice)
  })

  it.each([
    ['both ends', '(first: 5, last: 5)', /not both/],
    ['both ends by variables', '(first: $first, last: $last)', /not both/],
    ['`before` without `last`', `(before: "${CURSOR}")`, /give `last`/],
    ['`after` with `last`', `(last: 5, after: "${CURSOR}")`, /give `first`/],
    ['a negative size', '(first: -1)', /0 to 100/],
    ['a size over the limit', '(last: 101)', /at most 100/],
    ['a cursor of another list', `(after: "${encodeCursor(createCursorBinding('there'), ANCHOR)}")`, /cursor/],
  ])('are refused where they are %s', async (_, args, message) => {
    expect(await sliceOf(args, { first: 2, last: 2 })).toMatch(message)
  })
})

it.each([0, 1, 100])('a page may hold %i', (size) => {
  expect(readSize('first', size)).toBe(size)
})
