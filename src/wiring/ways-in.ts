// Lists the ways in that rooms above the endpoint add: each a view of the operations of `operations/`.
import type { IncomingMessage } from 'node:http'

import { createDataRoutes } from './data-route.ts'
import { createFeedRoutes } from './feed-routes.ts'
import { createMcpRoute } from './mcp-route.ts'
import { type Operation, readOperations } from '../graphql/operations/read-operations.ts'
import type { Log } from '../model/log.ts'
import { DEFAULT_SITE, type Site } from '../model/site.ts'
import { preferType } from '../server/accept.ts'
import { createPackedBody, type PackedBody } from '../server/packing.ts'
import { createRefusal } from '../server/refusals.ts'
import type { Route } from '../server/routes.ts'
import { VERSION } from '../version.ts'
import { createPages, type Pages } from '../web/create-pages.ts'

const EVERY_METHOD = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** What the ways in take of the gateway. */
export interface WaysInParts {
  /** How the pages call themselves and look now. Absent: as nobody configured them. */
  readonly site?: () => Site
  /** Where faults in answering agents are noted. Absent: nowhere. */
  readonly log?: Log
  /** Names under which agents may ask, besides addresses and this machine's own. Absent: none. */
  readonly mcpHosts?: readonly string[]
  /** What agents are offered beside the tools that are always there. Absent: the project's own operations. */
  readonly operations?: readonly Operation[]
  /** Where releases of files are. Absent: there are none. */
  readonly bulkDir?: string
}

const SILENT: Log = { info() {}, warn() {}, error() {} }

/** Every way in besides the server's own; handed to the server by whoever starts one over a gateway. */
export function createWaysIn({
  site = () => DEFAULT_SITE,
  log = SILENT,
  mcpHosts = [],
  operations = readOperations(),
  bulkDir,
}: WaysInParts = {}): readonly Route[] {
  return [
    createMcpRoute({ log, version: VERSION, hosts: mcpHosts, operations }),
    ...createFeedRoutes(() => ({ name: site().name })),
    ...(bulkDir === undefined ? [] : createDataRoutes(bulkDir)),
    ...createPageRoutes(createPages(site)),
  ]
}

function createPageRoutes(pages: Pages): readonly Route[] {
  // Each version of a file once; there are as many as there were configurations.
  const packed = new Map<string, PackedBody>()
  const renderError: Route['renderError'] = (fault, request) =>
    prefersPage(request) ? pages.renderRefusal(fault, addressOf(request)) : undefined
  return [
    ...pages.paths.map((path): Route => ({
      ...{ path, mediaType: 'text/html', isKept: true, renderError },
      async answer({ path, search, ask }) {
        const answer = await pages.answer({ path, search }, ask)
        if (answer === undefined) throw createRefusal('NOT_FOUND')
        return answer
      },
    })),
    {
      path: '/assets/*',
      isOfCatalogue: false,
      renderError,
      answer({ path }) {
        const asset = pages.findAsset(path)
        if (asset === undefined) throw createRefusal('NOT_FOUND')
        const body = packed.get(path) ?? createPackedBody(asset.body)
        packed.set(path, body)
        return { ...asset, packed: body }
      },
    },
    // Where nothing else is.
    {
      path: '/*',
      methods: EVERY_METHOD,
      isOfCatalogue: false,
      renderError,
      answer() {
        throw createRefusal('NOT_FOUND')
      },
    },
  ]
}

/** A person's browser, not a program that takes whatever comes. */
function prefersPage({ headers }: IncomingMessage): boolean {
  return preferType(headers.accept, ['application/json', 'text/html']) === 'text/html'
}

function addressOf({ url = '' }: IncomingMessage): { readonly path: string; readonly search: string } {
  const [path = '', ...search] = url.split('?')
  return { path, search: search.join('?') }
}
