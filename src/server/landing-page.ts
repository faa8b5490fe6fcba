import { hash } from 'node:crypto'

import type { Answer } from './exchange.ts'
import { createHtmlHeaders } from './html-headers.ts'

const STYLE = 'body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }'
const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Open Referral UK gateway</title>
<style>${STYLE}</style>
<h1>Open Referral UK gateway</h1>
<p>One GraphQL endpoint over several councils' service directories.</p>
<ul>
<li><a href="graphiql">/graphiql</a>: try queries and read the schema</li>
<li><code>/graphql</code>: the endpoint, for <code>POST</code> with JSON or <code>GET ?query=</code></li>
<li><a href="figures">/figures</a>: what each figure counts, with worked examples</li>
<li><a href="health/ready">/health/ready</a>: whether there is data to answer with</li>
</ul>
</html>
`

/** The page at the root: where to go next. Its links, as those of all pages, hold under whatever path a proxy puts before. */
export function renderLandingPage(): Answer {
  return { status: 200, headers: createHtmlHeaders(POLICY), body: PAGE }
}
