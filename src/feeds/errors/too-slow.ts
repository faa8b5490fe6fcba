import { FeedError, type FaultPlace } from './feed-error.ts'

const FAULTS = {
  HEADERS_TIMEOUT: [
    'The feed took too long to begin its answer. It will be asked again; if this lasts, report it to its publisher.',
    true,
  ],
  BODY_TIMEOUT: ['The feed stopped sending in the middle of its answer. It will be asked again.', true],
  TOTAL_TIMEOUT: [
    'The feed sent its answer too slowly and was cut off. A smaller pageSize in the configuration may help.',
    false,
  ],
} as const

/** The feed answers, but not within the limits of time (F09, F11). */
export class TooSlow extends FeedError {
  override readonly name = 'TooSlow'

  constructor(code: keyof typeof FAULTS, place: FaultPlace) {
    const [message, retryable] = FAULTS[code]
    super({ code, message, retryable }, place)
  }
}
