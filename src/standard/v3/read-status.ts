import type { ServiceStatus } from '../../model/service.ts'
import { fieldNames } from '../field-names.ts'
import { plainWord } from '../fields/enum.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isUnstated } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { keepUnread } from '../unread-members.ts'

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

/** Words for the values of the standard, the first that fits. */
const WORDS: readonly (readonly [RegExp, ServiceStatus])[] = [
  [
    new RegExp(`^(?:(?:now|currently|still|fully) )?(?:${OFFERING}|on going|in operation|true|yes)(?: now| again)?$`),
    'ACTIVE',
  ],
  [slipsOf('active'), 'ACTIVE'],
  [new RegExp(`^(?:temporar(?:il)?y|currently|seasonally) (?:${SHUT})$`), 'TEMPORARILY_CLOSED'],
  [new RegExp(`^(?:${SHUT}) (?:temporarily|for now|until further notice)$`), 'TEMPORARILY_CLOSED'],
  [new RegExp(`^(?:${HALTED})$`), 'TEMPORARILY_CLOSED'],
  [new RegExp(`^(?:permanently |now )?(?:${ENDED}|shut|shut down|closed down)(?: permanently)?$`), 'DEFUNCT'],
  [new RegExp(`^no longer (?:${OFFERING}|offered|provided|in operation|in use)$`), 'DEFUNCT'],
  [
    new RegExp(`^(?:not (?:currently )?(?:${OFFERING}|offered)|in active|unavailable|disabled|dormant|false|no)$`),
    'INACTIVE',
  ],
]

/**
 * HSDS `status`. Other words for its values are read as those; any further word says something, and not plainly that the
 * service is offered: OTHER, with the word in an issue. Undefined where none is provided.
 */
export function readStatus(raw: RawObject, issues: IssueCollector): ServiceStatus | undefined {
  const value = raw['status']
  if (isUnstated(value)) return undefined
  if (typeof value === 'object') {
    issues.report('WRONG_TYPE', 'status')
    keepUnread(raw, 'status', value)
    return undefined
  }
  const word = plainWord(typeof value === 'string' ? value : JSON.stringify(value)).replace(/[.!]+$/, '')
  const standard = STANDARD.get(word)
  if (standard !== undefined) return standard
  const meant = WORDS.find(([words]) => words.test(word))?.[1]
  issues.report(meant === undefined ? 'STATUS_OTHER' : 'STATUS_WORD', 'status', value)
  return meant ?? 'OTHER'
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
