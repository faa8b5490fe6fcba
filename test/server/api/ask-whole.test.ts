import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'

import { askWhole, MOST_ROWS } from '../../../src/server/api/ask-whole.ts'
import { planTable } from '../../../src/server/api/plan-table.ts'
import { readOperation } from './read-operation.ts'

const SCHEMA = buildSchema(`
  type Query { page(first: Int, after: String): Page one: Edge }
  type Page { edges: [Edge!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Edge { n: Int }
`)
const PAGED =
  '($first: Int, $after: String) { page(first: $first, after: $after) { edges { n } pageInfo { hasNextPage endCursor } } }'
const SINGLE = '{ one { n } }'

/** A list of so many pages, with what it was asked for and what is under way. */
function ask(pages: number, selection = PAGED, variables = {}) {
  const operation = readOperation(selection)
  const asked: unknown[] = []
  let underWay = 0
  const data = askWhole({
    operation,
    variables,
    plan: planTable(SCHEMA, operation),
    ask: ({ variables: given }) => {
      asked.push(given)
      const pageInfo = { hasNextPage: asked.length < pages, endCursor: `c${asked.length}` }
      return Promise.resolve({ data: { page: { edges: [{ n: asked.length }], pageInfo } }, errors: [] })
    },
    beginWalk() {
      underWay += 1
      return Promise.resolve(() => (underWay -= 1))
    },
  })
  return { data, asked, underWay: () => underWay }
}

describe('all of a list', () => {
  it('is asked for page by page, from cursor to cursor, and is under way until its end', async () => {
    const { data, asked, underWay } = ask(3)
    await data.next()
    expect(underWay()).toBe(0)
    await data.next()
    expect(underWay()).toBe(1)
    expect(await Array.fromAsync(data)).toHaveLength(1)
    expect(underWay()).toBe(0)
    expect(asked).toEqual([{ first: 50 }, { first: 50, after: 'c1' }, { first: 50, after: 'c2' }])
  })

  it('is no longer under way where its reader stops', async () => {
    const { data, underWay } = ask(5)
    await data.next()
    await data.next()
    await data.return(undefined)
    expect(underWay()).toBe(0)
  })

  it('is refused beyond a bound, and whole just below it', async () => {
    expect(await Array.fromAsync(ask(MOST_ROWS / 50).data)).toHaveLength(MOST_ROWS / 50)
    const { data, underWay } = ask(MOST_ROWS / 50 + 1)
    await expect(Array.fromAsync(data)).rejects.toMatchObject({ extensions: { code: 'TOO_MANY_ROWS' } })
    expect(underWay()).toBe(0)
  })

  it.each([{ first: 2 }, { after: 'c9' }])('is one page where the variables say which: %j', async (variables) => {
    const { data, asked } = ask(3, PAGED, variables)
    expect(await Array.fromAsync(data)).toHaveLength(1)
    expect(asked).toEqual([variables])
  })

  it('is one answer where the operation does not page', async () => {
    expect(await Array.fromAsync(ask(3, SINGLE).data)).toHaveLength(1)
  })
})
