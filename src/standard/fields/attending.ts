import type { AttendingType } from '../../model/schedule.ts'
import { cachedByText } from '../../model/cached-by-text.ts'

const MEANINGS: readonly (readonly [AttendingType, RegExp])[] = [
  [
    'IN_PERSON',
    /\bin[ -]?person\b|\bvenue\b|\bface[ -]to[ -]face\b|\bon[ -]?site\b|\bphysical(?:ly)?\b(?! (?:disabilit|impairment|health|activit|exercise|condition|needs?\b|fitness|therap|challenge|abilit|difficult|disabled|active|impaired|fit\b))/i,
  ],
  [
    'ONLINE',
    /\bonline\b|\bon-line\b|\bvirtual(?:ly)?\b|\bvideo\b|\bremote(?:ly)?\b(?! (?:\w+ )?(?:area|communit|location|place|village|island|rural|part|site|settlement|region|setting|countryside|control|live|living))|\bzoom\b|\bweb(?:inar)?\b/i,
  ],
  ['PHONE', /\b(?:tele)?phone\b|\bhelpline\b/i],
  ['HOME_VISIT', /\bhome[ -]?visit(?:s|ing)?\b|\bat home\b|\bin your (?:own )?home\b/i],
]

/** How one books is not how one attends. */
const BOOKING =
  /\b(?:book(?:ings?)?|register|registration|apply|enquir\w+) (?:\w+ ){0,2}(?:online|on-line|by (?:tele)?phone)\b|\bonline (?:booking|registration|form|referral)s?\b|\bphone (?:to|us to|for) (?:book|register|enquire|details|information|appointments?)\b/gi
const CLAUSE_END = /[,;.()\n]|\bbut\b/i
const DENIED = /\b(?:no|not(?! (?:only|just)\b)|never|without|isn['’]?t|aren['’]?t|unavailable)\b/i

/** What the words say of how one attends, in a fixed order; undefined where they say nothing of it. */
export function toAttendingTypes(text: string | undefined): readonly AttendingType[] | undefined {
  return text === undefined ? undefined : typesIn(text)
}

const typesIn = cachedByText(readTypes)

function readTypes(text: string): readonly AttendingType[] | undefined {
  const stated = text
    .replaceAll(BOOKING, ' ')
    .split(CLAUSE_END)
    .filter((clause) => !DENIED.test(clause))
    .join(', ')
  const types = MEANINGS.filter(([, pattern]) => pattern.test(stated)).map(([type]) => type)
  return types.length > 0 ? types : undefined
}
