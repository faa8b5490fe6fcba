import { clausesOf, openingKeywords } from '../../model/day-words.ts'
import { minutesOf, spansIn } from '../../model/spoken-hours.ts'

const DAY = 1440
/** Times of something beside the service, or of other days. */
const ASIDE =
  /\b(?:phone|call\w*|lines?|office|reception|book\w*|contact\w*|ring|doors?|lunch\w*|refreshments|caf[eé]|bar|break\w*|also|or|except\w*|school|outside|answer\w*|emergenc\w*|staff\w*)\b/i

/** Whether words beside opening and closing times (`HH:MM`) state hours of which none is among them. */
export function isHoursContradicted(
  opensAt: string | undefined,
  closesAt: string | undefined,
  texts: readonly (string | undefined)[],
): boolean {
  if (opensAt === undefined || closesAt === undefined || texts.every((text) => text === undefined)) return false
  const [opens, closes] = [opensAt, closesAt].map((time) => minutesOf([time.slice(0, 2), time.slice(3, 5)]))
  if (opens === undefined || closes === undefined) return false
  const ends = closes <= opens ? closes + DAY : closes
  const spans = texts
    .flatMap((text) => (text === undefined ? [] : clausesOf(text)))
    .filter((clause) => !ASIDE.test(clause) && openingKeywords(clause).every(({ kind }) => kind === 'open'))
    .flatMap(spansIn)
    .filter(({ isPlain }) => isPlain)
  return spans.length > 0 && spans.every(({ span: [from, to] }) => to <= opens || from >= ends)
}
