import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'

const Manifest = z.object({
  feeds: z.array(
    z.object({
      slug: z.string(),
      dialect: z.string(),
      root: z.unknown().optional(),
      emptyCollections: z.array(z.string()).default([]),
      lists: z.array(z.string()),
      details: z.array(z.string()).default([]),
      listIsDetail: z.boolean().default(false),
    }),
  ),
})
const Recorded = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) })
const List = z.union([
  z.array(z.unknown()),
  z.object({ content: z.array(z.unknown()) }),
  z.object({ contents: z.array(z.unknown()) }),
])

/** A service as recorded, whatever its dialect. */
export type RecordedService = Readonly<Record<string, unknown>> & { readonly id: string }

type RecordedFeed = Omit<z.infer<typeof Manifest>['feeds'][number], 'details'> & {
  readonly rows: readonly RecordedService[]
  readonly details: ReadonlyMap<string, unknown>
}

/** Recorded feeds behind one server on loopback, each under its slug. */
export interface Replay {
  urlOf(slug: string): string
  /** The rows of a feed's list, in order. */
  rows(slug: string): readonly RecordedService[]
  /** Answers nothing from now on, as a host that is down; `start` takes the same port again. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** Serves the feeds of a recordings' manifest as their producers did; every body of Outpost begins with a byte order mark. */
export async function replayRecordings(folder: string): Promise<Replay> {
  const feeds = new Map(readFeeds(join(folder, 'feeds')).map((feed) => [feed.slug, feed]))
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://replay.example')
    const [, slug = '', collection, id] = pathname.split('/').map(decodeURIComponent)
    const feed = feeds.get(slug)
    const size = Number(searchParams.get('per_page') ?? searchParams.get('perPage') ?? 50)
    const body = feed && answer(feed, collection, id, Number(searchParams.get('page') ?? 1), size)
    send(response, body, feed?.dialect === 'outpost' ? '\uFEFF' : '')
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    urlOf: (slug) => `http://127.0.0.1:${port}/${slug}`,
    rows: (slug) => feeds.get(slug)?.rows ?? [],
    start: () => listen(port),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function readFeeds(folder: string): RecordedFeed[] {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, ''))
  return Manifest.parse(read('manifest.json')).feeds.map((feed) => {
    const rows = feed.lists.flatMap((path) => rowsOf(List.parse(read(path))))
    const details = feed.details.map((path) => [Recorded.parse(read(path)).id, read(path)] as const)
    const listed = feed.listIsDetail ? rows.map((row) => [row.id, row] as const) : []
    return { ...feed, rows, details: new Map<string, unknown>([...listed, ...details]) }
  })
}

function rowsOf(list: z.infer<typeof List>): RecordedService[] {
  if (Array.isArray(list)) return list.map((row) => Recorded.parse(row))
  return ('content' in list ? list.content : list.contents).map((row) => Recorded.parse(row))
}

/** Undefined is a 404. */
function answer(
  feed: RecordedFeed,
  collection: string | undefined,
  id: string | undefined,
  page: number,
  size: number,
): unknown {
  if (collection === undefined || collection === '') return feed.root
  if (collection === 'services') return id === undefined ? pageOf(feed, feed.rows, page, size) : feed.details.get(id)
  return id === undefined && feed.emptyCollections.includes(collection) ? pageOf(feed, [], page, size) : undefined
}

function pageOf({ dialect }: RecordedFeed, rows: readonly RecordedService[], page: number, size: number): object {
  const items = rows.slice((page - 1) * size, page * size)
  const pages = Math.ceil(rows.length / size)
  if (dialect === 'placecube-v3')
    return {
      total_items: rows.length,
      total_pages: pages,
      page_number: page,
      size: items.length,
      first_page: page === 1,
      last_page: page >= pages,
      empty: items.length === 0,
      contents: items,
    }
  // Outpost says "last" of the last page alone, and so never past it.
  const isLast = dialect === 'outpost' ? page === pages : page >= pages
  return {
    number: page,
    size: items.length,
    totalPages: pages,
    totalElements: rows.length,
    first: page === 1,
    last: isLast,
    content: items,
  }
}

function send(response: ServerResponse, body: unknown, start: string): void {
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
  response.end(start + JSON.stringify(body ?? { message: 'Not found' }))
}
