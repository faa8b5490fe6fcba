import { cachedByText } from './cached-by-text.ts'
import { clausesOf, openingKeywords } from './day-words.ts'
import { HALTED, ON_BANK_HOLIDAYS_ALONE, RARER, SEASONS } from './opening-phrases.ts'
import { present } from './present.ts'
import { doubtfulHoursOf, type DoubtfulHours } from './hours-in-words.ts'

/** What a schedule says in words of the days on which it holds. Nothing here makes a day open that the schedule does not give. */
export interface OpeningWords {
  /** Of bank holidays, where it speaks of them. */
  readonly bankHolidays?: 'OPEN' | 'CLOSED'
  /** Stretches of every year, from and to as month × 100 + day, that it may leave out; one may run over the new year. */
  readonly doubtful: readonly (readonly [from: number, to: number])[]
  /** Hours and weekdays that it may leave out. */
  readonly doubtfulHours: readonly DoubtfulHours[]
  /** On which of its days it holds is not known: term times, seasons, dates that vary. */
  readonly isUncertain: boolean
  /** It recurs less often than every week. */
  readonly isRarer: boolean
}

const BANK_HOLIDAY = /\b(?:bank|public)[- ]?hol(?:iday)?s?\b/i
const ALL_YEAR = /\b365\b|\bevery (?:single )?day of the year\b/i
const NAMED_HOLIDAY = /\bchristmas|\bxmas|\bboxing day|\bnew year|\beaster|\bgood friday/i
/** "Breaks for the summer". */
const BREAKS = /\bbreak(?:s|ing)? (?:up )?(?:for|over|in|during|at)\b/i
const VAGUE = /\b(?:may|might|could|vary|varies|differ\w*|sometimes|some|usually|check|reduced|limited)\b/i
const TERMS =
  /\bterm[- ]?times?\b|(?<!\b(?:long|short)[- ])\bterms?\b(?! of)(?=[^.;]*\bonly\b)|\b(?:in|during|outside|out) (?:of )?(?:the )?(?:school )?terms?\b(?! of)|\b(?:school|autumn|spring|summer|half)[- ]?(?:terms?|hol(?:iday)?s?|break)\b/i
const ALSO_IN_HOLIDAYS =
  /\b(?:including|inc\.?|throughout|open (?:in|during|over|throughout)|also (?:in|during)) (?:the )?(?:school holidays|half[- ]terms?)\b(?! only)/gi
/** One day of it, as something that is said once: what holds of the others is not known. */
const ONE_DAY =
  /\b(?:last|final|next) (?:sessions?|meetings?|class(?:es)?|dates?|events?|groups?)\b[^.;]{0,24}(?:\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|\d{1,2}\/\d)/i
/** From or to some day of the year that only reading the sentence would give. */
const BEGINS_OR_ENDS =
  /\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|ends?|ending|resum(?:es|ing)|returns?|returning|until|till|from)\b[^.;]{0,30}\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|20\d\d|christmas|easter|spring|summer|autumn|winter|new year)\b|\b\d{1,2}[- ]week (?:course|programme|block)\b|\bbetween (?:easter|christmas|spring|summer|autumn|winter)\b/i

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  /\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/gi
const NUMERIC_DAY = /\b\d{1,2}\/(0?[1-9]|1[0-2])\b/g
const MONTH_SPAN = new RegExp(
  `${MONTH.source}\\s*(?:to|until|till|through|-|–|—)\\s*(?:\\d{1,2}(?:st|nd|rd|th)?\\s+)?${MONTH.source}`,
  'i',
)
const HOLIDAY_EVES: readonly (readonly [RegExp, number])[] = [
  [/\b(?:christmas|xmas) eve\b/gi, 1224],
  [/\bnew year['’]?s? eve\b/gi, 1231],
]
const HOLIDAY_DAYS = /\b(?:christmas|xmas|boxing|new year['’]?s?)[- ]day\b|\beaster monday\b/gi
const SEASONS_LEFT_OUT: readonly (readonly [RegExp, readonly [number, number]])[] = [
  [/\bchristmas|\bxmas|\bnew year|\bfestive/i, [1218, 107]],
  [/\beaster/i, [315, 503]],
  [/\bsummer/i, [601, 915]],
  [/\bautumn/i, [815, 1215]],
  [/\bwinter/i, [1015, 331]],
  [/\bspring\b/i, [215, 615]],
]

/** Reads what the texts of one schedule say together. */
export function readOpeningWords(texts: readonly string[]): OpeningWords {
  // A clause ends where a line does.
  return wordsIn(texts.join('\n'))
}

const wordsIn = cachedByText(readWords)

function readWords(text: string): OpeningWords {
  const clauses = clausesOf(text)
  const plain = clauses.map((clause) => clause.replace(ALSO_IN_HOLIDAYS, ' '))
  const bankHolidays = bankHolidaysOf(clauses)
  return {
    ...present({ bankHolidays }),
    doubtful: clauses.flatMap(doubtfulOf),
    doubtfulHours: clauses.flatMap(doubtfulHoursOf),
    isUncertain: plain.some(
      (clause) =>
        TERMS.test(clause) ||
        ON_BANK_HOLIDAYS_ALONE.test(clause) ||
        SEASONS.test(clause) ||
        HALTED.test(clause) ||
        ONE_DAY.test(clause) ||
        // A span of months leaves the rest of the year out, and nothing else.
        (BEGINS_OR_ENDS.test(clause) && !MONTH_SPAN.test(clause) && !isLeavingOut(clause)),
    ),
    isRarer: clauses.some((clause) => RARER.test(clause)),
  }
}

function bankHolidaysOf(clauses: readonly string[]): 'OPEN' | 'CLOSED' | undefined {
  const said = clauses.filter((clause) => BANK_HOLIDAY.test(clause) || ALL_YEAR.test(clause)).map(bankHolidaysIn)
  const [first] = said
  if (first === undefined || said.some((other) => other !== first)) return undefined
  // Whether the named day is left out too would take reading the sentence.
  const isLimited = clauses.some((clause) => NAMED_HOLIDAY.test(clause) && isLeavingOut(clause))
  return first === 'OPEN' && isLimited ? undefined : first
}

function bankHolidaysIn(clause: string): 'OPEN' | 'CLOSED' | undefined {
  if (VAGUE.test(clause)) return undefined
  const at = BANK_HOLIDAY.exec(clause)
  if (at === null) return 'OPEN'
  const before = saidBy(clause.slice(0, at.index))
  return before === 'nothing' ? plainly(saidBy(clause.slice(at.index + at[0].length))) : before
}

function plainly(said: ReturnType<typeof saidBy>): 'OPEN' | 'CLOSED' | undefined {
  return said === 'nothing' ? undefined : said
}

/** What the words that open and close, one after another, come to. */
function saidBy(text: string): 'OPEN' | 'CLOSED' | 'nothing' | undefined {
  let said: 'OPEN' | 'CLOSED' | 'nothing' | undefined = 'nothing'
  for (const { kind } of openingKeywords(text)) {
    if (kind === 'open') said = 'OPEN'
    else if (kind === 'closed') said = 'CLOSED'
    else if (kind === 'including') said = said === 'CLOSED' ? undefined : 'OPEN'
    else said = said === 'CLOSED' ? 'OPEN' : 'CLOSED'
  }
  return said
}

function isLeavingOut(clause: string): boolean {
  return BREAKS.test(clause) || openingKeywords(clause).some(({ kind }) => kind === 'closed' || kind === 'except')
}

/** The parts of the year that a clause leaves out, or that lie outside those it is for. */
function doubtfulOf(clause: string): readonly (readonly [number, number])[] {
  const span = MONTH_SPAN.exec(clause)
  const [from, to] = [span?.[1], span?.[2]].map((name) => (name === undefined ? 0 : monthOf(name)))
  if (!isLeavingOut(clause)) {
    if (from === undefined || to === undefined || span === null) return []
    // "May to March" runs over the new year, and what it leaves out does not.
    return (to % 12) + 1 === from ? [] : [[((to % 12) + 1) * 100 + 1, (((from + 10) % 12) + 1) * 100 + 31]]
  }
  if (from !== undefined && to !== undefined && span !== null) return [[from * 100 + 1, to * 100 + 31]]
  const eves = HOLIDAY_EVES.filter(([words]) => clause.search(words) >= 0).map(([, day]) => [day, day] as const)
  const rest = HOLIDAY_EVES.reduce((text, [words]) => text.replace(words, ' '), clause).replace(HOLIDAY_DAYS, ' ')
  // "May" is a month, "may" is not.
  const named = [...rest.matchAll(MONTH)].flatMap(([name]) => (name === 'may' ? [] : monthOf(name)))
  const months = [...named, ...[...rest.matchAll(NUMERIC_DAY)].map(([, month]) => Number(month))]
  return [
    ...eves,
    ...SEASONS_LEFT_OUT.filter(([words]) => words.test(rest)).map(([, stretch]) => stretch),
    ...months.map((month) => [month * 100 + 1, month * 100 + 31] as const),
  ]
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
}
