import { expect, it } from 'vitest'
import { describeWorklist } from '../../src/cli/describe-worklist.ts'
import { type FeedWorklist, fileNameOf, joinWorklists } from '../../src/cli/join-worklists.ts'
import type { ComparedItem } from '../../src/model/worklist.ts'

function item(kind: ComparedItem['kind'], record: string, more: Partial<ComparedItem> = {}): ComparedItem {
  return {
    kind,
    key: `${kind} ${record}`,
    record,
    message: 'Look.',
    services: 1,
    change: 'NEW',
    isByOurRules: false,
    ...more,
  }
}

function feed(slug: string, publisher: string, items: readonly ComparedItem[], lastAt?: string): FeedWorklist {
  const at = '2026-11-23T10:00:00Z'
  return { slug, name: `The ${slug}`, publisher, at, items, ...(lastAt !== undefined && { lastAt }) }
}

const OLD = feed(
  'old',
  'West council',
  [
    item('DUPLICATE', 'old/1', { other: 'new/7' }),
    item('STALE', 'old/2'),
    item('POOR', 'old/3', { change: 'SETTLED' }),
  ],
  '2026-11-01T10:00:00Z',
)
const EAST = feed('east', 'East council', [item('DUPLICATE', 'east/1', { other: 'new/8' })])
const NEW = feed('new', 'West council', [
  item('DUPLICATE', 'new/7', { other: 'old/1' }),
  item('DUPLICATE', 'new/8', { other: 'east/1' }),
  item('DEFECT', 'new/9'),
])

it('is one for each publisher, a pair of its own records once, what is settled last', () => {
  const joined = joinWorklists([OLD, EAST, NEW])
  expect(joined.map(({ publisher, feeds }) => [publisher, feeds.map(({ slug }) => slug)])).toEqual([
    ['West council', ['old', 'new']],
    ['East council', ['east']],
  ])
  expect(joined[0]?.lastAt).toBe('2026-11-01T10:00:00Z')
  expect(joined[0]?.items.map(({ feed: slug, kind, record }) => [slug, kind, record])).toEqual([
    ['old', 'DUPLICATE', 'old/1'],
    ['new', 'DUPLICATE', 'new/8'],
    ['new', 'DEFECT', 'new/9'],
    ['old', 'STALE', 'old/2'],
    ['old', 'POOR', 'old/3'],
  ])
  expect(joined[1]?.items.map(({ record }) => record)).toEqual(['east/1'])
})

it.each([
  ['stands on the list of the later feed alone', [], ['new DUPLICATE new/7']],
  ['was settled on the earlier', [{ change: 'SETTLED' } as const], ['new DUPLICATE new/7', 'old DUPLICATE old/1']],
])('keeps a pair that %s', (_what, [more], kept) => {
  const earlier = more === undefined ? [] : [item('DUPLICATE', 'old/1', { other: 'new/7', ...more })]
  const later = [item('DUPLICATE', 'new/7', { other: 'old/1' })]
  const [joined] = joinWorklists([feed('old', 'West council', earlier), feed('new', 'West council', later)])
  expect(joined?.items.map((each) => [each.feed, each.kind, each.record].join(' '))).toEqual(kept)
})

it.each([
  [1, 'worklist-council-0'],
  [3, 'worklist-council-0+council-1+council-2'],
  [60, 'worklist-council-0+59-more'],
])('of %i feeds has a name that file systems take', (count, name) => {
  const feeds = Array.from({ length: count }, (_, at) => ({ slug: `council-${at}`, name: 'A council' }))
  expect(fileNameOf({ feeds })).toBe(name)
})

it('names all feeds of the publisher, and how their answers are read back', () => {
  const text = joinWorklists([OLD, NEW]).map(describeWorklist).join('\n')
  expect(text).toContain('Subject: The old, The new: 4 to look at (4 new, 1 settled since 2026-11-01)')
  expect(text).toContain('in your feeds “old”, “new”')
  expect(text).toContain('duplicates decide --from FILE --feed old,new --by NAME')
})
