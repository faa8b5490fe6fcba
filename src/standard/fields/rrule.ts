const PARTS: ReadonlyMap<string, string> = new Map(
  'freq interval count until byday bymonthday byweekno byyearday bymonth bysetpos wkst dtstart exdate rdate'
    .split(' ')
    .map((name) => [name.toUpperCase(), name]),
)
const PROPERTY = /^(RRULE|EXDATE|RDATE|DTSTART)(?:;[^:]*)?:(.*)$/i
const MAX_CHARACTERS = 10_000

/** A recurrence of RFC 5545 as a text, taken apart into the members of a schedule, still raw. */
export interface ParsedRrule {
  readonly members: Readonly<Record<string, string>>
  /** Whether every part of it is among the members: false for BYHOUR and the like, and for what is no rule. */
  readonly isWhole: boolean
}

/** Reads one rule, with or without its `RRULE:` and with lines for DTSTART, EXDATE and RDATE around it. */
export function parseRrule(text: string): ParsedRrule {
  const members: Record<string, string> = {}
  let isWhole = text.length <= MAX_CHARACTERS
  for (const line of text
    .slice(0, MAX_CHARACTERS)
    .split(/\s*(?:\r?\n|\\n)\s*|\s+(?=(?:RRULE|EXDATE|RDATE|DTSTART)[;:])/i)) {
    const [, property, value] = PROPERTY.exec(line.trim()) ?? [undefined, 'RRULE', line.trim()]
    if (property === undefined || value === undefined || value === '') continue
    const parts = property.toUpperCase() === 'RRULE' ? value.split(';') : [`${property}=${value}`]
    for (const part of parts) {
      const [name = '', ...rest] = part.split('=')
      const member = PARTS.get(name.trim().toUpperCase())
      if (part.trim() === '') continue
      if (member === undefined || rest.length !== 1 || members[member] !== undefined) isWhole = false
      else members[member] = rest.join('').trim()
    }
  }
  return { members, isWhole: isWhole && members['freq'] !== undefined }
}
