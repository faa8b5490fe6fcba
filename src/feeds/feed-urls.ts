/** The addresses of one feed, all from its base URL. */
export interface FeedUrls {
  readonly root: URL
  /** The page of the list with this number. */
  page(number: number, size: number): URL
  /** Undefined for an id that no address can carry (`..`). */
  detail(originId: string): URL | undefined
  /** Another list beside that of services (`taxonomies`), or a page of it. */
  beside(name: string, page?: number, size?: number): URL
}

const LIST = 'services'

/**
 * Derives a feed's addresses. The base may be the list itself (`…/services`), may end in a slash and may carry a query
 * string, which every address then keeps (docs/dialects.md 4.1).
 */
export function createFeedUrls(base: string): FeedUrls {
  const url = new URL(base)
  url.hash = ''
  const path = url.pathname.replace(/\/+$/, '')
  const isList = path.split('/').at(-1)?.toLowerCase() === LIST
  const listPath = isList ? path : `${path}/${LIST}`
  const root = withPath(url, isList ? path.slice(0, -LIST.length) : url.pathname)
  // Some servers answer the list only with its slash, so a base that is the list stays as it was written.
  const list = isList ? url : withPath(url, listPath)

  return {
    root,
    page(number, size) {
      const page = new URL(list)
      page.searchParams.set('page', String(number))
      page.searchParams.set('per_page', String(size))
      return page
    },
    detail(originId) {
      const segment = encodeURIComponent(originId.toWellFormed())
      const detail = withPath(url, `${listPath}/${segment}`)
      return segment !== '' && detail.pathname.endsWith(`/${segment}`) ? detail : undefined
    },
    beside(name, page, size) {
      const beside = withPath(url, `${listPath.slice(0, -LIST.length)}${name}`)
      if (page !== undefined) beside.searchParams.set('page', String(page))
      if (size !== undefined) beside.searchParams.set('per_page', String(size))
      return beside
    },
  }
}

function withPath(url: URL, path: string): URL {
  const changed = new URL(url)
  changed.pathname = path
  return changed
}
