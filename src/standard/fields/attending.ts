import type { AttendingType } from '../../model/schedule.ts'

const MEANINGS: readonly (readonly [AttendingType, RegExp])[] = [
  ['IN_PERSON', /\bin[ -]?person\b|\bvenue\b|\bface[ -]to[ -]face\b|\bon[ -]?site\b|\bphysical\b/i],
  ['ONLINE', /\bonline\b|\bon-line\b|\bvirtual(?:ly)?\b|\bvideo\b|\bremote(?:ly)?\b|\bzoom\b|\bweb(?:inar)?\b/i],
  ['PHONE', /\b(?:tele)?phone\b|\bhelpline\b/i],
  ['HOME_VISIT', /\bhome[ -]?visit(?:s|ing)?\b|\bat home\b|\bin your (?:own )?home\b/i],
]

/** What the words say of how one attends, in a fixed order; undefined where they say nothing of it. */
export function toAttendingTypes(text: string | undefined): readonly AttendingType[] | undefined {
  if (text === undefined) return undefined
  const types = MEANINGS.filter(([, pattern]) => pattern.test(text)).map(([type]) => type)
  return types.length > 0 ? types : undefined
}
