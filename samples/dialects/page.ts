/** One page of a list, counted from 1. */
export interface Page<T> {
  readonly rows: readonly T[]
  readonly number: number
  readonly perPage: number
  readonly total: number
  readonly pages: number
}

/** How a producer pages where the caller doesn't say, and how far it lets the caller go. */
export interface PageRules {
  readonly perPage: number
  readonly most: number
}

/** Cuts the page that `page` and `per_page` ask for; nonsense counts as unsaid, and a page past the end is empty. */
export function pageOf<T>(rows: readonly T[], query: URLSearchParams, rules: PageRules): Page<T> {
  const number = positive(query.get('page')) ?? 1
  const perPage = Math.min(positive(query.get('per_page')) ?? rules.perPage, rules.most)
  const start = (number - 1) * perPage
  return {
    rows: rows.slice(start, start + perPage),
    number,
    perPage,
    total: rows.length,
    pages: Math.ceil(rows.length / perPage),
  }
}

/** The envelope of HSDS 3.0, whose `size` counts the items on this page. */
export function hsdsEnvelope<T>({ rows, number, total, pages }: Page<T>, render: (row: T) => unknown) {
  return {
    total_items: total,
    total_pages: pages,
    page_number: number,
    size: rows.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: rows.length === 0,
    contents: rows.map(render),
  }
}

/** The envelope of ORUK 1.0, whose `size` is the page size asked for. */
export function orukEnvelope<T>({ rows, number, perPage, total, pages }: Page<T>, render: (row: T) => unknown) {
  return {
    totalElements: total,
    totalPages: pages,
    number,
    size: perPage,
    first: number === 1,
    last: number >= pages,
    empty: rows.length === 0,
    content: rows.map(render),
  }
}

function positive(text: string | null): number | undefined {
  const value = Number(text ?? '')
  return Number.isInteger(value) && value > 0 ? value : undefined
}
