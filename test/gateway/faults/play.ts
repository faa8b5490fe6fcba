import type { ServerResponse } from 'node:http'
import { sendJson, type FakeCouncil } from '../fake-council.ts'
import type { Item, Play } from './fault-case.ts'

/** The council answers every list with this body. */
export function body(make: (items: readonly Item[]) => string | Buffer, headers: Record<string, string> = {}): Play {
  return (council, items) =>
    onList(council, (response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers })
      response.end(make(items))
    })
}

/** The council's first service has these fields. */
export function withFirst(fields: Item): Play {
  return body(([first, ...rest]) => envelope([{ ...first, ...fields }, ...rest]))
}

/** The council’s list with its text changed. */
export function raw(replace: (text: string) => string): Play {
  return body((items) => replace(envelope(items)))
}

/** A list of one page. */
export function envelope(contents: readonly unknown[], more: Item = {}): string {
  return JSON.stringify({
    total_items: contents.length,
    total_pages: 1,
    page_number: 1,
    size: contents.length,
    first_page: true,
    last_page: true,
    empty: false,
    contents,
    ...more,
  })
}

/** The council answers its lists so; `count` is 1 for the first question. */
export function onList(
  council: FakeCouncil,
  answer: (response: ServerResponse, page: number, count: number) => void,
): void {
  let count = 0
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/services') return false
    count += 1
    answer(response, Number(url.searchParams.get('page')), count)
    return true
  }
}

/** The council's pages of four, with another envelope or other items on each. */
export function pages(
  make: (
    page: number,
    items: readonly Item[],
    count: number,
  ) => { readonly items: readonly Item[]; readonly more?: Item } | number,
): Play {
  return (council, items) =>
    onList(council, (response, page, count) => {
      const made = make(page, items, count)
      if (typeof made === 'number') return sendJson(response, made, { error: 'Secret stack trace' })
      const stated = {
        total_items: items.length,
        total_pages: 3,
        page_number: page,
        size: made.items.length,
        first_page: page === 1,
        last_page: page === 3,
        empty: false,
      }
      return sendJson(response, 200, { ...stated, ...made.more, contents: made.items })
    })
}

/** The services on a page of four. */
export const four = (items: readonly Item[], page: number): readonly Item[] => items.slice((page - 1) * 4, page * 4)
