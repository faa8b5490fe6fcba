import type { IncomingMessage, ServerResponse } from 'node:http'
import { plainServices, sendJson, startFakeCouncil, type FakeCouncil } from '../../test/gateway/fake-council.ts'

/** A council that misbehaves when asked, and knows when it last published its whole list well. */
export interface ChaosCouncil {
  readonly slug: string
  readonly url: string
  /** Milliseconds since 1970 at which the last list was begun, where it was published whole and without a fault; else undefined: it may have been taken or not. */
  wholeSinceMs(): number | undefined
  /** Plays a fault for so long. */
  strike(fault: string, forMs: number): void
  /** What its list says now: ids with their names. */
  published(): readonly (readonly [id: string, name: string])[]
  /** Adds a service, or renames one; none ever goes. */
  change(random: () => number): void
  close(): Promise<void>
}

type Fault = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean

/** As the gateway is asked to ask for pages; looking at how the feed behaves it asks for others. */
const PAGE_SIZE = 100

const isList = (url: URL): boolean => url.pathname === '/services'
const isOfWalk = (url: URL): boolean => isList(url) && url.searchParams.get('per_page') === String(PAGE_SIZE)

function answer(status: number, body: string, headers: Record<string, string> = {}): Fault {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    return true
  }
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'connections reset': (request) => {
    request.socket.destroy()
    return true
  },
  'answers never': () => true,
  'a byte now and then': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 300)
    response.on('close', () => clearInterval(timer))
    return true
  },
  slow: (_request, response, url) => {
    if (!isList(url)) return false
    setTimeout(() => sendJson(response, 503, {}), 1_500)
    return true
  },
  '500': answer(500, '{"error":"stack"}'),
  '503 for a while': answer(503, '', { 'retry-after': '2' }),
  '429': answer(429, '', { 'retry-after': '1' }),
  '403': answer(403, '{}'),
  '404': answer(404, '{}'),
  'a web page': answer(200, '<h1>Maintenance</h1>', { 'content-type': 'text/html' }),
  nothing: answer(204, ''),
  'JSON cut short': answer(200, '{"contents":[{"id":"s1","na'),
  'deep nesting': answer(200, '['.repeat(100_000)),
  'redirect loop': (_request, response, url) => {
    response.writeHead(302, { location: url.href.slice(url.origin.length) }).end()
    return true
  },
  'an empty list': (_request, response, url) =>
    isList(url) ? (sendJson(response, 200, { total_items: 0, total_pages: 0, contents: [] }), true) : false,
  'page 1 for every page': (_request, response, url) => {
    if (!isList(url)) return false
    const contents = plainServices(100).map(({ id, list }) => ({ id, ...list }))
    sendJson(response, 200, { total_items: 300, total_pages: 3, page_number: 1, last_page: false, contents })
    return true
  },
  'a later page fails': (_request, response, url) =>
    isList(url) && Number(url.searchParams.get('page')) > 1 ? (sendJson(response, 500, {}), true) : false,
  'details fail': (_request, response, url) =>
    url.pathname.startsWith('/services/') ? (sendJson(response, 500, {}), true) : false,
}

/** Names of the faults that can be played. */
export const FAULT_NAMES = Object.keys(FAULTS)

/** Starts a council of 300 services. */
export async function startChaosCouncil(slug: string): Promise<ChaosCouncil> {
  const council = await startFakeCouncil(plainServices(300, { fees: 'Free' }))
  let fault: Fault | undefined
  let healing: NodeJS.Timeout | undefined
  let begunMs: number | undefined
  let isTroubled = false
  let wholeSinceMs: number | undefined
  council.intercept = (request, response, url) => {
    council.asked.length = 0
    const isFaulty = fault?.(request, response, url) === true
    if (isOfWalk(url)) noteList(Number(url.searchParams.get('page')), isFaulty)
    return isFaulty
  }

  function noteList(page: number, isFaulty: boolean): void {
    if (isFaulty) begunMs = wholeSinceMs = undefined
    // A reading that met a fault began before the page that it got at last.
    isTroubled ||= isFaulty
    if (page === 1 && !isTroubled) begunMs = Date.now()
    if (isFaulty || page * PAGE_SIZE < council.services.length) return
    wholeSinceMs = begunMs
    isTroubled = false
  }

  return {
    slug,
    url: council.url,
    wholeSinceMs: () => wholeSinceMs,
    strike(name, forMs) {
      fault = FAULTS[name]
      clearTimeout(healing)
      healing = setTimeout(() => (fault = undefined), forMs)
    },
    published: () => council.services.map(({ id, list }) => [id, String(list['name'])] as const),
    change: (random) => changeOne(council, random),
    close() {
      clearTimeout(healing)
      return council.close()
    },
  }
}

function changeOne(council: FakeCouncil, random: () => number): void {
  const { services } = council
  const chosen = Math.floor(random() * services.length)
  const renamed = services.map((service, index) =>
    index === chosen
      ? { ...service, list: { ...service.list, name: `Service ${Math.floor(random() * 1e6)}` } }
      : service,
  )
  const isAdded = random() < 0.2
  council.services = isAdded ? [...renamed, ...plainServices(services.length + 1, { fees: 'Free' }).slice(-1)] : renamed
}
