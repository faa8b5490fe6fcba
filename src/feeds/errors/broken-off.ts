import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  RESET: 'The feed broke off the connection before its answer was complete. It will be asked again.',
  TRUNCATED:
    'The feed sent less than it had announced. It will be asked again; if this lasts, report it to its publisher.',
} as const

/** An answer ended early (F12, F13); asking again may help. */
export class BrokenOff extends FeedError {
  override readonly name = 'BrokenOff'

  constructor(code: keyof typeof SENTENCES, place: FaultPlace) {
    super({ code, message: SENTENCES[code], retryable: true }, place)
  }
}
