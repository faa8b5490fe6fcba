import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  EXPIRED:
    "The feed's certificate has expired, so nothing was read. Its publisher must renew it; where all feeds say so, check this machine's clock.",
  NOT_YET_VALID:
    "The feed's certificate is not valid yet, so nothing was read. Check this machine's clock; else its publisher must mend it.",
  OTHER_NAME:
    "The feed's certificate is for another name, so nothing was read. Check the url in the configuration; else its publisher must mend it.",
  UNKNOWN_AUTHORITY:
    "The feed's certificate is of an authority that is not trusted here. If it is one of yours, name its file in network.authorities; else its publisher must mend it.",
  OTHER:
    "The feed's certificate or encryption can't be trusted, so nothing was read. Its publisher must renew or mend it.",
} as const

/** No trusted encrypted connection came about: self-signed, wrong name, expired, or no TLS at all (F04, F05, F07). */
export class BadCertificate extends FeedError {
  override readonly name = 'BadCertificate'

  constructor(what: keyof typeof SENTENCES, place: FaultPlace) {
    super({ code: 'TLS', message: SENTENCES[what], retryable: false }, place)
  }
}
