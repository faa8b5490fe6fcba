const NUMBERS: Readonly<Record<string, number>> = {
  ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 },
  ...{ thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20 },
  ...{ thirty: 30, thirties: 30, forty: 40, forties: 40, fifty: 50, fifties: 50, sixty: 60, sixties: 60 },
  ...{ seventy: 70, seventies: 70, eighty: 80, eighties: 80, ninety: 90, nineties: 90 },
}
const NUMBER_WORD = new RegExp(`\\b(${Object.keys(NUMBERS).join('|')})s?\\b`, 'g')
const AGE = String.raw`(\d{1,3})(?:['’]?s)?`
const YEARS = String.raw`(?:\s*(?:years?|yrs?)(?:\s*old)?)?`

/** "Over 50s", "50+", "fifty and over": one word each, so that they agree; and so "under 5s" and "5 to 11". */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`\b(?:over|above|aged? over)[\s-]*(?:the\s+)?${AGE}\b${YEARS}`, 'g'), ' $1up '],
  [
    new RegExp(String.raw`\b(?:aged?\s+)?${AGE}${YEARS}\s*(?:\+|plus\b|(?:and|&|or)\s*(?:over|above|older|up)\b)`, 'g'),
    ' $1up ',
  ],
  [new RegExp(String.raw`\b(?:under|below)[\s-]*(?:the\s+)?${AGE}\b${YEARS}`, 'g'), ' $1down '],
  [new RegExp(String.raw`\b${AGE}${YEARS}\s*(?:and|&|or)\s*(?:under|below|younger)\b`, 'g'), ' $1down '],
  [new RegExp(String.raw`\b(\d{1,2})\s*(?:-|–|to)\s*${AGE}\b${YEARS}`, 'g'), ' $1to$2 '],
]

/** The text, lower case, with each phrase for a span of ages in the one form that names are compared in. */
export function writeAgesAlike(text: string): string {
  const isAboutAge = /\d|over|under|above|below|plus|older|younger/.test(text)
  if (!isAboutAge) return text
  const inDigits = /\b(?:over|under|above|below|plus|older|younger)\b/.test(text)
    ? text.replace(NUMBER_WORD, (_, word: string) => String(NUMBERS[word]))
    : text
  return PHRASES.reduce((read, [phrase, form]) => read.replace(phrase, form), inDigits)
}
