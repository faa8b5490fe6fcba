import { clausesOf, saidOfDays, type SaidOfDays } from '../../model/day-words.ts'
import { cachedByText } from '../../model/cached-by-text.ts'

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const OF_PART_OR_DATE =
  /\d|\b(?:mornings?|afternoons?|evenings?|lunch\w*|breaks?|early|hol(?:iday)?s?|christmas|easter|terms?|may|if|unless|sometimes|first|last)\b/i

/**
 * Which days of a recurrence the words beside it contradict: ALL where they speak of other days alone, SOME where they take
 * one of them out; undefined where they agree, or where either says nothing of days.
 */
export function contradictedDays(
  byday: string | undefined,
  texts: readonly (string | undefined)[],
): 'ALL' | 'SOME' | undefined {
  if (byday === undefined || texts.every((text) => text === undefined)) return undefined
  const own = weekdaysOf(byday) ?? []
  const clauses = texts.flatMap((text) => (text === undefined ? [] : clausesOnDays(text)))
  const said = clauses.flatMap((clause) => clause.said ?? [])
  const named = said.flatMap(({ kind, weekdays }) => (kind === 'CLOSED' ? [] : weekdays))
  if (named.length > 0 && !named.some((day) => own.includes(day))) return 'ALL'
  const isLess = clauses.some((clause) => !clause.isOfPartOrDate && takesOut(clause.said, own))
  return isLess ? 'SOME' : undefined
}

interface ClauseOnDays {
  readonly said: SaidOfDays | undefined
  readonly isOfPartOrDate: boolean
}

const clausesOnDays = cachedByText(readClauses)

function readClauses(text: string): readonly ClauseOnDays[] {
  return clausesOf(text).map((clause) => ({ said: saidOfDays(clause), isOfPartOrDate: OF_PART_OR_DATE.test(clause) }))
}

function takesOut(said: SaidOfDays | undefined, own: readonly number[]): boolean {
  if (said === undefined || said.kind === 'NAMED') return false
  return own.some((day) => said.weekdays.includes(day) === (said.kind === 'CLOSED'))
}

/** The weekdays of a BYDAY, 0 being Monday; undefined where there is none. */
export function weekdaysOf(byday: string | undefined): readonly number[] | undefined {
  return byday?.match(/[A-Z]{2}/g)?.map((code) => CODES.indexOf(code))
}
