import { describe, expect, it } from 'vitest'
import type { WalkResult } from '../../src/feeds/feed-reader.ts'
import { walkList, type WalkOptions, type WalkProgress } from '../../src/feeds/walk-list.ts'
import { createListedFeed, ids, type List, listOf, notFound } from './listed-feed.ts'

async function walk(list: List, options: Partial<WalkOptions> = {}) {
  const feed = createListedFeed(list)
  const result = await walkList(feed.reader, feed.readPage, { pageSize: 10, ...options })
  return { ...feed, result }
}

interface Ending {
  readonly situation: string
  readonly list: List
  readonly expected: Partial<WalkResult>
  /** Requests it takes, the second look included. */
  readonly requests: number
}

const ENDINGS: readonly Ending[] = [
  {
    situation: 'the last page is stated and the totals agree',
    list: listOf(30, ({ page }) => ({ totalItems: 30, totalPages: 3, isLast: page === 3 })),
    expected: { distinctIds: 30, stoppedBy: 'last page stated', totalItemsStated: 30, passes: 1 },
    requests: 3,
  },
  {
    situation: 'the last page is stated by its number only',
    list: listOf(25, () => ({ totalItems: 25, totalPages: 3 })),
    expected: { distinctIds: 25, stoppedBy: 'last page stated' },
    requests: 3,
  },
  {
    situation: '`last: false` is stated for ever and beyond the end there is nothing',
    list: listOf(30, () => ({ totalItems: 30, totalPages: 0, isLast: false })),
    expected: { distinctIds: 30, stoppedBy: 'empty page' },
    requests: 4,
  },
  {
    situation: '`last: false` is stated for ever and the last page is short',
    list: listOf(25, () => ({ totalItems: 25, isLast: false })),
    expected: { distinctIds: 25, stoppedBy: 'short page' },
    requests: 3,
  },
  {
    situation: 'nothing is stated at all',
    list: listOf(25, () => ({})),
    expected: { distinctIds: 25, stoppedBy: 'short page' },
    requests: 3,
  },
  {
    situation: '`total_pages: 1` and `last: true` are stated on full pages',
    list: listOf(25, () => ({ totalPages: 1, isLast: true })),
    expected: { distinctIds: 25, stoppedBy: 'short page' },
    requests: 3,
  },
  {
    situation: 'more pages are stated than there are (F51)',
    list: listOf(20, () => ({ totalPages: 9 })),
    expected: { distinctIds: 20, stoppedBy: 'empty page' },
    requests: 3,
  },
  {
    situation: 'beyond the end comes the last page again',
    list: ({ page }) => ({ ids: ids(Math.min(page, 3) * 10 - 9, Math.min(page, 3) * 10) }),
    expected: { distinctIds: 30, stoppedBy: 'no unseen id', repeatedIds: 0, passes: 1 },
    requests: 4,
  },
  {
    situation: 'beyond the end comes 404',
    list(question) {
      if (question.page > 2) throw notFound()
      return listOf(20, () => ({}))(question)
    },
    expected: { distinctIds: 20, stoppedBy: 'empty page' },
    requests: 3,
  },
  {
    situation: 'per_page is ignored and pages are smaller (F54)',
    list: ({ page }) => listOf(14, () => ({}))({ page, size: 5, count: 0 }),
    expected: { distinctIds: 14, stoppedBy: 'short page' },
    requests: 3,
  },
  {
    situation: 'per_page and page are ignored and all comes at once',
    list: () => ({ ids: ids(1, 35), paging: { totalItems: 35 } }),
    expected: { distinctIds: 35, stoppedBy: 'no unseen id' },
    requests: 2,
  },
  {
    situation: 'all comes on one short page and the total agrees',
    list: () => ({ ids: ids(1, 3), paging: { totalItems: 3, isLast: false } }),
    expected: { distinctIds: 3, stoppedBy: 'short page' },
    requests: 1,
  },
  {
    situation: 'a page in the middle is short and the total says that more comes',
    list: ({ page }) => ({ ids: [ids(1, 10), ids(11, 17), ids(18, 27)][page - 1] ?? [], paging: { totalItems: 27 } }),
    expected: { distinctIds: 27, stoppedBy: 'empty page' },
    requests: 4,
  },
  {
    situation: 'a page holds only records without an id',
    list: ({ page }) => ({
      ids: page === 2 ? [] : ids(page * 10 - 9, page === 3 ? 23 : page * 10),
      setAside: page === 2 ? 10 : 0,
    }),
    expected: { distinctIds: 13, setAside: 10, stoppedBy: 'short page' },
    requests: 3,
  },
  {
    situation: 'records without an id come for ever',
    list: ({ page }) => ({ ids: page === 1 ? ids(1, 10) : [], setAside: page === 1 ? 0 : 10 }),
    expected: { distinctIds: 10, setAside: 20, stoppedBy: 'no unseen id' },
    requests: 3,
  },
  {
    situation: 'a page in the middle is short and says that it is not the last',
    list: ({ page }) => ({ ids: [ids(1, 10), ids(11, 17), ids(18, 27)][page - 1] ?? [], paging: { isLast: false } }),
    expected: { distinctIds: 27, stoppedBy: 'empty page' },
    requests: 4,
  },
  {
    situation: 'the total is too low and counts the page (F55)',
    list: listOf(45, ({ page }) => ({ totalItems: page < 5 ? 10 : 5 })),
    expected: { distinctIds: 45, stoppedBy: 'short page' },
    requests: 5,
  },
  {
    situation: 'the total is no number one can count by (F55)',
    list: listOf(25, () => ({ totalItems: -1, totalPages: Number.NaN })),
    expected: { distinctIds: 25, stoppedBy: 'short page' },
    requests: 3,
  },
  {
    situation: 'the list is empty and says so',
    list: () => ({ ids: [], paging: { totalItems: 0, totalPages: 0, isLast: false } }),
    expected: { distinctIds: 0, stoppedBy: 'empty page', pages: 1 },
    requests: 1,
  },
]

describe('a walk ends', () => {
  it.each(ENDINGS)('when $situation', async ({ list, expected, requests }) => {
    const { result, questions } = await walk(list)
    expect(result).toMatchObject(expected)
    expect(questions).toHaveLength(requests)
  })
})

describe('a walk by next addresses', () => {
  function chain(links: Readonly<Record<string, { ids: readonly string[]; next?: string }>>): List {
    return ({ nextUrl }) => {
      const link = links[nextUrl ?? 'start'] ?? { ids: [] }
      return { ids: link.ids, paging: { totalPages: 1, ...(link.next && { nextUrl: link.next }) } }
    }
  }

  it('follows them past an empty page to where there is none', async () => {
    const list = chain({ start: { ids: ids(1, 10), next: 'b' }, b: { ids: [], next: 'c' }, c: { ids: ids(11, 12) } })
    const { result, questions } = await walk(list)
    expect(result).toMatchObject({ distinctIds: 12, stoppedBy: 'no next address' })
    expect(questions.map(({ nextUrl }) => nextUrl)).toEqual([undefined, 'b', 'c'])
  })

  it('ends where the last page leads to itself, as RPDE does', async () => {
    const { result, questions } = await walk(chain({ start: { ids: ids(1, 3), next: 'b' }, b: { ids: [], next: 'b' } }))
    expect(result).toMatchObject({ distinctIds: 3, stoppedBy: 'empty page' })
    expect(questions).toHaveLength(2)
  })

  it('ends at the second empty page in a row, however many addresses follow', async () => {
    const { result, questions } = await walk(({ count }) => ({ ids: [], paging: { nextUrl: `after-${count}` } }))
    expect(result).toMatchObject({ distinctIds: 0, stoppedBy: 'empty page' })
    expect(questions).toHaveLength(2)
  })

  it('ends where they go in circles, and takes repeats for news, not for a shift', async () => {
    const list = chain({
      start: { ids: ids(1, 4), next: 'b' },
      b: { ids: ids(4, 8), next: 'c' },
      c: { ids: ids(9, 9), next: 'b' },
    })
    const { result } = await walk(list)
    expect(result).toMatchObject({
      distinctIds: 9,
      repeatedIds: 1,
      isShifting: false,
      passes: 1,
      stoppedBy: 'no next address',
    })
  })
})

describe('a walk', () => {
  it('starts at page 0 for a feed that counts from there', async () => {
    const { result, questions } = await walk(
      ({ page }) => ({ ids: ids(page * 10 + 1, page === 1 ? 14 : page * 10 + 10) }),
      { startPage: 0 },
    )
    expect(result.distinctIds).toBe(14)
    expect(questions.map(({ page }) => page)).toEqual([0, 1])
  })

  it('says how far it is after each page', async () => {
    const stated: WalkProgress[] = []
    await walk(
      listOf(15, () => ({ totalItems: 15 })),
      { onPage: (progress) => stated.push(progress) },
    )
    expect(stated).toEqual([
      { pass: 1, pages: 1, distinctIds: 10, totalItemsStated: 15 },
      { pass: 1, pages: 2, distinctIds: 15, totalItemsStated: 15 },
    ])
  })
})
