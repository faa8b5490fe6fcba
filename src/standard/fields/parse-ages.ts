/** Ages in years that a text gives; both absent where it says that there is no limit. */
export interface ParsedAges {
  readonly from?: number
  /** Inclusive: "under 5" is up to 4. */
  readonly to?: number
}

interface Age {
  readonly years: number
  /** Of the unit it was given in: what "under" leaves off. */
  readonly step: number
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['y', 1],
  ['m', 1 / 12],
  ['w', 7 / 365.25],
  ['d', 1 / 365.25],
])
const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...ONES.split(' ').map((word, index) => [word, index] as const),
  ...TENS.split(' ').map((word, index) => [word, 20 + 10 * index] as const),
])
const NUMBER_WORD = new RegExp(
  String.raw`\b(?:(${TENS.replaceAll(' ', '|')})[ -])?(${[...NUMBER_WORDS.keys()].join('|')})\b`,
  'g',
)

const NUMBER = String.raw`(\d{1,3}(?:\.\d{1,2})?)`
const UNIT = String.raw`(?:[ -]?(years?|yrs?|y|months?|mths?|mos?|m|weeks?|wks?|w|days?|d)(?:[ -]?(?:olds?|of age))?|[ ]?y\/?o)?`
const AGE = String.raw`${NUMBER}${UNIT}(?:'?s)?`
const OLDER = String.raw`\+|(?:and|or|&) (?:over|above|older|up|upwards)|onwards?|upwards?|minimum`
const YOUNGER = String.raw`(?:and|or|&) (?:under|below|younger)|maximum`
const FORMS: readonly (readonly [RegExp, (one: Age, other: Age) => ParsedAges])[] = [
  // "50s" are ten years.
  [form(`${NUMBER}${UNIT}`), ({ years }) => ({ from: years, to: years })],
  [
    form(String.raw`(?:from |between )?${AGE} ?(?:-|–|—|to|until|and|up to) ?${AGE}`),
    (one, other) => ({ from: one.years, to: other.years }),
  ],
  [
    form(String.raw`(?:from |between )?${AGE} ?(?:-|–|—|to|and)? ?(?:under|below|less than) ${AGE}`),
    (one, other) => ({ from: one.years, to: rounded(other.years - other.step) }),
  ],
  [form(String.raw`${AGE} ?(?:${OLDER})`), ({ years }) => ({ from: years })],
  [
    form(String.raw`(?:over|from|at least|min(?:imum)?|above|older than) ${AGE}(?: ?(?:${OLDER}))?`),
    ({ years }) => ({ from: years }),
  ],
  [form(String.raw`${AGE} ?(?:${YOUNGER})`), ({ years }) => ({ to: years })],
  [form(String.raw`(?:up to|to|max(?:imum)?|at most|until) ${AGE}`), ({ years }) => ({ to: years })],
  [
    form(String.raw`(?:under|below|less than|younger than) ${AGE}`),
    ({ years, step }) => ({ to: rounded(years - step) }),
  ],
]
const YEARS_AND_MONTHS = /\b(\d{1,2}) ?(?:years?|yrs?|y),? ?(?:and |& )?(\d{1,2}) ?(?:months?|mths?|mos?|m)\b/g
const NO_LIMIT =
  /^(?:all|any|no|none|unlimited)(?: (?:ages?|age limits?|limits?|upper limit|lower limit|maximum|minimum))?$|^n\/?a$|^not applicable$/

function form(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`)
}

/** The ages that a text gives for certain, in figures or words, in years, months, weeks or days; undefined where it gives none. A lone age is both its least and its greatest. */
export function parseAges(text: string): ParsedAges | undefined {
  const words = withFigures(text.trim().toLowerCase())
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(\d) ?½/g, '$1.5')
    .replaceAll('½', '0.5')
    .replaceAll(/\b(?:birth|newborns?)\b/g, '0')
    .replaceAll(/(\d)[ -]?plus\b/g, '$1+')
    .replaceAll(YEARS_AND_MONTHS, (_, years, months) => `${12 * Number(years) + Number(months)} months`)
    .replace(/^(?:for )?(?:people |children |adults )?(?:age[sd]?|age group|age range)?[ :]*/, '')
    .replace(/[.!]$/, '')
  if (NO_LIMIT.test(words)) return {}
  for (const [pattern, meaning] of FORMS) {
    const match = pattern.exec(words)
    if (match === null) continue
    const [, one, oneUnit, other, otherUnit] = match
    // "6-18 months" has its unit once, and so has "0-5 years".
    const first = ageOf(one, oneUnit ?? otherUnit)
    return meaning(first, ageOf(other, otherUnit ?? oneUnit))
  }
  return undefined
}

function ageOf(figures: string | undefined, unit: string | undefined): Age {
  const step = UNITS.get(unit?.[0] ?? 'y') ?? 1
  return { years: rounded(Number(figures ?? 0) * step), step }
}

function rounded(years: number): number {
  return Math.round(years * 100) / 100
}

/** A text in lower case with the numbers that it says in words, up to ninety-nine, in figures. */
export function withFigures(text: string): string {
  return text.replaceAll(NUMBER_WORD, inFigures)
}

function inFigures(_: string, tens: string | undefined, word: string): string {
  const tensValue = tens === undefined ? 0 : (NUMBER_WORDS.get(tens) ?? 0)
  return String(tensValue + (NUMBER_WORDS.get(word) ?? 0))
}
