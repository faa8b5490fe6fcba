import type { SecureContextOptions } from 'node:tls'
import { buildConnector, type Dispatcher, Pool } from 'undici'

/** Error code of a connection to a proxy that did not come about; its cause says why. */
export const PROXY_UNREACHED = 'ERR_PROXY_UNREACHED'

interface ProxyWay {
  /** Of feeds on http; those on https are asked through a tunnel. */
  readonly httpProxy: string | undefined
  readonly connectMs: number
  readonly tls: SecureContextOptions
  readonly sourceAddress: string | undefined
}

/** What undici's agent for proxies makes connections by. */
interface ProxyPools {
  clientFactory(origin: URL): Dispatcher
  factory(origin: string | URL, options: object): Dispatcher
}

/** Connections to the proxy itself, from the address that feeds are asked from; what fails of them is marked as the proxy's. */
export function createProxyPools({ httpProxy, connectMs, tls, sourceAddress }: ProxyWay): ProxyPools {
  const connect = markFaults(buildConnector({ timeout: connectMs, allowH2: false, ...tls }))
  const own = { connect, ...(sourceAddress !== undefined && { localAddress: sourceAddress }) }
  const forwarding = httpProxy === undefined ? undefined : new URL(httpProxy).origin
  return {
    // A tunnel that does not open is no connection either; undici would wait for minutes, whatever the request may take.
    clientFactory: (origin) => new Pool(origin, { ...own, headersTimeout: connectMs }),
    factory: (origin, options) => new Pool(origin, new URL(origin).origin === forwarding ? own : options),
  }
}

function markFaults(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error === null) callback(null, socket)
      else
        callback(
          Object.assign(new Error('The proxy cannot be reached', { cause: error }), { code: PROXY_UNREACHED }),
          null,
        )
    })
}
