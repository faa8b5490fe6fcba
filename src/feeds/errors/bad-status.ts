import { FeedError, type FaultPlace } from './feed-error.ts'

const FAULTS = {
  NOT_FOUND: [
    'The feed has nothing at this address. Check the url in the configuration: the feed may have moved.',
    false,
  ],
  REFUSED: [
    'The feed refuses us without a login. Ask its publisher for open access, as the standard requires, or give what opens it as credentials.',
    false,
  ],
  CREDENTIALS_REFUSED: [
    'The feed refuses the credentials of the configuration. Check them, and that the publisher has not withdrawn them.',
    false,
  ],
  TOKEN_REFUSED: [
    "The server that gives out this feed's tokens refuses the credentials of the configuration, or gives none. Check tokenUrl, clientId and clientSecret.",
    false,
  ],
  RATE_LIMITED: [
    'The feed asks us to slow down. It will be asked again later; a lower budget or a larger pageSize helps.',
    true,
  ],
  UPSTREAM_4XX: ['The feed calls our request wrong. Check its url and dialect in the configuration.', false],
  UPSTREAM_5XX: [
    'The feed reports a fault of its own. It will be asked again; if this lasts, report it to its publisher.',
    true,
  ],
} as const

/** The feed answered with a status that is not success (F19 to F23). */
export class BadStatus extends FeedError {
  override readonly name = 'BadStatus'
  /** How long the feed asks us to wait (Retry-After); undefined where it doesn't say. */
  readonly retryAfterMs: number | undefined

  constructor(code: keyof typeof FAULTS, place: FaultPlace, retryAfterMs?: number) {
    const [message, retryable] = FAULTS[code]
    super({ code: isRefusal(code) ? 'REFUSED' : code, message, retryable }, place)
    this.retryAfterMs = retryAfterMs
  }
}

function isRefusal(code: keyof typeof FAULTS): code is 'REFUSED' | 'CREDENTIALS_REFUSED' | 'TOKEN_REFUSED' {
  return code.endsWith('REFUSED')
}
