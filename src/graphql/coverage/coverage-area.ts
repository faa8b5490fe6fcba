import type { AreaFigures, Figures } from '../../coverage/area-figures.ts'
import type { DecileRate } from '../../coverage/deprivation.ts'
import type { Reached } from '../../coverage/distance.ts'
import type { DistanceFigures } from '../../coverage/distance-figures.ts'
import { asArea } from '../../geography/read-small-areas.ts'
import { InputError } from '../../model/input-error.ts'
import { builder } from '../builder.ts'
import { CaveatRef } from './coverage-caveat.ts'
import { CoverageFiguresRef } from './coverage-figures.ts'
import { ComparisonRef, RateRef, ShareRef } from './coverage-measures.ts'
import { FeedReportRef, slugsOf, standingsOf } from '../feed/feed-report.ts'
import { AreaRef } from '../refs.ts'
import { describeFigure } from '../../model/definitions/figure-definitions.ts'

export const CoverageTotalRef = builder.objectRef<Figures>('CoverageTotal').implement({
  description: 'Figures over the union of the areas: a service that counts for several is counted once.',
  interfaces: [CoverageFiguresRef],
})

const DesertRef = builder.objectRef<Reached>('Desert').implement({
  description: 'A small area whose people live far from the nearest site.',
  fields: (t) => ({
    area: t.field({
      type: AreaRef,
      nullable: false,
      description: 'The small area.',
      resolve: ({ smallArea }) => asArea(smallArea),
    }),
    population: t.int({
      nullable: false,
      description: 'How many people live there.',
      resolve: ({ smallArea }) => smallArea.populations.ALL ?? 0,
    }),
    deprivationDecile: t.int({
      nullable: true,
      description: 'Its tenth by the Indices of Deprivation, 1 the most deprived. Null where not known.',
      resolve: ({ smallArea }) => smallArea.deprivationDecile,
    }),
    nearestMetres: t.exposeFloat('nearestMetres', {
      nullable: true,
      description: 'Metres in a straight line to the nearest site. Null where there is none at all.',
    }),
  }),
})

const DecileRateRef = builder.objectRef<DecileRate>('DecileRate').implement({
  description: 'Services at sites in the small areas of one tenth of deprivation, per 1,000 people who live there.',
  fields: (t) => ({
    decile: t.exposeInt('decile', { nullable: false, description: 'The tenth, 1 the most deprived.' }),
    rate: t.expose('rate', { type: RateRef, nullable: false, description: 'The rate.' }),
  }),
})

const metres = builder.args((t) => ({
  metres: t.int({ required: true, description: 'The distance, in metres in a straight line; 0 or more.' }),
}))

const DistanceFiguresRef = builder.objectRef<DistanceFigures>('DistanceFigures').implement({
  description:
    'How far people live from the nearest site of a service that passes the filter, wherever it lies: in straight lines from the centroids of small areas.',
  fields: (t) => ({
    meanMetres: t.float({
      nullable: true,
      description: describeFigure('DistanceFigures.meanMetres'),
      resolve: (figures) => figures.distances().meanMetres,
    }),
    medianMetres: t.float({
      nullable: true,
      description: describeFigure('DistanceFigures.medianMetres'),
      resolve: (figures) => figures.distances().medianMetres,
    }),
    p90Metres: t.float({
      nullable: true,
      description: describeFigure('DistanceFigures.p90Metres'),
      resolve: (figures) => figures.distances().p90Metres,
    }),
    populationWithin: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('DistanceFigures.populationWithin'),
      args: metres,
      resolve: (figures, args) => figures.populationWithin(checkMetres(args.metres)),
    }),
    deserts: t.field({
      type: [DesertRef],
      nullable: false,
      description: describeFigure('DistanceFigures.deserts'),
      args: metres,
      resolve: (figures, args) => figures.deserts(checkMetres(args.metres)),
    }),
    rateByDeprivation: t.field({
      type: [DecileRateRef],
      nullable: false,
      description: describeFigure('DistanceFigures.rateByDeprivation'),
      resolve: (figures) => figures.rateByDeprivation(),
    }),
  }),
})

export const AreaCoverageRef = builder.objectRef<AreaFigures>('AreaCoverage').implement({
  description: 'Figures of the services that count for one area.',
  interfaces: [CoverageFiguresRef],
  fields: (t) => ({
    area: t.expose('area', { type: AreaRef, nullable: false, description: 'The area.' }),
    feeds: t.field({
      type: [FeedReportRef],
      nullable: false,
      description: "How the feeds stand whose publisher's area covers it, all or in part.",
      resolve: ({ feeds }, _args, context) => standingsOf(context, slugsOf(feeds, context)),
    }),
    comparison: t.field({
      type: ComparisonRef,
      nullable: true,
      description: describeFigure('AreaCoverage.comparison'),
      resolve: (figures) => figures.comparison(),
    }),
    distance: t.field({
      type: DistanceFiguresRef,
      nullable: true,
      description: describeFigure('AreaCoverage.distance'),
      resolve: (figures) => figures.distance(),
    }),
    caveats: t.field({
      type: [CaveatRef],
      nullable: false,
      description: 'What must be known when reading its figures.',
      resolve: (figures) => figures.caveats(),
    }),
  }),
})

function checkMetres(distance: number): number {
  if (distance >= 0) return distance
  throw new InputError('BAD_USER_INPUT', `\`metres\` is ${distance}: give 0 or more.`, ['metres'])
}
