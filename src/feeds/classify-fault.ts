import { BLOCKED_ADDRESS } from './connect-guard.ts'
import { BadBody } from './errors/bad-body.ts'
import { BadCertificate } from './errors/bad-certificate.ts'
import { BadProtocol } from './errors/bad-protocol.ts'
import { BlockedAddress } from './errors/blocked-address.ts'
import { BrokenOff } from './errors/broken-off.ts'
import { ConnectFailed } from './errors/connect-failed.ts'
import { FeedError, type FaultPlace } from './errors/feed-error.ts'
import { ProxyFailed } from './errors/proxy-failed.ts'
import { TooSlow } from './errors/too-slow.ts'
import { PROXY_UNREACHED } from './proxy-pools.ts'

/** How far an exchange had come when it failed. */
export type ExchangeStage = 'headers' | 'body'

interface Rule {
  readonly matches: RegExp
  readonly stage?: ExchangeStage
  create(place: FaultPlace): FeedError
}

/** First match wins; names are the codes of Node, OpenSSL, zlib, llhttp and undici, but for what a proxy answers, which has only a message. */
const RULES: readonly Rule[] = [
  // What failed on the way to the proxy is the proxy's, whatever it was.
  { matches: new RegExp(`^${PROXY_UNREACHED}$`), create: (place) => new ProxyFailed('UNREACHED', place) },
  {
    matches: /^Proxy (response \(407\)|Authentication Required)/,
    create: (place) => new ProxyFailed('UNKNOWN_TO_IT', place),
  },
  { matches: /^Proxy response \(/, create: (place) => new ProxyFailed('REFUSED', place) },
  { matches: new RegExp(`^${BLOCKED_ADDRESS}$`), create: (place) => new BlockedAddress(place) },
  { matches: /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, create: (place) => new ConnectFailed('DNS', place) },
  { matches: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, create: (place) => new ConnectFailed('CONNECT_TIMEOUT', place) },
  {
    matches: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    create: (place) => new ConnectFailed('CONNECT_REFUSED', place),
  },
  { matches: /^CERT_HAS_EXPIRED$/, create: (place) => new BadCertificate('EXPIRED', place) },
  { matches: /^CERT_NOT_YET_VALID$/, create: (place) => new BadCertificate('NOT_YET_VALID', place) },
  {
    matches: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    create: (place) => new BadCertificate('OTHER_NAME', place),
  },
  {
    matches: /^(DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|CERT_UNTRUSTED|INVALID_CA)$/,
    create: (place) => new BadCertificate('UNKNOWN_AUTHORITY', place),
  },
  {
    matches: /^(ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|CERT_\w+)$/,
    create: (place) => new BadCertificate('OTHER', place),
  },
  {
    matches: /^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/,
    create: (place) => new BadProtocol('HEADERS_TOO_LARGE', place),
  },
  { matches: /^UND_ERR_HEADERS_TIMEOUT$/, create: (place) => new TooSlow('HEADERS_TIMEOUT', place) },
  { matches: /^UND_ERR_BODY_TIMEOUT$/, create: (place) => new TooSlow('BODY_TIMEOUT', place) },
  { matches: /^UND_ERR_RES_EXCEEDED_MAX_SIZE$/, create: (place) => new BadBody('BODY_TOO_LARGE', place) },
  // A cut gzip stream ends without its trailer: the connection broke off, the packing was sound.
  { matches: /^Z_BUF_ERROR$/, create: (place) => new BrokenOff('TRUNCATED', place) },
  {
    matches: /^(Z_\w+|ERR_BROTLI\w*|ERR__ERROR_\w+|ERR_PADDING_\w+)$/,
    create: (place) => new BadBody('BAD_ENCODING', place),
  },
  {
    matches: /^(UND_ERR_SOCKET|HPE_INVALID_EOF_STATE)$/,
    stage: 'body',
    create: (place) => new BrokenOff('TRUNCATED', place),
  },
  { matches: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/, create: (place) => new BrokenOff('RESET', place) },
  {
    matches: /^(HPE_\w+|HTTPParserError|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
    create: (place) => new BadProtocol('PROTOCOL', place),
  },
]

/**
 * Turns what an exchange failed of into the feed's fault. Undefined where no rule knows it: then it is taken for a fault of
 * ours.
 */
export function classifyFault(error: unknown, stage: ExchangeStage, place: FaultPlace): FeedError | undefined {
  if (error instanceof FeedError) return error
  const marks = [...marksOf(error)]
  const rule = RULES.find((one) => (one.stage ?? stage) === stage && marks.some((mark) => one.matches.test(mark)))
  return rule?.create({ ...place, cause: error })
}

/** Codes, class names and messages of an error and of all that it wraps: some parser errors have no code, nor has a proxy's refusal. */
function* marksOf(error: unknown, depth = 0): Generator<string> {
  if (!(error instanceof Error) || depth > 5) return
  if ('code' in error && typeof error.code === 'string') yield error.code
  yield error.name
  yield error.message
  if (error instanceof AggregateError) for (const one of error.errors) yield* marksOf(one, depth + 1)
  yield* marksOf(error.cause, depth + 1)
}
