import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

import type { Limits } from './limits.ts'

/** Answers one request; never rejects. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Node's server within the limits of connections and of what is read of a request; not yet listening. */
export function createHttpServer(limits: Limits, onRequest: RequestListener): Server {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.connectionCheckMs,
    keepAliveTimeout: limits.keepAliveMs,
  })
  const answering = new WeakMap<Duplex, Set<ServerResponse>>()
  const answer: RequestListener = async (request, response) => {
    const { socket } = request
    const underWay = answering.get(socket) ?? new Set()
    answering.set(socket, underWay.add(response))
    await onRequest(request, response)
    underWay.delete(response)
  }
  server.on('request', (request, response) => void answer(request, response))
  // A client that asks before it sends its body: the handler says when to go on.
  server.on('checkContinue', (request, response) => void answer(request, response))
  server.on('clientError', (error: ParserError, socket) => {
    const isMidAnswer = [...(answering.get(socket) ?? [])].some(({ headersSent }) => headersSent)
    if (isMidAnswer || !socket.writable) socket.destroy()
    else socket.end(`HTTP/1.1 ${describe(error, limits)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
  let connections = 0
  server.on('connection', (socket) => {
    connections += 1
    socket.once('close', () => (connections -= 1))
    // They may wait long for a next request, but not in the way of those who have one.
    if (connections > limits.idleConnections) server.closeIdleConnections()
  })
  return server
}

type ParserError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer }

/** The status line for what could not be read as a request. */
function describe({ code, rawPacket }: ParserError, limits: Limits): string {
  const isLongLine = rawPacket?.subarray(0, limits.headerBytes).includes('\n') === false
  if (code === 'HPE_HEADER_OVERFLOW') return isLongLine ? '414 URI Too Long' : '431 Request Header Fields Too Large'
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return '413 Payload Too Large'
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
}
