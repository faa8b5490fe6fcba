import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One service as an HSDS-UK 3.0 council publishes it: what its list says, and what its detail adds. */
export interface StatedService {
  readonly id: string
  readonly list: Readonly<Record<string, unknown>>
  readonly detail?: Readonly<Record<string, unknown>>
}

/** A council of a test's own on loopback: shallow lists, full details, and whatever goes wrong. */
export interface FakeCouncil {
  readonly url: string
  services: readonly StatedService[]
  /** Answers instead of the council where it returns true. */
  intercept: ((request: IncomingMessage, response: ServerResponse, url: URL) => boolean) | undefined
  /** Paths asked so far, with their query. */
  readonly asked: string[]
  /** Waits before each answer, as a slow council does. */
  delayMs: number
  close(): Promise<void>
}

/** Starts a council with these services; it speaks HSDS-UK 3.0 as docs/standard.md 2.1 has it. */
export async function startFakeCouncil(services: readonly StatedService[] = []): Promise<FakeCouncil> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://council.example')
    council.asked.push(`${url.pathname}${url.search}`)
    if (council.intercept?.(request, response, url) === true) return
    if (council.delayMs === 0) answer(council.services, url, response)
    else setTimeout(answer, council.delayMs, council.services, url, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const council: FakeCouncil = {
    url: `http://127.0.0.1:${port}`,
    services,
    intercept: undefined,
    asked: [],
    delayMs: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return council
}

function answer(services: readonly StatedService[], url: URL, response: ServerResponse): void {
  const [, collection, id] = url.pathname.split('/').map(decodeURIComponent)
  if (collection === '')
    return sendJson(response, 200, {
      version: 'HSDS-UK-3.0',
      profile: 'https://example.org/profile',
      openapi_url: 'https://example.org/openapi.json',
    })
  if (collection !== 'services') return sendJson(response, 404, { message: 'Not found' })
  if (id === undefined)
    return sendJson(
      response,
      200,
      pageOf(services, Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 10)),
    )
  const service = services.find((candidate) => candidate.id === id)
  if (service?.detail === undefined) return sendJson(response, 404, { message: 'Not found' })
  return sendJson(response, 200, { id: service.id, ...service.list, ...service.detail })
}

function pageOf(services: readonly StatedService[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(services.length / size))
  const contents = services.slice((page - 1) * size, page * size).map(({ id, list }) => ({ id, ...list }))
  return {
    total_items: services.length,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  }
}

/** Sends a JSON answer as councils do. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
  response.end(JSON.stringify(body))
}

/** That many plain services, named and numbered. */
export function plainServices(count: number, detail: Readonly<Record<string, unknown>> = {}): StatedService[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `s${index + 1}`,
    list: {
      name: `Service ${String(index + 1).padStart(3, '0')}`,
      status: 'active',
      organization: { id: 'o1', name: 'Town Trust', description: 'A trust.' },
    },
    detail,
  }))
}
