import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  PAGING_ENDLESS:
    "The feed's list goes on far beyond the end it states. The last good records stay; report it to its publisher.",
  PAGING_STUCK:
    'The feed gives the same page for every page number. The last good records stay; report it to its publisher.',
  INCOMPLETE: "The feed's list could not be read to its end. The last good records stay; it will be read again.",
} as const

/** The list as a whole could not be had (F52, F53, F55, F58); `cause` is the fault of the page that ended it, where one did. */
export class WalkFailed extends FeedError {
  override readonly name = 'WalkFailed'

  constructor(code: keyof typeof SENTENCES, place: FaultPlace) {
    super({ code, message: SENTENCES[code], retryable: false }, place)
  }
}
