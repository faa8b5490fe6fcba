const DAYS: ReadonlyMap<string, string> = new Map([
  ['mo', 'MO'],
  ['mon', 'MO'],
  ['monday', 'MO'],
  ['tu', 'TU'],
  ['tue', 'TU'],
  ['tues', 'TU'],
  ['tuesday', 'TU'],
  ['we', 'WE'],
  ['wed', 'WE'],
  ['weds', 'WE'],
  ['wednesday', 'WE'],
  ['th', 'TH'],
  ['thu', 'TH'],
  ['thur', 'TH'],
  ['thurs', 'TH'],
  ['thursday', 'TH'],
  ['fr', 'FR'],
  ['fri', 'FR'],
  ['friday', 'FR'],
  ['sa', 'SA'],
  ['sat', 'SA'],
  ['saturday', 'SA'],
  ['su', 'SU'],
  ['sun', 'SU'],
  ['sunday', 'SU'],
])
// Every day of the month by name is shorter.
const MAX_CHARACTERS = 500
const ORDINAL_DAY = /^([+-]?[1-5])?\s*([a-z]+)$/

/** A weekday, however long, with an optional ordinal, as iCal writes it (`MO`, `2MO`, `-1FR`); undefined if none. */
export function toDay(text: string): string | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/schema\.org\//, '')
    .replace(/days$/, 'day')
  const match = ORDINAL_DAY.exec(word)
  const day = DAYS.get(match?.[2] ?? '')
  return day === undefined ? undefined : `${(match?.[1] ?? '').replace('+', '')}${day}`
}

/** Weekdays in one text or a list of texts as iCal writes them, comma-separated; undefined if any part is no day. */
export function toDays(value: unknown): string | undefined {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
  const days: string[] = []
  for (const text of texts) {
    if (typeof text !== 'string' || text.length > MAX_CHARACTERS) return undefined
    for (const part of text.split(/[,;]|\s+and\s+|\s+(?=[a-z])/i)) {
      if (part.trim() === '') continue
      const day = toDay(part)
      if (day === undefined) return undefined
      days.push(day)
    }
  }
  return days.length > 0 ? [...new Set(days)].join(',') : undefined
}
