import type { FeedFaultCode } from '../../model/feed.ts'
import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  EMPTY: 'The feed answered with nothing at all. Report it to its publisher.',
  BODY_TOO_LARGE:
    'The feed sent more than the gateway accepts in one answer. A smaller pageSize in the configuration may help.',
  BAD_ENCODING: 'The feed compressed its answer in a way that can not be unpacked. Report it to its publisher.',
  BAD_UTF8: "The feed's answer is not valid text. Report it to its publisher.",
  BAD_JSON: "The feed's answer is not valid JSON. Report it to its publisher.",
  NOT_JSON:
    "The feed answered with something other than JSON, such as a web page. Check the feed's url in the configuration.",
  TOO_DEEP: "The feed's answer is nested deeper than the gateway accepts. Report it to its publisher.",
  TOO_MANY_VALUES:
    "The feed's answer holds more values or records than the gateway accepts at once. A smaller pageSize in the configuration may help.",
  NOT_A_FEED: "The answer is not a list of services in any dialect known. Check the feed's url in the configuration.",
  MOSTLY_INVALID: 'Too many of the records the feed sent can not be read. Report it to its publisher.',
} as const satisfies Partial<Record<FeedFaultCode, string>>

/** The codes of a body that arrived and can't be used. */
export type BadBodyCode = keyof typeof SENTENCES

/** A body arrived and can't be used (F14, F16, F18, F28 to F36). Broken JSON may be a cut answer, so it is worth a second try. */
export class BadBody extends FeedError {
  override readonly name = 'BadBody'

  constructor(code: BadBodyCode, place: FaultPlace) {
    super({ code, message: SENTENCES[code], retryable: code === 'BAD_JSON' }, place)
  }
}

/** Whether this names a fault of a body. */
export function isBadBodyCode(code: string): code is BadBodyCode {
  return Object.hasOwn(SENTENCES, code)
}
