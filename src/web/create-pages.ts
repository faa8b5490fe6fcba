// Pages for people: each is one named operation, what its parameters mean, and how the answer is shown. The room asks by GraphQL
// alone, as any client does; it must not know of the catalogue, nor of sockets and limits.
import { readOperations } from '../graphql/operations/read-operations.ts'
import type { Site, SiteLanguage } from '../model/site.ts'
import { findAsset } from './assets.ts'
import { renderErrorPage, type Refusal } from './error-page.ts'
import { renderLayout } from './layout.ts'
import type { Page, PageAnswer, PageContent, PageRequest } from './page.ts'
import { pageHeaders } from './page-headers.ts'
import { PAGES } from './pages/pages.ts'
import { stylesheetOf } from './stylesheet/stylesheet.ts'
import { wordsIn } from './texts/translate.ts'
import { createView, type View, writeAddress } from './view.ts'

/** What is sent: a page, a file of pages, or a page that says what went wrong. */
interface WebAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** What is asked for: the path and what follows the question mark, as sent. */
interface Asked {
  readonly path: string
  readonly search: string
}

/** Runs a document for the request under way, within its limits; throws what refuses the whole request. */
export type AskDocument = (params: {
  readonly query: string
  readonly operationName: string
  readonly variables: Record<string, unknown>
}) => Promise<PageAnswer>

/** All pages of a site. */
export interface Pages {
  /** From the root, exact or ending in `/*` for all below. */
  readonly paths: readonly string[]
  /** The page at a path; undefined where none is. */
  answer(asked: Asked, ask: AskDocument): Promise<WebAnswer | undefined>
  /** The style sheet, the logo or the rows of an example at a path; undefined where none is. */
  findAsset(path: string): WebAnswer | undefined
  /** A refusal as a page, in the site's language. */
  renderRefusal(refusal: Refusal, asked: Asked): Pick<WebAnswer, 'headers' | 'body'>
}

/** Creates the pages of a site, whose configuration may change while it is served. */
export function createPages(site: () => Site, pages: readonly Page[] = PAGES, now: () => number = Date.now): Pages {
  // Before anybody waits for it: the rules are taken out of the package, which costs as much as a page.
  stylesheetOf(site().colours)
  return {
    paths: [...new Set(pages.map(({ path }) => path.replace(/:.*/, '*')))],
    async answer(asked, ask) {
      for (const page of pages) {
        const segments = matchPath(page.path, asked.path)
        if (segments !== undefined) return answerPage(page, segments, { asked, ask, site: site(), nowMs: now() })
      }
      return undefined
    },
    findAsset(path) {
      const asset = findAsset(path, site())
      return asset && { status: 200, ...asset }
    },
    renderRefusal(refusal, asked) {
      const view = viewOf(asked, site(), ['en'])
      return {
        headers: { ...pageHeaders(view.site), 'cache-control': 'no-store' },
        body: renderErrorPage(refusal, view),
      }
    },
  }
}

interface Visit {
  readonly asked: Asked
  readonly ask: AskDocument
  readonly site: Site
  readonly nowMs: number
}

const NOTHING_ASKED: PageAnswer = { data: null, errors: [] }

async function answerPage(page: Page, segments: PageRequest['segments'], visit: Visit): Promise<WebAnswer> {
  const { asked, ask, site, nowMs } = visit
  const view = viewOf(asked, site, page.languages ?? ['en'])
  const request = { segments, params: view.params, nowMs }
  const variables = page.readVariables(request)
  const { operation } = page
  const query = operation === undefined ? undefined : documentOf(operation)
  let last = NOTHING_ASKED
  const again = async (variables: Readonly<Record<string, unknown>>): Promise<PageAnswer> => {
    if (query !== undefined && operation !== undefined)
      last = await ask({ query, operationName: operation, variables: { ...variables } })
    return last
  }
  const content = await page.show({ answer: await again(variables), view, request, variables, again })
  return {
    status: content.status ?? 200,
    // What could not be had now may be had at once.
    headers: {
      ...pageHeaders(site, page.isEmbeddable),
      ...(last.errors.length > 0 && { 'cache-control': 'no-store' }),
    },
    body: renderPage(page, content, view, variables),
  }
}

function renderPage(
  page: Page,
  content: PageContent,
  view: View,
  variables: Readonly<Record<string, unknown>>,
): string {
  const { operation } = page
  const explorer = operation && writeAddress(view.file('graphiql'), { operation, variables: JSON.stringify(variables) })
  return renderLayout({
    ...{ content, view },
    ...(page.section !== undefined && { section: page.section }),
    languages: page.languages ?? [],
    ...(explorer !== undefined && { explorer }),
  })
}

function viewOf({ path, search }: Asked, site: Site, languages: readonly SiteLanguage[]): View {
  const params = new URLSearchParams(search)
  const wished = [params.get('lang'), site.language]
  const language = wished.flatMap((wish) => languages.find((known) => known === wish) ?? [])[0] ?? 'en'
  return createView({ words: wordsIn(language), site, path, params })
}

/** The variable segments of a path that a pattern fits; undefined where it does not. */
function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const parts = path.split('/')
  if (parts.length !== wanted.length) return undefined
  const segments: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    const name = wanted[at] ?? ''
    const text = name.startsWith(':') ? decoded(part) : undefined
    if (text !== undefined && text !== '') segments[name.slice(1)] = text
    else if (name !== part) return undefined
  }
  return segments
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

let documents: ReadonlyMap<string, string> | undefined

function documentOf(operation: string): string {
  documents ??= new Map(readOperations().map(({ name, document }) => [name, document]))
  const document = documents.get(operation)
  if (document === undefined) throw new Error(`There is no operation ${operation} in operations/.`)
  return document
}
