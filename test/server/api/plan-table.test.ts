import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'

import { type Operation, readOperations } from '../../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../../src/graphql/schema.ts'
import { namesOf, planTable } from '../../../src/server/api/plan-table.ts'
import { readRows } from '../../../src/server/api/read-rows.ts'
import { readOperation } from './read-operation.ts'

const SCHEMA = buildSchema(`
  type Query { page(first: Int, after: String): Page things: [Thing!]! one: Thing grid: Grid }
  type Page { edges: [Edge!]! totalCount: Int! pageInfo: PageInfo! asOf: String other: [Thing!]! feeds: [FeedReport!]! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Edge { metres: Float node: Thing! }
  type Thing { name: String tags: [String!]! rate: Rate parent: Thing number: String extras: JSON }
  type Rate { value: Float ci95: Interval }
  type Interval { low: Float high: Float }
  type FeedReport { state: String }
  type Grid { asOf: String lines: [Line!]! sums: [Thing!]! }
  type Line { term: Thing cells: [Thing!]! }
  scalar JSON
`)

function plan(selection: string) {
  return planTable(SCHEMA, readOperation(selection))
}

describe('the rows of a table', () => {
  it.each([
    [
      'the list that pages, before lists above it',
      '($first: Int, $after: String) { page(after: $after) { other { name } edges { node { name } } pageInfo { hasNextPage endCursor } } }',
      'page.edges',
    ],
    [
      'its nodes, where those are selected',
      '($first: Int, $after: String) { page(after: $after) { pageInfo { hasNextPage endCursor } edges { metres } } }',
      'page.edges',
    ],
    ['the first list, where none pages', '{ grid { asOf sums { name } lines { cells { name } } } }', 'grid.sums'],
    [
      'the one that the document names',
      '{ grid { sums { name } lines { cells { name } } } }\n# Rows: grid.lines.cells',
      'grid.lines.cells',
    ],
    ['the one object of an answer without lists', '{ one { name } }', 'one'],
  ])('are %s', (_, selection, rows) => {
    expect(plan(selection).rows.join('.')).toBe(rows)
  })

  it('must be selected', () => {
    expect(() => plan('{ one { name } }\n# Rows: one.cells')).toThrow('one.cells')
  })
})

describe('the columns of a table', () => {
  it.each([
    [
      'leave out what says nothing of a name',
      '{ things { name rate { value ci95 { low high } } } }',
      ['name', 'rate', 'rateLow', 'rateHigh'],
    ],
    [
      'have a row’s lists in a cell, and no structures',
      '{ things { tags extras parent { tags } } }',
      ['tags', 'parentTags'],
    ],
    ['have aliases as their names', '{ things { called: name } }', ['called']],
    [
      'begin with those of lists on the way, and end with what stands beside',
      '{ grid { asOf sums { name } lines { term { name } cells { number } } } }\n# Rows: grid.lines.cells',
      ['termName', 'number', 'asOf'],
    ],
    [
      'leave out what is said of pages, and have what is said of all rows',
      '($first: Int, $after: String) { page(after: $after) { asOf totalCount other { name } feeds { state } pageInfo { hasNextPage endCursor } edges { metres node { name } } } }',
      ['metres', 'name', 'asOf', 'feedsState'],
    ],
  ])('%s', (_, selection, names) => {
    expect(namesOf(plan(selection))).toEqual(names)
  })

  it('must have different names', () => {
    expect(() => plan('{ things { parentName: name parent { name } } }')).toThrow('parentName')
  })

  it.each(readOperations())('are to be had of $name, each under its own name', (operation: Operation) => {
    expect(namesOf(planTable(createSchema(), operation)).length).toBeGreaterThan(0)
  })
})

it('reads a row for each member of each list on the way', () => {
  const table = plan('{ grid { asOf lines { term { name } cells { name tags } } } }\n# Rows: grid.lines.cells')
  const cells = [
    { name: 'x', tags: ['a', 'b|c'] },
    { name: null, tags: [] },
  ]
  const data = {
    grid: {
      asOf: 'now',
      lines: [
        { term: { name: 'T' }, cells },
        { term: null, cells: [cells[1]] },
      ],
    },
  }
  expect(readRows(table, data)).toEqual([
    ['T', 'x', String.raw`a | b\|c`, 'now'],
    ['T', null, null, 'now'],
    [null, null, null, 'now'],
  ])
  expect(readRows(table, { grid: null })).toEqual([])
})
