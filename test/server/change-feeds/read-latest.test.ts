import { expect, it } from 'vitest'

import type { Ask } from '../../../src/server/ask-operation.ts'
import {
  type ChangeFilter,
  MOST_ENTRIES,
  MOST_LOOKED_AT,
  readLatest,
} from '../../../src/server/change-feeds/read-latest.ts'

const FEED = { slug: 'north', publisher: 'Northam', licence: null, attribution: null }
const named = (uri: string) => ({ uri, curie: `c:${uri}`, name: uri })
const record = (districts: string[], uri: string) => ({
  ...{ type: 'Service', sourceUrl: null, description: 'Tea.', districts, regions: ['E12'] },
  taxonomyTerms: [{ ...named(uri), ancestors: [named('above'), named('top')] }],
})
const change = (id: string, held: object | null, kind = 'UPDATED') => ({
  node: { at: '2026-01-01T00:00:00Z', kind, id, name: id, fields: [], feed: FEED, record: held },
})
const EDGES = [
  change('here', record(['E07'], 'tea')),
  change('there', record(['E08'], 'cake')),
  change('place', { type: 'Location', sourceUrl: null }),
  change('gone', null, 'REMOVED'),
  change('merged', null, 'MERGED'),
]

/** A catalogue of these changes on each of so many pages. */
function catalogue(edges: readonly object[], pages = 1) {
  let asked = 0
  const ask: Ask = ({ operationName }) => {
    if (operationName === 'AreaByCode') return Promise.resolve({ data: { area: { name: 'Here' } }, errors: [] })
    if (operationName === 'TermByUri') return Promise.resolve({ data: { taxonomyTerm: { name: 'Tea' } }, errors: [] })
    asked += 1
    const pageInfo = { hasNextPage: asked < pages, endCursor: 'c' }
    return Promise.resolve({ data: { changes: { historyFrom: null, edges, pageInfo } }, errors: [] })
  }
  return { ask, asked: () => asked }
}

it.each<[filter: ChangeFilter, ids: string[]]>([
  [{}, ['here', 'there', 'place', 'gone', 'merged']],
  [{ area: 'E07' }, ['here', 'gone']],
  [{ area: 'E12' }, ['here', 'there', 'gone']],
  [{ area: 'E99' }, ['gone']],
  [{ term: 'cake' }, ['there', 'gone']],
  [{ term: 'c:tea' }, ['here', 'gone']],
  [{ term: 'top' }, ['here', 'there', 'gone']],
  [{ area: 'E08', term: 'tea' }, ['gone']],
])('of %j are meant %j: what was removed is in every feed, for where it was is not known', async (filter, ids) => {
  const { changes } = await readLatest(catalogue(EDGES).ask, filter)
  expect(changes.map(({ id }) => id)).toEqual(ids)
})

it('stops where it has enough, and where it has looked through enough', async () => {
  const many = catalogue(
    Array.from({ length: 50 }, (_, index) => change(String(index), record(['E07'], 'tea'))),
    99,
  )
  expect((await readLatest(many.ask, {})).changes).toHaveLength(MOST_ENTRIES)
  expect(many.asked()).toBe(2)
  const others = catalogue(
    Array.from({ length: 50 }, (_, index) => change(String(index), record(['E08'], 'tea'))),
    99,
  )
  expect((await readLatest(others.ask, { area: 'E07' })).changes).toEqual([])
  expect(others.asked()).toBe(MOST_LOOKED_AT / 50)
})
