import { chmodSync, rmSync } from 'node:fs'
import { createServer, request, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { ConfigError } from '../config/config-error.ts'
import type { Gateway } from '../gateway.ts'
import type { Log } from '../model/log.ts'
import { LiveStatus, readLiveStatus, type SeveralProcesses, type StatusSource } from './live-status.ts'

const NAME = 'control.sock'
const UNKNOWN = 404
const BUSY = 'is of a gateway that takes no such command now: `status` says how it stands'
/** What an address of a Unix socket may take (`sun_path`, less its end). */
const LONGEST_PATH = 103

/** What a refresh on command came to: the feeds that were asked, as they stand now; none where none has that name. */
export const RefreshAnswer = LiveStatus.pick({ feeds: true })

/** What commands may ask for: how it stands, and once it is open that feeds are refreshed. */
export type Commanded = StatusSource & (Pick<Gateway, 'refreshAll' | 'refresh'> | { readonly refresh?: undefined })

/** Takes commands of this machine's own user, by a socket in DATA_DIR. */
export interface ControlSocket {
  close(): Promise<void>
}

/**
 * Opens the socket by which commands reach a running gateway: of its own user alone (mode 0600), and never on a port. Where it
 * can't be opened the gateway serves without it, and the log says so. Belongs to whoever has the folder.
 */
export async function openControl(
  gateway: Commanded,
  {
    dataDir,
    reached,
    log,
  }: { readonly dataDir: string; readonly reached: () => Promise<SeveralProcesses>; readonly log: Log },
): Promise<ControlSocket> {
  const path = join(dataDir, NAME)
  const server = createServer((asked, response) => {
    answer(asked.method ?? '', new URL(asked.url ?? '/', 'http://control'), gateway, reached).then(
      (value) => send(response, value === undefined ? UNKNOWN : 200, value ?? {}),
      (error: unknown) => {
        log.error({ err: error }, 'A command failed.')
        send(response, 500, {})
      },
    )
  })
  const fault = path.length > LONGEST_PATH ? new Error('its path is too long for a socket') : await listen(server, path)
  if (fault !== undefined)
    log.warn({ err: fault, path }, 'Commands cannot reach this gateway: its socket can not be opened.')
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The folder is this gateway's alone: a socket that lies there is one of a process that was killed. */
async function listen(server: Server, path: string): Promise<Error | undefined> {
  rmSync(path, { force: true })
  const fault = await new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve).listen(path, () => resolve(undefined))
  })
  if (fault === undefined) chmodSync(path, 0o600)
  return fault
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

async function answer(
  method: string,
  { pathname, searchParams }: URL,
  gateway: Commanded,
  reached: () => Promise<SeveralProcesses>,
): Promise<unknown> {
  if (method === 'GET' && pathname === '/status') return readLiveStatus(gateway, await reached())
  if (method === 'GET' && pathname === '/traffic')
    return Object.fromEntries(gateway.standings().map(({ slug }) => [slug, gateway.traffic(slug)]))
  if (method !== 'POST' || pathname !== '/refresh' || gateway.refresh === undefined) return undefined
  const slug = searchParams.get('feed') ?? undefined
  await (slug === undefined ? gateway.refreshAll() : gateway.refresh(slug))
  const { feeds } = readLiveStatus(gateway, await reached())
  return { feeds: feeds.filter((feed) => slug === undefined || feed.slug === slug) }
}

/** What the gateway that runs on this folder answers; undefined where none does. */
export function askRunning(dataDir: string, method: 'GET' | 'POST', path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: join(dataDir, NAME), method, path }, (response) => {
      text(response).then((body) => {
        if (response.statusCode === 200) resolve(JSON.parse(body))
        else if (response.statusCode === UNKNOWN)
          reject(new ConfigError('The gateway', [{ path: dataDir, problem: BUSY }]))
        else reject(new Error(`the running gateway answered ${response.statusCode}: its log says why`))
      }, reject)
    })
    asking.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined)
      else reject(error)
    })
    asking.end()
  })
}
