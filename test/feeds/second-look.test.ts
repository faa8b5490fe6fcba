import { describe, expect, it } from 'vitest'
import { walkList } from '../../src/feeds/walk-list.ts'
import { createListedFeed, ids, type List, listOf } from './listed-feed.ts'

async function walk(list: List) {
  const feed = createListedFeed(list)
  const result = await walkList(feed.reader, feed.readPage, { pageSize: 10 })
  return { ...feed, result }
}

describe('a second look', () => {
  it('finds the record that slid to a page already read (F56)', async () => {
    // Between pages 1 and 2 of the first pass, id-1 is deleted: id-11 slides onto page 1.
    const list: List = ({ page, size, count }) => {
      const held = count === 1 ? ids(1, 25) : ids(2, 25)
      return { ids: held.slice((page - 1) * size, page * size), paging: { totalItems: held.length } }
    }
    const { result } = await walk(list)
    expect(result).toMatchObject({ distinctIds: 25, passes: 2, isShifting: true, totalItemsStated: 24, pages: 6 })
  })

  it('is taken where ids repeat across pages (F57)', async () => {
    const list: List = ({ page, count }) => {
      const pages = count <= 2 ? [ids(1, 10), ids(10, 15)] : [ids(1, 10), ids(11, 16)]
      return { ids: pages[page - 1] ?? [], paging: { totalItems: 16 } }
    }
    expect((await walk(list)).result).toMatchObject({ distinctIds: 16, passes: 2, repeatedIds: 0 })
  })

  it('is the last one, and the repeats that stay are stated', async () => {
    // One id stands for two services for good, as seen in a real feed.
    const list: List = ({ page }) => ({
      ids: [ids(1, 10), ['id-3', ...ids(11, 14)]][page - 1] ?? [],
      paging: { totalItems: 15 },
    })
    const { result, questions } = await walk(list)
    expect(result).toMatchObject({ distinctIds: 14, repeatedIds: 1, passes: 2, isShifting: false })
    expect(questions).toHaveLength(4)
  })

  it('is not taken again for repeats that stayed, and is for any other', async () => {
    let second: readonly string[] = ['id-3', ...ids(11, 14)]
    const feed = createListedFeed(({ page }) => ({ ids: [ids(1, 10), second][page - 1] ?? [] }))
    const memory = { settledRepeats: new Set<string>() }
    const passes = async () => (await walkList(feed.reader, feed.readPage, { pageSize: 10, memory })).passes
    expect([await passes(), await passes(), await passes()]).toEqual([2, 1, 1])
    second = ['id-3', 'id-4', ...ids(11, 14)]
    expect([await passes(), await passes()]).toEqual([2, 1])
    second = ids(11, 14)
    expect([await passes(), await passes()]).toEqual([1, 1])
    second = ['id-3', ...ids(11, 14)]
    expect(await passes()).toBe(2)
  })

  it('is not needed for a repeat on one page', async () => {
    const { result } = await walk(() => ({ ids: ['id-1', ...ids(1, 19)], paging: { totalItems: 20 } }))
    expect(result).toMatchObject({ distinctIds: 19, repeatedIds: 1, passes: 1, isShifting: false })
  })

  it('is taken from the start where the dialect changes on the way (F64)', async () => {
    const list: List = (question) => ({
      ...listOf(15, () => ({ totalItems: 15 }))(question),
      dialect: question.count === 1 ? 'ORUK-1.0' : 'HSDS-UK-3.0',
    })
    const { result, questions } = await walk(list)
    expect(result).toMatchObject({ dialect: 'HSDS-UK-3.0', distinctIds: 15, passes: 2 })
    expect(questions.map(({ page }) => page)).toEqual([1, 2, 1, 2])
  })

  it('takes a list that mixes its dialects as it is', async () => {
    const list: List = (question) => ({
      ...listOf(15, () => ({ totalItems: 15 }))(question),
      dialect: question.page === 1 ? 'HSDS-3.0' : 'HSDS-3.1',
    })
    expect((await walk(list)).result).toMatchObject({ dialect: 'HSDS-3.0', distinctIds: 15, passes: 2 })
  })

  it('completes a list that came short of its total the first time (F55)', async () => {
    const list: List = ({ page, size, count }) =>
      count === 2
        ? { ids: [], paging: { totalItems: 20 } }
        : listOf(20, () => ({ totalItems: 20 }))({ page, size, count })
    expect((await walk(list)).result).toMatchObject({ distinctIds: 20, passes: 2 })
  })
})
