import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  REDIRECT: 'The feed sends us in circles instead of answering. Check its url in the configuration.',
  REDIRECT_HOST:
    'The feed sends us to another host, which is not followed. If it has moved, put the new url into the configuration.',
} as const

/** The feed leads elsewhere than a redirect or a next address may lead (F24, F25). */
export class BadRedirect extends FeedError {
  override readonly name = 'BadRedirect'

  constructor(code: keyof typeof SENTENCES, place: FaultPlace) {
    super({ code, message: SENTENCES[code], retryable: false }, place)
  }
}
