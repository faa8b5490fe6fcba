import type { HistoryReader } from '../../catalogue/history/history-reader.ts'
import { createKeptCounts, lookAt } from '../../coverage/kept-counts.ts'
import type { CoverageQuestion, CoverageSource } from '../../coverage/coverage-question.ts'
import { type Area, isOfFew } from '../../geography/area.ts'
import type { CoveringFeed } from '../../coverage/feed-reach.ts'
import { InputError } from '../../model/input-error.ts'
import type { KeptObservation } from '../../model/observation.ts'
import { present } from '../../model/present.ts'
import type { RequestContext } from '../context.ts'

/** The source of a question of a day gone by. InputError where it asks for more than is kept, or for a day to come. */
export function readKeptSource(
  asOf: string,
  question: CoverageQuestion,
  source: CoverageSource,
  { reader: { history }, now }: RequestContext,
): CoverageSource {
  if (Date.parse(asOf) > now())
    throw new InputError('BAD_USER_INPUT', `\`asOf\` is ${asOf}, which is still to come: leave it out for now.`, [
      'asOf',
    ])
  checkKept(question, 'asOf', history)
  const look = lookAt(history, asOf)
  const { rows: terms, basis } = question
  const [scheme] = question.schemes
  const { gazetteer } = source
  const asked = { history, gazetteer, terms: [...terms, ...question.schemeTerms], scheme }
  return { ...source, feeds: feedsOf(look), kept: createKeptCounts(look, basis, asked) }
}

/** InputError where a question asks for more than is kept of days gone by: areas that were ever counted or are of few, terms of one scheme, the basis. */
export function checkKept(question: CoverageQuestion, argument: string, history: HistoryReader): void {
  const refuse = (message: string, path: readonly string[]): never => {
    throw new InputError('BAD_USER_INPUT', message, path)
  }
  if (Object.keys(question.filter).length > 0)
    refuse(
      `\`${argument}\` can be asked by area, term and basis alone, for these counts are kept: leave out \`where\`, or ask it of now.`,
      ['where'],
    )
  if (question.schemes.length > 1)
    refuse(`\`${argument}\` can be asked for terms of one scheme at a time: these are of ${question.schemes.length}.`, [
      'rows',
    ])
  const other = [...question.selected.areas, ...question.comparators].find((area) => !isKept(area, history))
  if (other !== undefined)
    refuse(
      `Counts are kept of countries, regions, combined authorities, counties, districts and care boards, and of the kinds of small areas that \`historyOf\` in the feeds file names: of ${other.name} (${other.code}) none are. Leave it out, or ask it of now.`,
      ['areas'],
    )
}

/** The question as far as counts over time are kept of it; undefined where it asks for a filter or several schemes, or for no area of which any are. */
export function limitToKept(question: CoverageQuestion, history: HistoryReader): CoverageQuestion | undefined {
  const areas = question.selected.areas.filter((area) => isKept(area, history))
  if (Object.keys(question.filter).length > 0 || question.schemes.length > 1 || areas.length === 0) return undefined
  const comparators = question.comparators.filter((area) => isKept(area, history))
  return { ...question, selected: { ...question.selected, areas }, comparators }
}

function isKept(area: Area, history: HistoryReader): boolean {
  return isOfFew(area) || history.hasCounted(area.code)
}

/** The feeds as they stood at a look. */
function feedsOf(look: KeptObservation | undefined): readonly CoveringFeed[] {
  return (look?.frame.feeds ?? []).map(({ slug, name, areas, state, scope, detailedPercent }) => ({
    ...{ slug, name, areas, state },
    ...present({ scope, detailedShare: detailedPercent === undefined ? undefined : detailedPercent / 100 }),
  }))
}
