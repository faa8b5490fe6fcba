import type { CoverageQuestion, CoverageSource } from '../../coverage/coverage-question.ts'
import { createCoverage } from '../../coverage/create-coverage.ts'
import { mayPassFeed } from '../../catalogue/search/may-pass-feed.ts'
import { coveringFeeds } from '../../coverage/observe.ts'
import { PopulationBandRef } from '../area/population.ts'
import { AreaBasisRef } from '../area/area-type.ts'
import { builder } from '../builder.ts'
import { readKeptSource } from './as-of.ts'
import type { RequestContext } from '../context.ts'
import {
  AreaSelectionRef,
  readCoverageQuestion,
  RowSelectionRef,
  type CoverageArguments,
} from './coverage-arguments.ts'
import { AreaCoverageRef, CoverageTotalRef } from './coverage-area.ts'
import { CaveatRef } from './coverage-caveat.ts'
import { coverageCost } from './coverage-cost.ts'
import { connectGaps, GapConnectionRef } from './coverage-gaps.ts'
import { CountedRowConnectionRef, CountedThingRef } from './counted-row.ts'
import { connectCountedRows } from './counted-rows.ts'
import { CoverageRowRef } from './coverage-matrix.ts'
import { readTrends, TrendRef, TrendStepRef } from './coverage-trend.ts'
import { FeedOverlapRef, MethodRef, type CoverageAnswer } from './coverage-method.ts'
import { earliestConfirmation, FeedReportRef, slugsOf, standingsOf } from '../feed/feed-report.ts'
import { asAsked, whenPostcodesAreKnown } from '../location/postcode-filter.ts'
import { UnknownsRef } from '../service/service-connection.ts'
import { ServiceFilterRef } from '../service/service-filter.ts'
import { present } from '../../model/present.ts'
import { describeFigure } from '../../model/definitions/figure-definitions.ts'

const CoverageRef = builder.objectRef<CoverageAnswer>('Coverage').implement({
  description: 'Services counted once and compared between areas. Only what is asked for is computed.',
  fields: (t) => ({
    asOf: t.field({
      type: 'DateTime',
      nullable: false,
      description:
        'How old the data may be: the earliest time at which one of these feeds was last confirmed. With the argument `asOf`, when the figures were looked at; the instant asked for where nobody looked.',
      resolve: ({ coverage, kept }, _args, context) =>
        kept === undefined
          ? earliestConfirmation(context, slugsOf(coverage.feeds, context))
          : (kept.look?.at ?? kept.asOf),
    }),
    feeds: t.field({
      type: [FeedReportRef],
      nullable: false,
      description:
        'How each feed stands that bears on any of the areas or comparators. With the argument `asOf` too it is how those stand now that bore on them then; how they stood then, the caveats say.',
      resolve: ({ coverage }, _args, context) => standingsOf(context, slugsOf(coverage.feeds, context)),
    }),
    method: t.field({
      type: MethodRef,
      nullable: false,
      description: 'How the figures came about.',
      resolve: (answer) => answer,
    }),
    total: t.field({
      type: CoverageTotalRef,
      nullable: false,
      description: 'Over the union of the areas: services that span areas are counted once.',
      resolve: ({ coverage }) => coverage.total,
    }),
    areas: t.field({
      type: [AreaCoverageRef],
      nullable: false,
      description: 'Each area by itself.',
      resolve: ({ coverage }) => coverage.areas,
    }),
    matrix: t.field({
      type: [CoverageRowRef],
      nullable: false,
      description: 'Terms by areas: the terms in the order asked, those of a level by name.',
      resolve: ({ coverage }) => coverage.matrix(),
    }),
    gaps: t.field({
      type: GapConnectionRef,
      nullable: false,
      description: describeFigure('Coverage.gaps'),
      args: {
        areas: t.arg.stringList({ description: 'Only in these of the areas, by GSS code. Not given: in all.' }),
        presentInShare: t.arg.float({
          defaultValue: 0.6,
          description: 'In which share of the comparators for which it is known it must be present at least.',
        }),
        first: t.arg.int({ defaultValue: 50, description: 'How many gaps the page holds; 0 to 100.' }),
        after: t.arg.string({ description: 'A cursor of this list: the page starts after it.' }),
      },
      resolve: (answer, args) =>
        connectGaps(answer.coverage, args, [
          ...decidingOf(answer.question),
          answer.question.classifiedShare,
          answer.kept?.asOf,
        ]),
    }),
    countedRows: t.field({
      type: CountedRowConnectionRef,
      nullable: false,
      description:
        'The rows behind the figures: one for each thing counted, area by area, with why it counts. Counted, those of an area that are COUNTED are its `serviceCount`; with the term of a cell among their `terms`, the cell’s; with it among their `possibleTerms`, its `unknownCount`; FACT_UNKNOWN are the `unknownCount` of the area. A gap has none in its area, and those of its comparators behind it.',
      args: {
        per: t.arg({ type: CountedThingRef, defaultValue: 'SERVICE', description: 'What is counted.' }),
        areas: t.arg.stringList({
          description: 'Only of these, areas asked about or comparators, by GSS code. Not given: of all areas asked.',
        }),
        together: t.arg.boolean({
          defaultValue: false,
          description: 'Over the union of the areas, as `total` counts, rather than area by area.',
        }),
        term: t.arg.string({
          description: 'Only under this one of the terms of `rows`, by URI or CURIE: the rows of a cell.',
        }),
        first: t.arg.int({ defaultValue: 50, description: 'How many rows the page holds; 0 to 100.' }),
        after: t.arg.string({ description: 'A cursor of this list: the page starts after it.' }),
      },
      resolve: (answer, args, context) => connectCountedRows(answer, args, decidingOf(answer.question), context),
    }),
    trend: t.field({
      type: [TrendRef],
      nullable: false,
      description: describeFigure('Coverage.trend'),
      args: {
        from: t.arg({
          type: 'Date',
          description:
            'The first day, UTC. Not given: that of the first look or, with `latest`, as many intervals before `to`.',
        }),
        to: t.arg({ type: 'Date', description: 'The last day, UTC. Not given: today.' }),
        step: t.arg({ type: TrendStepRef, defaultValue: 'MONTH', description: 'How long each interval is.' }),
        latest: t.arg.int({
          description:
            'Only so many intervals up to `to`, as the calendar has them: weeks begin on Mondays, months, quarters and years on their first day; none that ended before the first look. Give it or `from`.',
        }),
        allServices: t.arg.boolean({
          defaultValue: true,
          description: 'Whether all services of each area are wanted besides its terms.',
        }),
        onlyKept: t.arg.boolean({
          defaultValue: false,
          description:
            'True: areas of which no counts are kept are left out, and the list is empty where `where` or terms of several schemes are asked for. False: each of these is refused.',
        }),
      },
      resolve: (answer, args, context) => readTrends(answer, args, context),
    }),
    overlaps: t.field({
      type: [FeedOverlapRef],
      nullable: false,
      description: describeFigure('Coverage.overlaps'),
      resolve: ({ coverage }) => coverage.overlaps(),
    }),
    caveats: t.field({
      type: [CaveatRef],
      nullable: false,
      description: 'What must be known when reading the figures, all areas together.',
      resolve: ({ coverage }) => coverage.caveats(),
    }),
  }),
})

builder.queryField('coverage', (t) =>
  t.field({
    type: CoverageRef,
    nullable: true,
    description:
      'What there is between areas: services counted once, by taxonomy term and area, with rates, comparisons, gaps and what must be known when reading them. At most 10,000 cells. Null, with an error, where an argument is wrong.',
    extensions: { sizes: coverageCost },
    args: {
      where: t.arg({
        type: ServiceFilterRef,
        description: 'Which services; not given: all that are active. `text` is searched as typed, never corrected.',
      }),
      unknowns: t.arg({
        type: UnknownsRef,
        defaultValue: 'EXCLUDE',
        description:
          'What becomes of records that do not state a fact filtered by. Left out unless given, and counted apart in `unknownCount`; `services` keeps them unless given.',
      }),
      areas: t.arg({ type: AreaSelectionRef, required: true, description: 'Which areas.' }),
      rows: t.arg({ type: RowSelectionRef, required: true, description: 'Which terms.' }),
      basis: t.arg({
        type: AreaBasisRef,
        defaultValue: 'AVAILABLE',
        description: 'By what evidence a service counts for an area.',
      }),
      comparators: t.arg({
        type: AreaSelectionRef,
        description:
          'Which areas they are compared with. Not given: each with all other `areas`. An area is never a comparator of its own.',
      }),
      population: t.arg({
        type: PopulationBandRef,
        defaultValue: 'ALL',
        description: 'The people that rates are per 1,000 of.',
      }),
      asOf: t.arg({
        type: 'DateTime',
        description:
          'As the figures were then: at the last look before, if that was not more than two days before. Counts by area, term and basis are kept from the first look on, so `where` is refused with it, and so is what is counted otherwise. Not given: as they are now.',
      }),
      classifiedShare: t.arg.float({
        defaultValue: 0.8,
        description: 'The taxonomy coverage of an area below which an empty cell is NOT_CLASSIFIED.',
      }),
    },
    resolve: (_root, args, context) => whenPostcodesAreKnown(args.where, context, () => answerCoverage(args, context)),
  }),
)

/** All of a question that decides what is counted. */
function decidingOf({ selected, comparators, filter, rows, unknowns, basis }: CoverageQuestion): readonly unknown[] {
  const codes = [selected.areas, comparators].map((areas) => areas.map(({ code }) => code))
  return [codes, asAsked(filter), rows, unknowns, basis]
}

function answerCoverage(args: CoverageArguments, context: RequestContext): CoverageAnswer {
  const question = readCoverageQuestion(args, context)
  const { reader } = context
  const gazetteer = reader.areas.gazetteer()
  const feeds = coveringFeeds(
    context.feeds.filter(({ slug }) => mayPassFeed(question.filter, slug)),
    [...context.standings().values()],
  )
  const source: CoverageSource = {
    figures: reader.figures,
    gazetteer,
    feeds,
    smallAreas: reader.figures.smallAreas(),
    smallAreasIn: reader.figures.smallAreaLookup(),
  }
  const { asOf } = args
  if (asOf === null || asOf === undefined) return { question, source, coverage: createCoverage(question, source) }
  const then = readKeptSource(asOf, question, source, context)
  const kept = { asOf, ...present({ look: then.kept?.look }) }
  return { question, source, coverage: createCoverage(question, then), kept }
}
