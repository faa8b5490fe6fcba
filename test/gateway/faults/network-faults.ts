import type { FaultName } from '../../feeds/fault-server.ts'
import { sendJson } from '../fake-council.ts'
import type { FaultCase, FaultPlaces } from './fault-case.ts'
import { body, envelope, onList, raw } from './play.ts'

const refused = (): string => 'http://127.0.0.1:9'
const at =
  (name: FaultName) =>
  (places: FaultPlaces): string =>
    places.fault(name)

/** Faults of the way to the feed, and of its answers as HTTP (F01 to F31). */
export const NETWORK: readonly FaultCase[] = [
  { id: 'F01', what: 'connection refused', outcome: 'K', code: 'CONNECT_REFUSED', url: refused },
  { id: 'F02', what: 'name gone', outcome: 'K', code: 'DNS', url: () => 'http://no-such-council.invalid' },
  {
    id: 'F03',
    what: 'name turns private',
    outcome: 'K',
    code: 'BLOCKED_ADDRESS',
    url: ({ plainPort }) => `http://localhost:${plainPort}`,
  },
  { id: 'F04', what: 'self-signed certificate', outcome: 'K', code: 'TLS', url: ({ selfSigned }) => selfSigned },
  {
    id: 'F05',
    what: 'certificate of another name',
    outcome: 'K',
    code: 'TLS',
    url: ({ selfSigned }) => `${selfSigned}/other-name`,
  },
  { id: 'F06', what: 'handshake hangs', outcome: 'K', code: 'CONNECT_TIMEOUT', url: ({ silent }) => silent },
  {
    id: 'F07',
    what: 'https on a plain port',
    outcome: 'K',
    code: 'TLS',
    url: ({ plainPort }) => `https://127.0.0.1:${plainPort}`,
  },
  {
    id: 'F07b',
    what: 'http on a TLS port',
    outcome: 'K',
    code: 'RESET',
    url: ({ tlsPort }) => `http://127.0.0.1:${tlsPort}`,
  },
  { id: 'F08', what: 'no HTTP at all', outcome: 'K', code: 'PROTOCOL', url: at('not-http') },
  { id: 'F09', what: 'accepts and never answers', outcome: 'K', code: 'HEADERS_TIMEOUT', url: at('hangs') },
  {
    id: 'F10',
    what: 'slow first byte',
    outcome: 'N',
    play: (council, items) => onList(council, (response) => void setTimeout(() => response.end(envelope(items)), 80)),
  },
  { id: 'F11', what: 'drips for ever', outcome: 'K', code: 'TOTAL_TIMEOUT', url: at('drips') },
  { id: 'F12', what: 'reset in the body', outcome: 'K', code: 'RESET', url: at('resets') },
  { id: 'F13', what: 'shorter than announced', outcome: 'K', code: 'TRUNCATED', url: at('too-short') },
  { id: 'F14', what: 'JSON cut short', outcome: 'K', code: 'BAD_JSON', play: raw((text) => text.slice(0, -20)) },
  { id: 'F15', what: 'two lengths', outcome: 'K', code: 'PROTOCOL', url: at('two-lengths') },
  { id: 'F16', what: 'a web page', outcome: 'K', code: 'NOT_JSON', url: at('html') },
  {
    id: 'F17',
    what: 'JSON as text',
    outcome: 'N',
    issues: ['CONTENT_TYPE'],
    play: body((items) => envelope(items), { 'content-type': 'text/plain' }),
  },
  { id: 'F18', what: 'an empty answer', outcome: 'K', code: 'EMPTY', url: at('empty') },
  { id: 'F18b', what: '204', outcome: 'K', code: 'EMPTY', url: at('no-content') },
  { id: 'F19', what: 'list moved', outcome: 'K', code: 'NOT_FOUND', url: at('not-found') },
  { id: 'F20', what: '401', outcome: 'K', code: 'REFUSED', url: at('unauthorised') },
  { id: 'F20b', what: '403', outcome: 'K', code: 'REFUSED', url: at('forbidden') },
  {
    id: 'F21',
    what: '429 for a second',
    outcome: 'N',
    play: (council, items) =>
      onList(council, (response, _page, count) =>
        count > 1 ? response.end(envelope(items)) : response.writeHead(429, { 'retry-after': '1' }).end(),
      ),
  },
  { id: 'F21b', what: '429 for an hour', outcome: 'K', code: 'RATE_LIMITED', url: at('too-many-hour') },
  {
    id: 'F22',
    what: 'three 500s, then fine',
    outcome: 'N',
    play: (council, items) =>
      onList(council, (response, _page, count) =>
        count > 3 ? response.end(envelope(items)) : sendJson(response, 500, {}),
      ),
  },
  { id: 'F23', what: '503 for an hour', outcome: 'K', code: 'UPSTREAM_5XX', url: at('unavailable') },
  { id: 'F24', what: 'redirect loop', outcome: 'K', code: 'REDIRECT', url: at('redirect-loop') },
  {
    id: 'F25',
    what: 'redirect to a cloud’s metadata',
    outcome: 'K',
    code: 'BLOCKED_ADDRESS',
    url: at('redirect-metadata'),
  },
  { id: 'F25b', what: 'redirect to another host', outcome: 'K', code: 'REDIRECT_HOST', url: at('redirect-host') },
  { id: 'F25c', what: 'redirect to a file', outcome: 'K', code: 'REDIRECT_HOST', url: at('redirect-file') },
  {
    id: 'F26',
    what: 'redirect on its own host',
    outcome: 'N',
    play(council, items) {
      council.intercept = (_request, response, url) => {
        if (url.pathname === '/services') response.writeHead(308, { location: `/moved${url.search}` }).end()
        else if (url.pathname === '/moved') response.end(envelope(items))
        else return false
        return true
      }
    },
  },
  { id: 'F27', what: 'headers of 40 kB', outcome: 'K', code: 'HEADERS_TOO_LARGE', url: at('big-headers') },
  { id: 'F28', what: 'gzip bomb', outcome: 'K', code: 'BODY_TOO_LARGE', url: at('bomb') },
  { id: 'F29', what: 'huge body', outcome: 'K', code: 'BODY_TOO_LARGE', url: at('huge') },
  { id: 'F30', what: 'gzip twice', outcome: 'K', code: 'BAD_ENCODING', url: at('gzip-twice') },
  { id: 'F31', what: 'bad gzip', outcome: 'K', code: 'BAD_ENCODING', url: at('bad-gzip') },
]
