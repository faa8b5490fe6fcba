import type { CoverageQuestion, CoverageSource } from '../../coverage/coverage-question.ts'
import type { Coverage } from '../../coverage/create-coverage.ts'
import type { FeedOverlap } from '../../coverage/duplication.ts'
import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import { FIGURE_DEFINITIONS } from '../../model/definitions/figure-definitions.ts'
import type { KeptObservation } from '../../model/observation.ts'
import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import { builder } from '../builder.ts'
import { AreaRef, FeedRef } from '../refs.ts'
import { FigureDefinitionRef } from './figure-definition.ts'
import { UnknownsRef } from '../service/service-connection.ts'

const areaVintage = readBuiltInAreas().vintage

/** A question of coverage with its answer, of which only what is asked for is computed. */
export interface CoverageAnswer {
  readonly question: CoverageQuestion
  readonly coverage: Coverage
  /** What it is drawn from. */
  readonly source: CoverageSource
  /** Of a question of a day gone by. */
  readonly kept?: {
    /** RFC 3339: the instant asked for. */
    readonly asOf: string
    /** Absent where nobody looked then. */
    readonly look?: KeptObservation
  }
}

export const MethodRef = builder.objectRef<CoverageAnswer>('Method').implement({
  description: 'How the figures came about: enough to draw them again.',
  fields: (t) => ({
    generation: t.string({
      nullable: false,
      description: 'A mark of the data: equal generation, the same data. With `asOf` that of then.',
      resolve: ({ kept }, _args, { reader }) => kept?.look?.generation.toString() ?? reader.generation(),
    }),
    definitions: t.string({
      nullable: false,
      description:
        'The version of the definitions of the figures; the page /figures explains them, and `/figures#` with the version leads there. With `asOf` that of then.',
      resolve: ({ kept }) => kept?.look?.frame.rules.coverage ?? RULE_VERSIONS.coverage,
    }),
    figures: t.field({
      type: [FigureDefinitionRef],
      nullable: false,
      description: 'The definitions of that version, M1 first, each with the address where it is explained.',
      resolve: () => FIGURE_DEFINITIONS,
    }),
    matching: t.string({
      nullable: false,
      description:
        'By which version of the rules records were held to be one service; none where they were not. With `asOf` that of then.',
      resolve: ({ kept }, _args, { reader }) => kept?.look?.frame.rules.matching ?? reader.figures.methods().matching,
    }),
    quality: t.string({
      nullable: false,
      description: 'By which version of the rules records were scored.',
      resolve: (_answer, _args, { reader }) => reader.figures.methods().quality,
    }),
    unknowns: t.field({
      type: UnknownsRef,
      nullable: false,
      description: 'What became of records that do not state a fact filtered by.',
      resolve: ({ question }) => question.unknowns,
    }),
    areaVintage: t.string({
      nullable: false,
      description: 'The year whose codes of areas are current here.',
      resolve: () => areaVintage,
    }),
    populationSource: t.string({
      nullable: true,
      description: 'Where the populations behind the rates are from. Null where none is known.',
      resolve: ({ coverage }) => coverage.populationSource(),
    }),
    comparators: t.field({
      type: [AreaRef],
      nullable: false,
      description: 'The areas compared with.',
      resolve: ({ coverage }) => coverage.comparators,
    }),
  }),
})

export const FeedOverlapRef = builder.objectRef<FeedOverlap>('FeedOverlap').implement({
  description: 'How many services two feeds both list.',
  fields: (t) => ({
    feedA: t.field({
      type: FeedRef,
      nullable: false,
      description: 'One feed.',
      resolve: ({ feedA }, _args, context) => context.feedOf(feedA),
    }),
    feedB: t.field({
      type: FeedRef,
      nullable: false,
      description: 'The other feed.',
      resolve: ({ feedB }, _args, context) => context.feedOf(feedB),
    }),
    servicesA: t.exposeInt('servicesA', { nullable: false, description: 'Services that the one lists.' }),
    servicesB: t.exposeInt('servicesB', { nullable: false, description: 'Services that the other lists.' }),
    both: t.exposeInt('both', { nullable: false, description: 'Services that both list.' }),
    share: t.exposeFloat('share', {
      nullable: true,
      description: 'Both, of the feed that lists fewer. Null where one lists none.',
    }),
  }),
})
