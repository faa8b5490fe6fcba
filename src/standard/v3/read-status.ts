import type { ServiceStatus } from '../../model/service.ts'
import { fieldNames } from '../field-names.ts'
import { plainWord } from '../fields/enum.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isUnstated } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

const STANDARD: ReadonlyMap<string, ServiceStatus> = new Map([
  ['active', 'ACTIVE'],
  ['inactive', 'INACTIVE'],
  ['defunct', 'DEFUNCT'],
  ['temporarily closed', 'TEMPORARILY_CLOSED'],
])
const OFFERED = 'active live published open ongoing current available running enabled operational operating'
const ENDED = fieldNames(
  'closed archived deleted expired ended finished ceased discontinued withdrawn removed cancelled canceled terminated',
  'retired decommissioned dissolved obsolete defunct',
).join('|')
const HALTED = 'suspended|paused|halted|postponed|on hold|on pause'
const OFFERING = OFFERED.replaceAll(' ', '|')
const SHUT = `closed|shut|${HALTED}|unavailable|inactive|not (?:${OFFERING})`

const TAKING =
  '(?:accepting|taking|open (?:to|for)) (?:new )?(?:referrals|bookings|applications|enquiries|members|clients)'
const ON = `(?:(?:now|currently|still|fully) )?(?:${OFFERING}|on going|in operation|in service|${TAKING})(?: now| again)?`

/** Words for the values of the standard, the first that fits. */
const WORDS: readonly (readonly [RegExp, ServiceStatus])[] = [
  [new RegExp(`^(?:${ON}(?: (?:and )?${ON})*|true|yes)$`), 'ACTIVE'],
  [slipsOf('active'), 'ACTIVE'],
  [new RegExp(`^(?:temporar(?:il)?y|currently|seasonally) (?:${SHUT})$`), 'TEMPORARILY_CLOSED'],
  [new RegExp(`^(?:${SHUT}) (?:temporarily|for now|until further notice)$`), 'TEMPORARILY_CLOSED'],
  [new RegExp(`^(?:${HALTED})$`), 'TEMPORARILY_CLOSED'],
  [
    new RegExp(
      `^(?:permanently |now )?(?:${ENDED}|shut|shut down|closed down|wound up|disbanded|folded)(?: permanently)?(?: (?:trading|operating|operations|running|activity))?$`,
    ),
    'DEFUNCT',
  ],
  [new RegExp(`^no longer (?:${OFFERING}|offered|provided|in operation|in use)$`), 'DEFUNCT'],
  [
    new RegExp(`^(?:not (?:currently )?(?:${OFFERING}|offered)|in active|unavailable|disabled|dormant|false|no)$`),
    'INACTIVE',
  ],
]

const DATE = String.raw`\d{1,4}(?:st|nd|rd|th)?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*`
/** Says how or since when the status is known, or of what, and nothing against it. What is denied or awaited does. */
const BESIDE = new RegExp(
  [
    String.raw`(?<!\b(?:not|no|never|no longer|yet|be|being|until|if|when|once) )\b(?:`,
    '(?:and )?(?:last )?(?:verified|checked|confirmed|approved|reviewed|validated|assured|updated|since)',
    `(?: (?:on|in|${DATE}))*|up to date|(?:the )?(?:service|record|listing|entry|status)(?: is)?`,
    String.raw`)(?=$| )`,
  ].join(''),
  'g',
)

/**
 * HSDS `status`. Other words for its values are read as those; any further word says something, and not plainly that the
 * service is offered: OTHER, with the word in an issue. Undefined where none is provided.
 */
export function readStatus(raw: RawObject, issues: IssueCollector): ServiceStatus | undefined {
  const value = issues.take(raw, 'status')
  if (isUnstated(value)) return undefined
  if (typeof value === 'object') {
    issues.report('WRONG_TYPE', 'status')
    issues.keepUnread('status', value)
    return undefined
  }
  const word = plainWord(typeof value === 'string' ? value : JSON.stringify(value)).replace(/[.!]+$/, '')
  const standard = STANDARD.get(word)
  if (standard !== undefined) return standard
  const meant = meaningOf(word) ?? meaningOf(withoutBeside(word))
  issues.report(meant === undefined ? 'STATUS_OTHER' : 'STATUS_WORD', 'status', value)
  return meant ?? 'OTHER'
}

function meaningOf(word: string): ServiceStatus | undefined {
  return STANDARD.get(word) ?? WORDS.find(([words]) => words.test(word))?.[1]
}

/** "Active - verified (May 2026)" without what it says beside: "active". */
function withoutBeside(word: string): string {
  const words = plainWord(word.replaceAll('&', ' and ').replaceAll(/[–—:;,/|()[\].]+/g, ' '))
  return plainWord(words.replaceAll(BESIDE, ' ')).replaceAll(/^and | and$/g, '')
}

/** The word with one letter missing, too many, wrong, or two exchanged. */
function slipsOf(word: string): RegExp {
  const slips = [...word].flatMap((letter, at) => {
    const before = word.slice(0, at)
    const after = word.slice(at + 1)
    const exchanged = `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`
    return [`${before}${after}`, `${before}[a-z]${after}`, `${before}[a-z]${letter}${after}`, exchanged]
  })
  return new RegExp(`^(?:${slips.join('|')}|${word}[a-z])$`)
}
