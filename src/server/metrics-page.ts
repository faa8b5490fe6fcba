import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

import type { Log } from '../model/log.ts'
import type { Answer } from './exchange.ts'

/** Numbers for Prometheus, under a path. */
export interface MetricsPage {
  /** Begins with a slash. */
  readonly path: string
  readonly render: () => Promise<{ readonly contentType: string; readonly body: string }>
}

/** All numbers as they stand now. */
export async function answerMetrics({ render }: Pick<MetricsPage, 'render'>): Promise<Answer> {
  const { contentType, body } = await render()
  return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'no-store' }, body }
}

const AGAIN_MS = 1_000

/**
 * Serves the numbers, and nothing else, on a port of their own; resolves to its end. Where the port is taken, as by the process
 * whose place this one takes, it is tried again every second, and the gateway serves meanwhile.
 */
export function serveMetrics(
  page: MetricsPage,
  at: { readonly port: number; readonly host: string },
  log: Log,
): { /** Undefined where it was closed before. */ readonly port: Promise<number | undefined>; close(): void } {
  const stopping = new AbortController()
  const server = createServer((request, response) => {
    if (request.url !== page.path) return void response.writeHead(404).end()
    answerMetrics(page).then(
      ({ status, headers, body }) => response.writeHead(status, { ...headers }).end(body),
      (error: unknown) => {
        log.error({ err: error }, 'The numbers could not be read.')
        response.writeHead(500).end()
      },
    )
  })
  return {
    port: listen(server, at, stopping.signal, log),
    close() {
      stopping.abort()
      server.close()
      server.closeAllConnections()
    },
  }
}

async function listen(
  server: Server,
  at: { readonly port: number; readonly host: string },
  signal: AbortSignal,
  log: Log,
): Promise<number | undefined> {
  const aborted = once(signal, 'abort')
  while (!signal.aborted) {
    const fault = await Promise.race([tryToListen(server, at), aborted])
    const address = server.address()
    if (signal.aborted) break
    if (fault === undefined && typeof address === 'object' && address !== null) return address.port
    log.warn({ err: fault, ...at }, 'METRICS_PORT can not be had; it is tried again every second.')
    await Promise.race([pause(AGAIN_MS), aborted])
  }
  return undefined
}

/** Resolves once it listens, with the fault where it can not. */
function tryToListen(server: Server, at: { readonly port: number; readonly host: string }): Promise<Error | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve).listen(at, () => {
      server.off('error', resolve)
      resolve(undefined)
    })
  })
}
