/** How the names of the weekdays begin, Monday first, as a part of a pattern; "day" follows. */
export const DAY_STEMS = 'mon|tues|wednes|thurs|fri|satur|sun'
const DAY_NAMES = DAY_STEMS.split('|')
/** Not the full stop of a shortened word. */
const CLAUSE_END = /[;!\n]+|(?<!\b(?:inc|incl|exc|excl|hols?|mon|tues?|weds?|thurs?|fri|sat|sun|[ap]\.?m))\.(?!\d)/i
const KEYWORDS =
  /(?<open>(?:not|never|n['’]t) clos\w*|\bopen\b|\bavailable\b|\bas (?:usual|normal)\b)|(?<closed>\bclos(?:ed|es|ing|ure)\b|\bclose (?=(?:at|on|for|early|earlier|from|between|during|over)\b)|\bshut\b|\bunavailable\b|\bnot? (?:open|available|run|running|held|on|in|at|during|over|sessions?|service|class(?:es)?|groups?|meetings?|clinics?)\b|\bnot? (?=(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|(?:january|february|march|april|june|july|august|september|october|november|december)\b)|\b(?:do|does|will|is|are) ?n(?:o|['’])t (?:run|open|meet|operate|take|held|available|be)\b|\bwon['’]t\b)|(?<including>\binc(?:l|ludes|luding|luded)?\b)|(?<except>\bexcept(?:ed|ing)?\b|\bexc(?:l|ludes|luding|luded)?\b|\bapart from\b|\bother than\b|\boutside\b)/gi
/** Days of the year, and names that have a weekday in them. */
const OTHER_DAYS =
  /\b(?:(?:bank|public)[- ]?holiday|easter|good|whit|shrove|pancake|ash|maundy|palm|black|cyber) (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bsunday (?:school|best|lunch(?:es)?|roasts?)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:times|mail|mirror|telegraph)\b/gi
const WEEKDAY =
  /\b(?:(mon|tues|wednes|thurs|fri|satur|sun)days?|(Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun|MON|TUES?|WEDS?|THURS?|THU|FRI|SAT|SUN)(?=\.?(?:$|[\s,/&():–—-]))(?! safe|flower|cream|shine))|\b(weekdays?)\b|\b(weekends?)\b|\b(every ?day|daily|all (?:the )?week|(?:7|seven) days)\b/gi
/** What every name of a weekday or of several has in it. */
const PART_OF_NAME = /mon|tue|wed|thu|fri|sat|sun|day|daily|week/i
const RANGE = /^\.?\s*(?:-|–|—|to|through|thru|until|till)\s*$/i

/** The parts between full stops, semicolons and ends of lines, those without a word left out. */
export function clausesOf(text: string): readonly string[] {
  return text.split(CLAUSE_END).filter((clause) => clause.trim() !== '')
}

/** The words of a clause that open and close, one after another. */
export function openingKeywords(clause: string): readonly OpeningKeyword[] {
  return [...clause.matchAll(KEYWORDS)].map(({ 0: word, index, groups }) => {
    const kind = groups?.['open']
      ? 'open'
      : groups?.['closed']
        ? 'closed'
        : groups?.['including']
          ? 'including'
          : 'except'
    return { kind, from: index, to: index + word.length, word: word.toLowerCase() }
  })
}

/** A word that opens or closes, and where it stands. */
export interface OpeningKeyword {
  readonly kind: 'open' | 'closed' | 'including' | 'except'
  readonly from: number
  readonly to: number
  readonly word: string
}

/** The weekdays that a text names, 0 being Monday, in order and each once; ranges and groups have all of theirs. */
export function weekdaysNamed(text: string): readonly number[] {
  if (!PART_OF_NAME.test(text)) return []
  const days = new Set<number>()
  let before: { readonly day: number; readonly to: number } | undefined
  const plain = text.replace(OTHER_DAYS, (found) => ' '.repeat(found.length))
  for (const match of plain.matchAll(WEEKDAY)) {
    const [word, , short, weekdays, weekend, every] = match
    // A short name is one only as a name is written: "sat" and "sun" are words.
    if (short !== undefined && !/^[A-Z]/.test(short)) continue
    const group =
      every === undefined ? (weekend === undefined ? (weekdays === undefined ? undefined : [0, 5]) : [5, 7]) : [0, 7]
    if (group !== undefined) {
      for (let day = group[0] ?? 0; day < (group[1] ?? 0); day += 1) days.add(day)
      before = undefined
      continue
    }
    const day = DAY_NAMES.findIndex((name) => name.slice(0, 2) === word.slice(0, 2).toLowerCase())
    if (before !== undefined && RANGE.test(plain.slice(before.to, match.index)))
      for (let each = before.day; each !== day; each = (each + 1) % 7) days.add(each)
    days.add(day)
    before = { day, to: match.index + word.length }
  }
  return [...days].toSorted((a, b) => a - b)
}

/** Of booking, of how to ask, of what else there is: days named with these are not those on which it takes place. */
const ASIDE =
  /\b(?:book\w*|call\w*|phone\w*|ring|tele\w*|contact\w*|e-?mail\w*|office|reception|by|before|deadlines?|regist\w*|refer\w*|collect\w*|order\w*|lines?|appl\w+|until|till|also|not|or|another|other|alternatively|see|new|from|then|previous\w*|formerly|was|were|used to|instead|moved?|call|ask|check|visit|same|website|page)\b/i

/** What a clause says of the weekdays that it names. */
export interface SaidOfDays {
  /** CLOSED: it does not take place on them; ONLY: on no others; NAMED: they are spoken of as days of it. */
  readonly kind: 'CLOSED' | 'ONLY' | 'NAMED'
  readonly weekdays: readonly number[]
}

/** What a clause says of weekdays; undefined where it names none, or speaks of something beside the days it takes place on. */
export function saidOfDays(clause: string): SaidOfDays | undefined {
  const named = weekdaysNamed(clause)
  if (named.length === 0) return undefined
  const closing = openingKeywords(clause).find(({ kind }) => kind === 'closed' || kind === 'except')
  if (closing !== undefined) {
    const weekdays = leftOut(clause, closing)
    return weekdays.length === 0 ? undefined : { kind: 'CLOSED', weekdays }
  }
  if (ASIDE.test(clause)) return undefined
  return { kind: /\bonly\b/i.test(clause) && !/\d/.test(clause) ? 'ONLY' : 'NAMED', weekdays: named }
}

/** Those of a list after the word that leaves them out, else those just before one that closes. */
function leftOut(clause: string, { kind, from, to }: OpeningKeyword): readonly number[] {
  const [first = '', ...others] = clause.slice(to).split(/(?:,|\bbut\b|\()/)
  const after = weekdaysNamed(first)
  // "Mondays except in August" leaves out no Monday.
  if (after.length === 0 && kind === 'except') return []
  if (after.length === 0)
    return weekdaysNamed(
      clause
        .slice(0, from)
        .split(/[,(]|\bbut\b/)
        .at(-1) ?? '',
    )
  const rest = others.findIndex(
    (part) => /\d/.test(part) || openingKeywords(part).length > 0 || weekdaysNamed(part).length === 0,
  )
  const list = rest === -1 ? others : others.slice(0, rest)
  return [...new Set([...after, ...list.flatMap(weekdaysNamed)])]
}
