import type { AgeSpan } from './population-bands.ts'

/** What a column counts: people of these ages, and where its header says so of one sex or one year. */
export interface AgeHeader extends AgeSpan {
  readonly sex?: 'FEMALE' | 'MALE'
  readonly year?: number
}

const OPEN = Number.POSITIVE_INFINITY

/**
 * The ages that a header of a column names, as publishers write them: `population`, `All ages`, `0`, `Aged 5 to 9`, `age_0_17`,
 * `Age: Aged 85 years and over`, `90+`, `F34`, `population_2020`. Undefined where it names none.
 */
export function readAgeHeader(header: string): AgeHeader | undefined {
  const words = header
    .toLowerCase()
    .replace(/; *measures?:.*$/, '')
    // Publishers mark headers with notes: `Aged 90 years and over [note 12]`.
    .replaceAll(/\[[^\]]*\]|\((?:see )?(?:foot)?notes? [^)]*\)/g, ' ')
    .replaceAll('+', ' plus')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
  const sexed = /^(f|females?|m|males?) ?(?:aged? )?(\d.*)$/.exec(words)
  if (sexed !== null) {
    const span = spanIn(rest(sexed[2] ?? ''))
    return span && { ...span, sex: sexed[1]?.startsWith('f') === true ? 'FEMALE' : 'MALE' }
  }
  if (/^(?:age |usual )?(?:all|total|population|persons|people|residents)\b/.test(words) && rest(words) === '')
    return { from: 0, to: OPEN }
  const [, year] = /^(?:(?:estimated )?pop(?:ulation)?(?: mid)?|mid) ((?:19|20)\d\d)$/.exec(words) ?? []
  if (year !== undefined) return { from: 0, to: OPEN, year: Number(year) }
  return spanIn(rest(words))
}

/** What is left of a header without the words that say no age. */
function rest(words: string): string {
  return words
    .replaceAll(/\b(?:ages?|aged|years?|old|of|population|pop|persons|people|usual|residents|all|total)\b/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
}

function spanIn(words: string): AgeSpan | undefined {
  const [, first, second] = /^(\d{1,3})(?:(?: to)? (\d{1,3}))?$/.exec(words) ?? []
  if (first !== undefined) {
    const span = { from: Number(first), to: Number(second ?? first) }
    return span.from <= span.to && span.to <= 120 ? span : undefined
  }
  const [, from] = /^(\d{1,3}) (?:plus|(?:and|or) (?:over|older|above))$/.exec(words) ?? []
  if (from !== undefined) return { from: Number(from), to: OPEN }
  const [, to] = /^(\d{1,3}) (?:and|or) (?:under|younger)$/.exec(words) ?? []
  if (to !== undefined) return { from: 0, to: Number(to) }
  const [, above] = /^under (\d{1,3})$/.exec(words) ?? []
  return above === undefined || above === '0' ? undefined : { from: 0, to: Number(above) - 1 }
}
