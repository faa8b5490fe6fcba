import type { Break, BreakKind } from '../../coverage/breaks.ts'
import { mixOf } from '../../coverage/area-figures.ts'
import { createTrends, type Trend, type TrendPoint } from '../../coverage/trend.ts'
import { type Interval, intervalsBetween, latestIntervals, type TrendStep } from '../../coverage/trend-intervals.ts'
import { InputError } from '../../model/input-error.ts'
import { describeFigure } from '../../model/definitions/figure-definitions.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { AreaRef, TaxonomyTermRef } from '../refs.ts'
import { checkKept, limitToKept } from './as-of.ts'
import { CellStateRef, termOf } from './coverage-matrix.ts'
import { BasisMixRef, IntervalRef, RateRef } from './coverage-measures.ts'
import type { CoverageAnswer } from './coverage-method.ts'

export const TrendStepRef = builder.enumType('TrendStep', {
  description: 'How long an interval of a trend is. Months, quarters and years begin on the day of `from`.',
  values: {
    DAY: { description: 'A day, UTC.' },
    WEEK: { description: 'Seven days.' },
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'Three calendar months.' },
    YEAR: { description: 'Twelve calendar months.' },
  } as const satisfies Record<TrendStep, object>,
})

const TrendBreakKindRef = builder.enumType('TrendBreakKind', {
  description: 'What besides the world changed a figure. Open: values may be added.',
  values: {
    FEED_CAME: { description: 'A feed is counted from then on: it was added, or read to its end for the first time.' },
    FEED_WENT: {
      description: 'A feed is not counted from then on: it was taken out, or is read from the beginning again.',
    },
    FEED_REREAD: {
      description:
        'The records of a feed are read by another version of the rules, from another address, or by another configuration.',
    },
    FEED_DETAILED: {
      description: 'More, or fewer, records of a feed are held in full, so that more or less is known of them.',
    },
    AREA_RECODED: { description: 'The area took the place of others.' },
    MATCHING_CHANGED: { description: 'Other rules hold records to be one service.' },
    PLACING_CHANGED: { description: 'Other rules, or other areas, boundaries or postcodes, place services in areas.' },
    TERMS_CHANGED: { description: 'Schemes of terms, or the mappings between them, are others.' },
    DEFINITIONS_CHANGED: { description: 'Figures are defined otherwise.' },
    DECISIONS_CHANGED: { description: 'People decided otherwise which records are one service.' },
    POPULATIONS_CHANGED: {
      description:
        'Rates were per other people until then: another estimate was imported, or the area is another. Counts are not touched by it.',
    },
  } as const satisfies Record<BreakKind, object>,
})

const TrendBreakRef = builder.objectRef<Break>('TrendBreak').implement({
  description:
    'Why a figure can not be compared with the one before: something besides the world changed what is counted.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TrendBreakKindRef, nullable: false, description: 'What changed.' }),
    message: t.exposeString('message', { nullable: false, description: 'What changed, in a sentence.' }),
    at: t.expose('at', { type: 'DateTime', nullable: false, description: 'The first look that counted so.' }),
    since: t.expose('since', {
      type: 'DateTime',
      nullable: false,
      description: 'The look before, which counted as before: it changed between the two.',
    }),
    feed: t.exposeString('feed', {
      nullable: true,
      description: 'Slug of the feed that it is about, which may be here no more. Null where it is about none.',
    }),
    from: t.exposeString('from', {
      nullable: true,
      description:
        'What was before: the version, where versions differ; the share of records held in full, of FEED_DETAILED; the people, of POPULATIONS_CHANGED. Null for other breaks, and where the number of people was not known.',
    }),
    to: t.exposeString('to', {
      nullable: true,
      description:
        'What is from then on: the version, where versions differ; the share of records held in full, of FEED_DETAILED; the people, of POPULATIONS_CHANGED. Null for other breaks, and where the number of people is not known.',
    }),
  }),
})

const TrendPointRef = builder.objectRef<TrendPoint>('TrendPoint').implement({
  description: 'One interval of a trend: what its last look counted.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', nullable: false, description: 'Its first day, UTC.' }),
    to: t.expose('to', { type: 'Date', nullable: false, description: 'Its last day, UTC.' }),
    observedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When its last look was taken. Null where nobody looked: the point has no data, and none is made up.',
      resolve: ({ look }) => look?.at,
    }),
    state: t.expose('state', {
      type: CellStateRef,
      nullable: false,
      description:
        'What could be said. NO_DATA also where nobody looked, and where the scheme of the term was not known.',
    }),
    serviceCount: t.int({
      nullable: true,
      description: 'How many services counted. Null for NO_DATA, never 0 for want of a look.',
      resolve: ({ count }) => count?.services,
    }),
    ci95: t.expose('interval', {
      type: IntervalRef,
      nullable: true,
      description: 'The 95 % interval of the count: exact under 10, else by Byar. Null for NO_DATA.',
    }),
    recordCount: t.int({
      nullable: true,
      description: 'How many records they have. Null for NO_DATA.',
      resolve: ({ count }) => count?.records,
    }),
    basisMix: t.field({
      type: BasisMixRef,
      nullable: true,
      description: 'By what evidence they counted. Null for NO_DATA.',
      resolve: ({ count }) => (count === undefined ? undefined : mixOf(count)),
    }),
    ratePer1000: t.field({
      type: RateRef,
      nullable: true,
      description:
        'Services per 1,000 people, who are those of now in every point. Null for NO_DATA, or where the population is not known.',
      resolve: (point) => point.rate(),
    }),
    change: t.exposeInt('change', { nullable: true, description: describeFigure('TrendPoint.change') }),
    breaks: t.expose('breaks', {
      type: [TrendBreakRef],
      nullable: false,
      description: 'What besides the world changed between the look before and the last look of the interval.',
    }),
    isStale: t.boolean({
      nullable: true,
      description:
        'Whether a feed that is counted could not be read lately then, so that older data was counted. Null where nobody looked.',
      resolve: ({ look }) => look?.frame.feeds.some(({ state }) => state === 'STALE'),
    }),
  }),
})

export const TrendRef = builder.objectRef<Trend>('Trend').implement({
  description: 'How the services of an area changed, all of them or those under one term.',
  fields: (t) => ({
    area: t.expose('area', { type: AreaRef, nullable: false, description: 'The area.' }),
    term: t.field({
      type: TaxonomyTermRef,
      nullable: true,
      description: 'The term. Null: all services of the area.',
      resolve: ({ term }, _args, context) => (term === undefined ? undefined : termOf(term, context)),
    }),
    points: t.expose('points', { type: [TrendPointRef], nullable: false, description: 'The intervals, oldest first.' }),
  }),
})

/** The arguments of `trend`. */
export interface TrendArguments {
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
  readonly step?: TrendStep | null | undefined
  readonly latest?: number | null | undefined
  readonly allServices?: boolean | null | undefined
  readonly onlyKept?: boolean | null | undefined
}

const MOST_POINTS = 100_000

/** The trends of a coverage's areas and terms; empty where nobody has looked yet. InputError where more is asked than is kept. */
export function readTrends(
  { question: asked, source }: CoverageAnswer,
  args: TrendArguments,
  { reader: { history }, now }: RequestContext,
): readonly Trend[] {
  const question = args.onlyKept === true ? limitToKept(asked, history) : asked
  if (question === undefined) return []
  checkKept(question, 'trend', history)
  const [first] = history.observations()
  const intervals = readIntervals(args, {
    today: new Date(now()).toISOString().slice(0, 10),
    first: first?.at.slice(0, 10),
  })
  const isOfAll = args.allServices !== false
  const series = question.selected.areas.length * (question.rows.length + Number(isOfAll))
  if (series * intervals.length > MOST_POINTS)
    throw new InputError(
      'TOO_MANY_CELLS',
      `${series} trends of ${intervals.length} intervals are more than ${MOST_POINTS} points: ask for fewer areas, terms or intervals at a time.`,
      ['trend'],
    )
  return createTrends(question, { ...source, history }, intervals, isOfAll)
}

function readIntervals(
  { from, to, step, latest }: TrendArguments,
  { today, first }: { readonly today: string; readonly first: string | undefined },
): readonly Interval[] {
  const each = step ?? 'MONTH'
  if (latest === null || latest === undefined) {
    const begin = from ?? first ?? today
    return intervalsBetween(begin, to ?? (begin > today ? begin : today), each)
  }
  if (from !== null && from !== undefined)
    throw new InputError('BAD_USER_INPUT', '`from` and `latest` both say where it begins: give one of them.', [
      'latest',
    ])
  return latestIntervals(to ?? today, each, latest).filter((interval) => first === undefined || interval.to >= first)
}
