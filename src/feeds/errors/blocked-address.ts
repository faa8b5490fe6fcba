import { FeedError, type FaultPlace } from './feed-error.ts'

/** The feed's host is, or has become, a private or reserved address that the configuration does not name (F03, F25). */
export class BlockedAddress extends FeedError {
  override readonly name = 'BlockedAddress'

  constructor(place: FaultPlace) {
    const message =
      'The feed leads to a private or reserved network address, so it is not asked. If that is meant, name its host in allowPrivateHosts.'
    super({ code: 'BLOCKED_ADDRESS', message, retryable: false }, place)
  }
}
