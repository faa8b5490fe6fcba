import { sendJson } from '../fake-council.ts'
import type { FaultCase } from './fault-case.ts'
import { body, envelope, four, onList, pages, withFirst } from './play.ts'

/** Faults of lists as a whole (F51 to F64). */
export const LISTS: readonly FaultCase[] = [
  {
    id: 'F51',
    what: 'too many pages stated',
    outcome: 'N',
    pageSize: 4,
    play: pages((page, items) => ({ items: four(items, page), more: { total_pages: 9, last_page: false } })),
  },
  {
    id: 'F52',
    what: 'a list without end',
    outcome: 'K',
    code: 'PAGING_ENDLESS',
    pageSize: 4,
    play: pages((page) => ({
      items: [0, 1, 2, 3].map((index) => ({ id: `new-${page}-${index}`, name: 'New' })),
      more: { last_page: false, total_pages: 99 },
    })),
  },
  {
    id: 'F53',
    what: 'every page the first',
    outcome: 'K',
    code: 'PAGING_STUCK',
    pageSize: 4,
    play: pages((_page, items) => ({
      items: four(items, 1),
      more: { page_number: 1, first_page: true, last_page: false },
    })),
  },
  {
    id: 'F54',
    what: 'page size ignored',
    outcome: 'N',
    pageSize: 5,
    play: pages((page, items) => ({ items: four(items, page) })),
  },
  {
    id: 'F55',
    what: 'a total that is none',
    outcome: 'N',
    issues: ['WRONG_TOTAL'],
    pageSize: 4,
    play: pages((page, items) => ({ items: four(items, page), more: { total_items: -7 } })),
  },
  {
    id: 'F55b',
    what: 'a total never reached',
    outcome: 'K',
    code: 'INCOMPLETE',
    pageSize: 4,
    play: pages((page, items) => ({ items: four(items, page), more: { total_items: 40 } })),
  },
  {
    id: 'F56',
    what: 'an item slides to a page already read',
    outcome: 'N',
    pageSize: 4,
    play: pages((page, items, count) => {
      // s1 goes after the first page was read, and s5 slides to page 1, where the first pass misses it. s1 was seen: it goes at the next refresh.
      const now = count === 1 ? items : items.slice(1)
      return { items: four(now, page), more: { total_items: now.length } }
    }),
  },
  {
    id: 'F57',
    what: 'the list grows at its head',
    outcome: 'N',
    count: 13,
    pageSize: 4,
    play: pages((page, items, count) => {
      const now = count === 1 ? items : [{ id: 's0', name: 'Service 000', status: 'active' }, ...items]
      return {
        items: four(now, page),
        more: { total_items: now.length, total_pages: Math.ceil(now.length / 4), last_page: page * 4 >= now.length },
      }
    }),
  },
  {
    id: 'F58',
    what: 'page 2 of 3 fails for good',
    outcome: 'K',
    code: 'INCOMPLETE',
    pageSize: 4,
    play: pages((page, items) => (page === 2 ? 500 : { items: four(items, page) })),
  },
  { id: 'F60', what: 'suddenly empty', outcome: 'K', code: 'SUSPICIOUS_DROP', play: body(() => envelope([])) },
  {
    id: 'F60b',
    what: 'suddenly a third',
    outcome: 'K',
    code: 'SUSPICIOUS_DROP',
    play: body((items) => envelope(items.slice(0, 4))),
  },
  {
    id: 'F63',
    what: 'modified in 2099',
    outcome: 'N',
    issues: ['DATE_IMPLAUSIBLE'],
    play: withFirst({ assured_date: '2099-01-01' }),
  },
  {
    id: 'F64',
    what: 'another version mid-crawl',
    outcome: 'N',
    pageSize: 4,
    play: (council, items) =>
      onList(council, (response, page, count) => {
        const stated = four(items, page)
        if (count === 1)
          return sendJson(response, 200, { total_items: 12, total_pages: 3, page_number: 1, contents: stated })
        const content = stated.map((item) => ({
          ...item,
          eligibilitys: [],
          regular_schedules: [],
          service_taxonomys: [],
        }))
        return sendJson(response, 200, {
          totalElements: 12,
          totalPages: 3,
          number: page,
          size: 4,
          first: page === 1,
          last: page === 3,
          content,
        })
      }),
  },
]
