import { describe, expect, it } from 'vitest'
import { BadStatus } from '../../src/feeds/errors/bad-status.ts'
import { FeedError } from '../../src/feeds/errors/feed-error.ts'
import { walkList, type WalkOptions } from '../../src/feeds/walk-list.ts'
import { UnreadableBody } from '../../src/standard/reading-context.ts'
import { createListedFeed, ids, type List, listOf, notFound, type Question } from './listed-feed.ts'

async function faultOf(list: List, options: Partial<WalkOptions> = {}, powers = {}) {
  const feed = createListedFeed(list, powers)
  const error: unknown = await walkList(feed.reader, feed.readPage, { pageSize: 10, ...options }).catch(
    (reason: unknown) => reason,
  )
  if (!(error instanceof FeedError)) throw new Error('expected a FeedError', { cause: error })
  return { ...feed, error }
}

interface Failure {
  readonly situation: string
  readonly list: List
  readonly options?: Partial<WalkOptions>
  readonly code: string
  readonly cause?: string
}

const SERVER_ERROR = new BadStatus('UPSTREAM_5XX', { feed: 'northmoor' })

function failsAt(page: number, error: Error, list: List): List {
  return (question: Question) => {
    if (question.page === page) throw error
    return list(question)
  }
}

const FAILURES: readonly Failure[] = [
  {
    situation: 'a page fails for good (F58)',
    list: failsAt(
      7,
      SERVER_ERROR,
      listOf(120, () => ({ totalItems: 120 })),
    ),
    code: 'INCOMPLETE',
    cause: 'UPSTREAM_5XX',
  },
  {
    situation: 'a page that was promised is not found',
    list: failsAt(
      12,
      notFound(),
      listOf(120, () => ({ totalItems: 120 })),
    ),
    code: 'INCOMPLETE',
    cause: 'NOT_FOUND',
  },
  {
    situation: 'the first page fails',
    list: failsAt(
      1,
      SERVER_ERROR,
      listOf(9, () => ({})),
    ),
    code: 'UPSTREAM_5XX',
  },
  {
    situation: 'the list is not there',
    list: failsAt(
      1,
      notFound(),
      listOf(9, () => ({})),
    ),
    code: 'NOT_FOUND',
  },
  {
    situation: 'less than 90 % of the total comes, twice (F55)',
    list: listOf(89, () => ({ totalItems: 100 })),
    code: 'INCOMPLETE',
  },
  {
    situation: 'nothing comes of what is stated',
    list: () => ({ ids: [], paging: { totalItems: 12 } }),
    code: 'INCOMPLETE',
  },
  {
    situation: 'every page is the first one (F53)',
    list: () => ({ ids: ids(1, 10), paging: { totalItems: 50 } }),
    code: 'PAGING_STUCK',
  },
  {
    situation: 'later pages only mix the ids of the first',
    list: ({ page }) => ({ ids: page === 1 ? ids(1, 10) : ids(3, 8), paging: { totalItems: 50 } }),
    code: 'INCOMPLETE',
  },
  {
    situation: 'new ids come for ever beyond twice the total (F52)',
    list: ({ page }) => ({ ids: ids(page * 10, page * 10 + 9), paging: { totalItems: 30, isLast: false } }),
    code: 'PAGING_ENDLESS',
  },
  {
    situation: 'new ids come for ever and no total is stated (F52)',
    list: ({ page }) => ({ ids: ids(page * 10, page * 10 + 9), paging: { isLast: false } }),
    options: { maxPages: 40 },
    code: 'PAGING_ENDLESS',
  },
  {
    situation: 'the feed takes longer than the walk may',
    list: ({ page }) => ({ ids: ids(page * 10, page * 10 + 9), activeMs: 400 }),
    options: { maxMs: 1000 },
    code: 'INCOMPLETE',
    cause: 'TOTAL_TIMEOUT',
  },
]

describe('a walk fails', () => {
  it.each(FAILURES)('when $situation', async ({ list, options, code, cause }) => {
    const { error } = await faultOf(list, options)
    expect(error.code).toBe(code)
    expect(error.cause instanceof FeedError ? error.cause.code : undefined).toBe(cause)
    expect(error.message.length).toBeLessThanOrEqual(200)
  })
})

describe('a page that can not be read', () => {
  function unreadableAt(counts: readonly number[], error: unknown): List {
    return (question) => {
      const page = listOf(15, () => ({ totalItems: 15 }))(question)
      return counts.includes(question.count)
        ? {
            ids: page.ids,
            get dialect(): string {
              throw error
            },
          }
        : page
    }
  }

  it('is fetched again where its JSON may have been cut (F14)', async () => {
    const feed = createListedFeed(unreadableAt([2], new UnreadableBody('BAD_JSON', 'Cut.')))
    const result = await walkList(feed.reader, feed.readPage, { pageSize: 10 })
    expect(result).toMatchObject({ distinctIds: 15, passes: 1 })
    expect(feed.badBodies).toEqual(['BAD_JSON'])
    expect(feed.questions.map(({ page }) => page)).toEqual([1, 2, 2])
  })

  it('is fetched three times at most', async () => {
    const { error, questions } = await faultOf(unreadableAt([1, 2, 3, 4], new UnreadableBody('BAD_JSON', 'Cut.')))
    expect(error.code).toBe('BAD_JSON')
    expect(questions).toHaveLength(3)
  })

  it('ends the walk where the feed may not be asked again', async () => {
    const unreadable = unreadableAt([2], new UnreadableBody('BAD_JSON', 'Cut.'))
    const { error, questions } = await faultOf(unreadable, {}, { mayAskAgain: false })
    expect(error).toMatchObject({ code: 'INCOMPLETE', cause: { code: 'BAD_JSON', feed: 'northmoor' } })
    expect(questions).toHaveLength(2)
  })

  it('keeps its own code on the first page, also when its error has crossed threads', async () => {
    const crossed = { name: 'UnreadableBody', code: 'NOT_JSON', message: '<h1>Sorry</h1>' }
    const { error, badBodies } = await faultOf(unreadableAt([1], crossed))
    expect(error.code).toBe('NOT_JSON')
    expect(error.message).not.toContain('Sorry')
    expect(badBodies).toEqual(['NOT_JSON'])
  })

  it('is our fault where the reading breaks in another way', async () => {
    const bug = new TypeError('our own bug')
    const feed = createListedFeed(unreadableAt([2], bug))
    await expect(walkList(feed.reader, feed.readPage, { pageSize: 10 })).rejects.toBe(bug)
    expect(feed.badBodies).toEqual([])
  })
})
