import type { HistoryReader } from '../catalogue/history/history-reader.ts'
import type { Area } from '../geography/area.ts'
import type { CellCount } from '../model/cell-count.ts'
import { ANY_TERM_KEY, type KeptObservation, schemeKeyOf } from '../model/observation.ts'
import { type AreaSeries, readSeries } from './area-series.ts'
import { type Break, breaksBetween, type FrameBreak } from './breaks.ts'
import { type CellState, cellStateOf } from './cell-state.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { poissonInterval, type Interval } from './interval.ts'
import { reachOfSeries } from './kept-counts.ts'
import { once } from './once.ts'
import { populationChange } from './population-change.ts'
import { populationOf } from './population.ts'
import { type Rate, ratePer1000 } from './rate.ts'
import { taxonomyCoverageOf } from './taxonomy-coverage.ts'
import type { Interval as Days } from './trend-intervals.ts'

/** How the services of an area, or those of it under a term, changed. */
export interface Trend {
  readonly area: Area
  /** URI; absent: all services of the area. */
  readonly term?: string
  readonly points: readonly TrendPoint[]
}

/** One interval of a trend. */
export interface TrendPoint extends Days {
  /** The last look in the interval; absent where nobody looked. */
  readonly look?: KeptObservation
  readonly state: CellState
  /** Absent for NO_DATA. */
  readonly count?: CellCount
  /** Of the count. */
  readonly interval?: Interval
  /** Services more than at the point before; absent where a break of counts lies between, or one of them has no data. */
  readonly change?: number
  /** What besides the world changed since the look before this point's, or in its interval. */
  readonly breaks: readonly Break[]
  rate(): Rate | undefined
}

/** The looks of an interval, and what was not the same at each as at the look before it. */
interface Span {
  readonly days: Days
  /** Each with the one before it. */
  readonly looks: readonly { readonly look: KeptObservation; readonly before: KeptObservation | undefined }[]
  readonly breaks: readonly (FrameBreak & { readonly look: number })[]
}

/** The trends of each area: of all its services where `isOfAll`, then under each term of the question. Populations are those of now throughout, so that a rate changes with its services alone. */
export function createTrends(
  question: CoverageQuestion,
  source: CoverageSource & { readonly history: HistoryReader },
  intervals: readonly Days[],
  isOfAll = true,
): readonly Trend[] {
  const { history, gazetteer } = source
  const [scheme] = question.schemes
  const spans = spansOf(intervals, source)
  const upTo = spans.findLast(({ looks }) => looks.length > 0)?.looks.at(-1)?.look.id ?? 0
  return question.selected.areas.flatMap((area) => {
    const series = readSeries(area.code, { history, gazetteer, terms: question.rows, scheme, upTo })
    const population = once(() => populationOf(area, question.band, source))
    const rateOf = (services: number): Rate | undefined => ratePer1000(services, population())
    const nameOf = (code: string): string => gazetteer.find(code)?.name ?? code
    const keys = [...(isOfAll ? [ANY_TERM_KEY] : []), ...question.rows]
    return keys.map((key): Trend => {
      const points = pointsOf({ area, key, series, question, history, rateOf, nameOf }, spans)
      return { area, points, ...(key !== ANY_TERM_KEY && { term: key }) }
    })
  })
}

/** What each interval has of looks. */
function spansOf(
  intervals: readonly Days[],
  { history, gazetteer }: CoverageSource & { readonly history: HistoryReader },
): readonly Span[] {
  const all = history.observations().map((look, at, looks) => ({ look, before: looks[at - 1] }))
  return intervals.map((days) => {
    const looks = all.filter(({ look: { at } }) => at.slice(0, 10) >= days.from && at.slice(0, 10) <= days.to)
    const breaks = looks.flatMap(({ look, before }) =>
      before === undefined ? [] : breaksBetween(before, look, gazetteer).map((each) => ({ ...each, look: look.id })),
    )
    return { days, looks, breaks }
  })
}

interface Drawn {
  readonly area: Area
  readonly key: string
  readonly series: AreaSeries
  readonly question: CoverageQuestion
  readonly history: HistoryReader
  rateOf(services: number): Rate | undefined
  nameOf(code: string): string
}

function pointsOf(drawn: Drawn, spans: readonly Span[]): readonly TrendPoint[] {
  let before: TrendPoint | undefined
  return spans.map((span) => {
    const point = pointOf(drawn, span, before)
    before = point
    return point
  })
}

function pointOf(drawn: Drawn, span: Span, before: TrendPoint | undefined): TrendPoint {
  const { days, looks, breaks } = span
  const look = looks.at(-1)?.look
  const { area, key, series, rateOf } = drawn
  const bearing = breaks.filter((each) =>
    each.bearsOn(area.code, series.isChangedAt(key, each.look) || series.isChangedAt(ANY_TERM_KEY, each.look)),
  )
  const counted = [...bearing, ...recodedWithin(drawn, span)]
  const own = [...counted, ...peopleWithin(drawn, span)]
  const state = look === undefined ? 'NO_DATA' : stateAt(drawn, look.id)
  const base = { ...days, state, breaks: own, ...(look !== undefined && { look }) }
  if (look === undefined || state === 'NO_DATA') return { ...base, rate: () => undefined }
  const count = series.countAt(key, drawn.question.basis, look.id) ?? failOnCount(key)
  // Other people are other rates, while as many services count.
  const isComparable = before?.count !== undefined && counted.length === 0
  return {
    ...base,
    count,
    interval: poissonInterval(count.services),
    ...(isComparable && { change: count.services - (before?.count?.services ?? 0) }),
    rate: () => rateOf(count.services),
  }
}

/** M8 as it was: of all services of an area there is no term that they may lack. */
function stateAt({ key, series, question }: Drawn, look: number): CellState {
  const { basis, classifiedShare } = question
  const [scheme] = question.schemes
  const count = series.countAt(key, basis, look)
  const all = series.countAt(ANY_TERM_KEY, basis, look)
  if (count === undefined || all === undefined) return 'NO_DATA'
  const classified = scheme === undefined ? undefined : series.countAt(schemeKeyOf(scheme), basis, look)
  return cellStateOf({
    services: count.services,
    mayCount: () => count.possible,
    reach: reachOfSeries(series, basis, look),
    taxonomyCoverage: key === ANY_TERM_KEY ? 1 : taxonomyCoverageOf(classified?.services ?? 0, all.services).value,
    classifiedShare,
  })
}

/** That the area was first counted under its present code within the interval, where another was before. */
function recodedWithin({ area, series, nameOf }: Drawn, { looks }: Span): readonly Break[] {
  const { recoded } = series
  const found = looks.find(({ look }) => look.id === recoded?.look)
  if (recoded === undefined || found?.before === undefined) return []
  const places = recoded.from.map((code) => `${nameOf(code)} (${code})`).join(', ')
  const message = `${area.name} (${area.code}) took the place of ${places}${recoded.from.length > 1 ? ': what several areas counted can not be added, since a service in several counts once' : ''}.`
  return [{ kind: 'AREA_RECODED', message, at: found.look.at, since: found.before.at }]
}

/** That the area's rates were divided by other people from a look within the interval on. */
function peopleWithin({ area, question, history }: Drawn, { looks }: Span): readonly Break[] {
  return looks.flatMap(({ look, before }) => {
    if (before === undefined || look.frame.populations === before.frame.populations) return []
    const [old, now] = [before, look].map((each) => history.people(each, area.code))
    // Of an area that was not counted before, or before people were kept, nothing is known.
    if (old === undefined || now === undefined) return []
    const change = populationChange(area, question.band, old[question.band], now[question.band])
    if (change === undefined) return []
    const { clause, ...span } = change
    const message = `${clause}: rates that were published before are per the earlier, while all that are shown here are per the people of now. Counts are as they were.`
    return [{ kind: 'POPULATIONS_CHANGED', message, at: look.at, since: before.at, ...span }]
  })
}

function failOnCount(key: string): never {
  throw new Error(`Nothing is counted by ${key}.`)
}
