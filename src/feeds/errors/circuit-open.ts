import { FeedError, type FaultPlace } from './feed-error.ts'

/** The feed failed several times in a row and is left in peace for a while; nothing was sent. Its `cause` is the last of the faults, where one is known. */
export class CircuitOpen extends FeedError {
  override readonly name = 'CircuitOpen'
  /** Milliseconds until the feed may be asked again. */
  readonly retryInMs: number

  constructor(place: FaultPlace, retryInMs: number) {
    const message =
      'The feed failed several times in a row and is left in peace for a while. It will be asked again by itself.'
    super({ code: 'CIRCUIT_OPEN', message, retryable: false }, place)
    this.retryInMs = retryInMs
  }
}
