import { FeedError, type FaultPlace } from './feed-error.ts'

/** No trusted encrypted connection came about: self-signed, wrong name, expired, or no TLS at all (F04, F05, F07). */
export class BadCertificate extends FeedError {
  override readonly name = 'BadCertificate'

  constructor(place: FaultPlace) {
    const message =
      "The feed's certificate or encryption can't be trusted, so nothing was read. Its publisher must renew or mend it."
    super({ code: 'TLS', message, retryable: false }, place)
  }
}
