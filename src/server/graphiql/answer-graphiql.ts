import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

import { type Operation, readOperations } from '../../graphql/operations/read-operations.ts'
import { chooseCoding } from '../accept.ts'
import type { Answer, StreamedAnswer } from '../exchange.ts'
import { createHtmlHeaders } from '../html-headers.ts'
import type { ReaderClock } from '../reader-clock.ts'
import { GRAPHIQL_ASSETS, type GraphiqlAsset, type GraphiqlAssets, loadGraphiqlAssets } from './graphiql-assets.ts'

/**
 * The page talks to nobody but this server and runs no script of its own. Styles may be inline, for the editor makes the
 * colours of its text as style elements, and each line with a style attribute, and has no way to mark them (docs/faults.md 6); its
 * icons are a font and images within the styles.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "connect-src 'self'",
].join('; ')

const PAGE_NAME = 'graphiql'
/** The path of the page itself. */
export const PAGE_PATH = `/${PAGE_NAME}`
const START_PATH = `${PAGE_PATH}/start.js`
const ASSET_NAMES = new Map(GRAPHIQL_ASSETS.map((name) => [`${PAGE_PATH}/${name}`, name]))

/** The paths of the page and of what belongs to it. */
export const GRAPHIQL_PATHS: readonly string[] = [PAGE_PATH, START_PATH, ...ASSET_NAMES.keys()]

/** GraphiQL with the operations as tabs: a small page, and files that a browser fetches once for each version of them. */
export async function answerGraphiql(
  request: IncomingMessage,
  path: string,
  operations: readonly Operation[],
): Promise<Answer | StreamedAnswer> {
  const assets = await loadGraphiqlAssets()
  const name = ASSET_NAMES.get(path)
  if (name !== undefined) return sendAsset(assets[name], request.headers['accept-encoding'])
  const start = renderStart(assets, operations)
  if (path === START_PATH) return { status: 200, headers: { ...IMMUTABLE, 'content-type': SCRIPT }, body: start }
  return { status: 200, headers: createHtmlHeaders(POLICY), body: renderPage(assets, start) }
}

const SCRIPT = 'text/javascript; charset=utf-8'
const IMMUTABLE = { 'cache-control': 'public, max-age=31536000, immutable' }

function sendAsset({ type, ...packed }: GraphiqlAsset, accepted: string | undefined): Answer | StreamedAnswer {
  const headers = { ...IMMUTABLE, 'content-type': type, vary: 'Accept-Encoding' }
  const coding = chooseCoding(accepted)
  if (coding !== undefined)
    return { status: 200, headers: { ...headers, 'content-encoding': coding }, body: packed[coding] }
  // Unpacked as it is taken, so that a client that takes nothing holds no megabytes.
  return { status: 200, headers, send: (reader) => unpack(packed.gzip, reader) }
}

async function unpack(gzip: Uint8Array, reader: ReaderClock): Promise<string> {
  for await (const part of Readable.from([gzip]).pipe(createGunzip())) await reader.write(part)
  return ''
}

function renderPage(assets: GraphiqlAssets, start: string): string {
  const script = (url: string): string => `<script defer src="${url}"></script>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Open Referral UK gateway</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${urlOf(assets, 'editor.css')}">
${script(urlOf(assets, 'editor.js'))}
${script(`${PAGE_NAME}/start.js?v=${hash('sha256', start, 'base64url').slice(0, 12)}`)}
</head>
<body class="no-focus-outline">
<noscript>GraphiQL needs JavaScript. The endpoint is /graphql.</noscript>
<main>
<h1>GraphiQL</h1>
<div id="root"></div>
</main>
</body>
</html>
`
}

/** Relative to the page, under whatever path a proxy puts before. */
function urlOf(assets: GraphiqlAssets, name: keyof GraphiqlAssets): string {
  return `${PAGE_NAME}/${name}?v=${assets[name].tag}`
}

function renderStart(assets: GraphiqlAssets, operations: readonly Operation[]): string {
  const workers = {
    editorWorkerService: urlOf(assets, 'text-worker.js'),
    json: urlOf(assets, 'json-worker.js'),
    graphql: urlOf(assets, 'graphql-worker.js'),
  }
  const options = { title: 'Open Referral UK gateway', credentials: 'omit' }
  const offered = operations.map(({ name, document, exampleVariables }) => ({
    name,
    query: document,
    variables: JSON.stringify(exampleVariables, undefined, 2),
  }))
  return `const workers = ${JSON.stringify(workers)}
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (moduleId, label) => workers[label] }
const endpoint = new URL('graphql', document.baseURI).pathname
const operations = ${JSON.stringify(offered)}
const firstTabs = ${JSON.stringify([...FIRST_TABS, ...ownNamesOf(operations)])}
${OPENING}
${PLAIN_TABS}
const root = document.querySelector('#root')
YogaGraphiQL.renderYogaGraphiQL(root, { endpoint, ...opening, ...${JSON.stringify(options)} })
new MutationObserver(mendTabs).observe(root, { subtree: true, childList: true, attributeFilter: ['role', 'aria-selected', 'class'] })
`
}

/** The operator's own operations, which are tabs too. */
function ownNamesOf(operations: readonly Operation[]): readonly string[] {
  const builtIn = new Set(readOperations().map(({ name }) => name))
  return operations.map(({ name }) => name).filter((name) => !builtIn.has(name))
}

/** The operations that are tabs at a first visit, by what a visitor mostly comes for; all others are opened by their names. */
const FIRST_TABS: readonly string[] = [
  'CouncilsAtAGlance',
  'FindServices',
  'ServicesNear',
  'ServiceById',
  'CompareCoverage',
  'Gaps',
  'LatestChanges',
]

/**
 * What is open at first: the operation alone that the address names (`?operation=Feeds&variables={}`, as pages lead here), beside
 * which the browser's own tabs stay as they are; else the tabs that were open when it was here before, and the one it was at.
 * GraphiQL itself keeps tabs, but opens an empty one beside them unless it is given the text of one.
 */
const OPENING = `const address = new URL(location.href)
const asked = operations.find(({ name }) => name === address.searchParams.get('operation'))
function prettyVariables(text, otherwise) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return otherwise
  }
}
function createShortStorage() {
  const kept = new Map()
  return {
    get length() { return kept.size },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
    clear: () => kept.clear(),
  }
}
function findOpening() {
  if (asked !== undefined) {
    const variables = prettyVariables(address.searchParams.get('variables') ?? asked.variables, asked.variables)
    const only = { query: asked.query, variables }
    return { ...only, defaultTabs: [only], storage: createShortStorage() }
  }
  const defaultTabs = firstTabs.flatMap((name) => operations.find((each) => each.name === name) ?? []).map(({ query, variables }) => ({ query, variables }))
  try {
    const kept = JSON.parse(localStorage.getItem('graphiql:tabState'))
    const { query, variables } = kept.tabs[kept.activeTabIndex]
    return { defaultTabs, query: query ?? undefined, variables: variables ?? undefined }
  } catch {
    return { defaultTabs }
  }
}
const opening = findOpening()`

/** GraphiQL's tabs are elements of the role tab with buttons inside, which no reader of screens may enter: here they are a list of buttons, of which one is current. */
const PLAIN_TABS = `function mendTabs() {
  for (const list of document.querySelectorAll('.graphiql-tabs[role=tablist]')) list.removeAttribute('role')
  for (const tab of document.querySelectorAll('.graphiql-tab')) {
    const isCurrent = tab.classList.contains('graphiql-tab-active')
    for (const name of ['role', 'aria-selected']) if (tab.hasAttribute(name)) tab.removeAttribute(name)
    const button = tab.querySelector('.graphiql-tab-button')
    if (button !== null && button.getAttribute('aria-current') !== String(isCurrent)) button.setAttribute('aria-current', String(isCurrent))
  }
  for (const panel of document.querySelectorAll('#graphiql-session[role=tabpanel]')) panel.setAttribute('role', 'region')
}`
