import { expect, it } from 'vitest'
import { aboutAnswer } from '../../src/mcp/about-answer.ts'

const feed = (slug: string, state: string, more: object = {}) => ({
  ...{ slug, publisher: `${slug} council`, licence: 'OGL', attribution: null },
  report: { state, asOf: '2026-11-23T10:00:00Z', code: null, reason: null, ...more },
})
const about = (feeds: readonly object[], data: object = {}, more: object = {}) =>
  aboutAnswer({ feeds }, data, { remarks: [], ...more })

it('names the sources of the records in an answer, whose others list them too', () => {
  const data = { edges: [{ node: { feed: { slug: 'north' }, alsoListedBy: [{ feed: { slug: 'south' } }] } }] }
  expect(about([feed('north', 'FRESH'), feed('south', 'FRESH'), feed('east', 'FRESH')], data)).toEqual({
    asOf: '2026-11-23T10:00:00Z',
    feeds: '3 of 3 feeds are up to date.',
    attribution: ['north council, OGL', 'south council, OGL'],
    remarks: [],
  })
})

it('names all sources of a figure, unless it has sources of its own', () => {
  const feeds = [feed('north', 'FRESH'), feed('south', 'FRESH')]
  expect(about(feeds).attribution).toEqual(['north council, OGL', 'south council, OGL'])
  expect(about(feeds, {}, { attribution: ['Statistics'] }).attribution).toEqual(['Statistics'])
})

it('says of each feed that is not up to date why, and is as old as those that are', () => {
  const old = { asOf: '2026-10-01T00:00:00Z', reason: 'It does not answer.' }
  const missing = { asOf: null, code: 'FEED_TIMEOUT' }
  expect(about([feed('north', 'FRESH'), feed('south', 'STALE', old), feed('east', 'MISSING', missing)])).toMatchObject({
    asOf: '2026-11-23T10:00:00Z',
    feeds: '1 of 3 feeds are up to date.',
    notFresh: ['south council (south): STALE, It does not answer.', 'east council (east): MISSING, FEED_TIMEOUT'],
  })
})

it('is as old as nothing where no feed is up to date, and names no more than a person reads', () => {
  const said = about(Array.from({ length: 40 }, (_, number) => feed(`f${number}`, 'MISSING')))
  expect(said).not.toHaveProperty('asOf')
  expect(said.notFresh).toHaveLength(13)
  expect(said.notFresh?.at(-1)).toBe('And 28 more, which list_feeds names.')
})
