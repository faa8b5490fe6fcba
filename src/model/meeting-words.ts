import { cachedByText } from './cached-by-text.ts'
import { clausesOf, saidOfDays } from './day-words.ts'
import { DAY, spansIn } from './spoken-hours.ts'

/** That it is the service itself which takes place, or a clause that says nothing but when. */
const OF_ITSELF =
  /\b(?:we|it|groups?|clubs?|class(?:es)?|sessions?|choirs?|caf[eé]s?|drop[- ]?ins?|courses?|service|clinics?|lunch(?:es)?|workshops?|surger(?:y|ies)|circle|band|team)\s+(?:\w+\s+){0,2}?(?:meets?|runs?|gathers?|takes? place|happens?|operates?|(?:is|are|be) (?:held|open|on|run))\b|^\W*(?:meets?|meeting|held|open|runs?|running|takes? place|every|each|on|weekly|sessions?|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:s|\s*(?:[:,–-]|to\b|\d)))/i
/** Of something else that happens beside it, or of some of its days. */
const OF_SOMETHING_ELSE =
  /\b(?:volunteers?|committee|trustees?|staff|trips?|outings?|newsletters?|members\w*|trainees?|occasional\w*|sometimes|some|most|summer|winter|spring|autumn|hol(?:iday)?s?|terms?|christmas|easter|starting|starts?|begins?|closed|last|next|first|second|third|fourth|alternate|other|bank|this|20\d\d)\b/i

type Hours = readonly (readonly [from: number, to: number])[]

/** When a description plainly says that the service takes place. */
export interface MeetingWords {
  /** 0 being Monday, in order; empty where it does not say. */
  readonly weekdays: readonly number[]
  /** From and to in minutes from the start of the day, as they stand; empty where it does not say. */
  readonly hours: Hours
}

/** Reads the clauses of a description that are of the service itself and all of its days. */
export function readMeetingWords(description: string | undefined): MeetingWords {
  const clauses = description === undefined ? [] : clausesOf(description).map(readClause)
  const days = new Set(clauses.flatMap(({ weekdays }) => weekdays))
  return { weekdays: [...days].toSorted((a, b) => a - b), hours: clauses.flatMap(({ hours }) => hours) }
}

const NOTHING: MeetingWords = { weekdays: [], hours: [] }

/** What one clause says; its days as they stand. */
const readClause = cachedByText((clause: string): MeetingWords => {
  if (!OF_ITSELF.test(clause) || OF_SOMETHING_ELSE.test(clause)) return NOTHING
  const said = saidOfDays(clause)
  return {
    weekdays: said === undefined || said.kind === 'CLOSED' ? [] : said.weekdays,
    hours: spansIn(clause).flatMap(({ span, isPlain, isSure }) => (isPlain && isSure ? [span] : [])),
  }
})

const DAYS_APART = [-DAY, 0, DAY]

/** Whether hours are stated and none of them is, even in part, of those that schedules have. */
export function areOtherHours(own: Hours, stated: Hours): boolean {
  // Hours past midnight are those of the morning after, whichever of the two has them.
  const isApart = ([from, to]: Hours[number]): boolean =>
    own.every(([opens, closes]) => DAYS_APART.every((shift) => to + shift <= opens || from + shift >= closes))
  return own.length > 0 && stated.length > 0 && stated.every(isApart)
}
