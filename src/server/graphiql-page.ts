import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import { readOperations } from '../graphql/operations/read-operations.ts'
import type { Answer } from './exchange.ts'
import { createHtmlHeaders } from './html-headers.ts'

/** The page carries its scripts in itself and makes its workers from blobs; it talks to nobody but this server. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "style-src 'unsafe-inline'",
  'worker-src blob:',
  'font-src data:',
  'img-src data:',
  "connect-src 'self'",
].join('; ')

/** GraphiQL's tabs lie under where they are drawn once the mouse is down on one, so that a click on any but the last misses. */
const STEADY_TABS = '<style>.graphiql-tab { transform: none !important }</style>'

interface Page {
  readonly plain: Buffer
  readonly zipped: Buffer
}

let page: Promise<Page> | undefined

/** GraphiQL with the operations as tabs, made on the first visit: it is some megabytes that most processes never need. */
export async function renderGraphiqlPage(request: IncomingMessage): Promise<Answer> {
  page ??= renderPage()
  const { plain, zipped } = await page
  const isZipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const headers = {
    ...createHtmlHeaders(POLICY),
    vary: 'Accept-Encoding',
    ...(isZipped && { 'content-encoding': 'gzip' }),
  }
  return { status: 200, headers, body: isZipped ? zipped : plain }
}

async function renderPage(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({
    title: 'Open Referral UK gateway',
    endpoint: '/graphql',
    defaultTabs: readOperations().map(({ document, exampleVariables }) => ({
      query: document,
      variables: JSON.stringify(exampleVariables, undefined, 2),
    })),
    credentials: 'omit',
  })
  const plain = Buffer.from(html.replace('<head>', `<head>${STEADY_TABS}`))
  return { plain, zipped: await promisify(gzip)(plain) }
}
