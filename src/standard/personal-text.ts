const EMAIL = /[\w.+-]+\s*(?:@|[([]\s*at\s*[)\]]|\bat\b)\s*[\w-]+\s*(?:\.|[([]\s*dot\s*[)\]]|\bdot\b)\s*\w/i
const TELEPHONE = /(?:\+|\b0|\(0)\d[\d\s().-]{7,}\d/
const NUMERIC_DATE = /^\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/
const TITLED = /\b(?:mr|mrs|ms|miss|mx|dr|cllr|councillor|rev|prof|sir|dame)\b\.?\s+\p{Lu}/iu
const ADDRESSED =
  /\b(?:ask|contact|call|phone|ring|text|e-?mail|speak|talk|see)(?:\s+(?:to|for|with))?\s+(\p{Lu}[\p{L}'’-]+)/giu
const CAPITALISED = /\p{Lu}[\p{L}'’-]+/gu

/** Words that begin with a capital and name nobody, as people write them into dates, times, ages and numbers. */
const NOBODY = new Set(
  `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  every each any all first second third fourth last next day days daily week weeks weekly weekend weekends month months monthly year years yearly annually
  morning mornings afternoon afternoons evening evenings night nights noon midday midnight open opens opening closed closes closing hours hour time times term
  bank public holiday holidays school only and or the to from until till by at in on of for over under up age aged ages old adult adults child children young people person
  ask contact call phone ring text email see speak talk please reception office staff team us website details information line centre service services
  free not no none unknown various varies variable available applicable confirmed provided stated set tbc tbd yes
  years from birth date number pounds pence per hour session person family gmt bst utc am pm`.split(/\s+/),
)

/** Whether a text holds an e-mail address or a telephone number, however disguised. */
export function holdsAddress(text: string): boolean {
  return EMAIL.test(text) || (TELEPHONE.test(text) && !NUMERIC_DATE.test(text))
}

/** Whether a text, where no words are due, looks as if it named a person: two names beside each other, a title, somebody to ask. */
export function looksLikeName(text: string): boolean {
  if (TITLED.test(text)) return true
  if ([...text.matchAll(ADDRESSED)].some(([, name = '']) => isName(name))) return true
  const words = [...text.matchAll(CAPITALISED)]
  return words.some((word, at) => {
    const next = words[at + 1]
    if (next === undefined || !isName(word[0]) || !isName(next[0])) return false
    return /^[\s.]*(?:\p{Lu}\.?\s+)?$/u.test(text.slice(word.index + word[0].length, next.index))
  })
}

function isName(word: string): boolean {
  return /^\p{Lu}/u.test(word) && !NOBODY.has(word.toLowerCase())
}
