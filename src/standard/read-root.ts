import type { RootStatement, StatedPublisher } from '../model/inspection.ts'
import { present, presentOrNothing } from '../model/present.ts'
import { readEmail } from './fields/email.ts'
import { readText } from './fields/text.ts'
import { readUri } from './fields/url.ts'
import { createIssueCollector } from './issue-collector.ts'
import { isRawObject, rawObjects } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

const UK = /hsds[-_ ]?uk|oruk|openreferral[-_. ]?uk|open referral uk/i

/** What a feed's root document states of it (HSDS 3.2 `/`): the standard by name, and its publisher; undefined where it is no object. */
export function readRoot(body: unknown): RootStatement | undefined {
  if (!isRawObject(body)) return undefined
  const issues = createIssueCollector()
  const [publisher] = rawObjects(body['publisher'])
  return present({
    standard: nameOf(body),
    publisher: publisher === undefined ? namedOnly(body) : readPublisher(publisher),
  })

  function readPublisher(raw: RawObject): StatedPublisher | undefined {
    return presentOrNothing({
      name: readText(raw, 'name', issues),
      identifier: readText(raw, 'identifier', issues),
      website: readUri(raw, 'website', issues) ?? readUri(raw, 'url', issues),
      email: readEmail(raw, 'email', issues),
    })
  }

  function namedOnly(raw: RawObject): StatedPublisher | undefined {
    return typeof raw['publisher'] === 'string'
      ? presentOrNothing({ name: readText(raw, 'publisher', issues) })
      : undefined
  }
}

/** HSDS-3.2 for 3.2.3, HSDS-UK-3.0 where version or profile say so; undefined where no version of a standard is stated. */
function nameOf(root: RawObject): string | undefined {
  const { version, profile } = root
  const text = typeof version === 'number' ? version.toFixed(1) : version
  if (typeof text !== 'string') return undefined
  const [, major, minor] = /(?:^|[^\d.])(\d)\.(\d{1,2})(?:[^\d]|$)/.exec(text) ?? []
  if (major === undefined || minor === undefined) return undefined
  if (major === '1') return `ORUK-1.${minor}`
  const isUk = UK.test(text) || (typeof profile === 'string' && UK.test(profile))
  return `${isUk ? 'HSDS-UK' : 'HSDS'}-${major}.${minor}`
}
