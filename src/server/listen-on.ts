import type { Server } from 'node:net'
import { explainListenError, StartError } from './start-error.ts'

/** Where a server is reached. */
export interface Listening {
  readonly port: number
  readonly url: string
}

/** An address and port (0 picks a free one), or the file descriptor of a socket that whoever started the process holds. */
export type ListeningAt = { readonly port: number; readonly host: string } | { readonly fd: number }

/** Has a server listen. Rejects with a `StartError` that says what to do. */
export function listenOn(server: Server, at: ListeningAt): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const sentence =
        'fd' in at
          ? `File descriptor ${at.fd} is no socket that can be served: leave out --fd to listen on PORT.`
          : explainListenError(cause.code, at.host, at.port)
      reject(sentence === undefined ? cause : new StartError(sentence, { cause }))
    })
    server.listen(at, () => {
      const address = server.address()
      if (typeof address !== 'object' || address === null) throw new Error('the server listens on no port')
      resolve({
        port: address.port,
        url: `http://${shownHost('host' in at ? at.host : address.address)}:${address.port}`,
      })
    })
  })
}

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
