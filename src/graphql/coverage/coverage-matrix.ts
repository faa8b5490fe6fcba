import { mixOf } from '../../coverage/area-figures.ts'
import type { CellState } from '../../coverage/cell-state.ts'
import type { MatrixCell, MatrixRow } from '../../coverage/matrix.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { CaveatCodeRef } from './coverage-caveat.ts'
import { BasisMixRef, ComparisonRef, RateRef } from './coverage-measures.ts'
import { AreaRef, TaxonomyTermRef } from '../refs.ts'
import { describeFigure } from '../../model/definitions/figure-definitions.ts'

export const CellStateRef = builder.enumType('CellState', {
  description: 'What can be said of a term in an area.',
  values: {
    PRESENT: { description: 'There are services.' },
    ABSENT: {
      description:
        'There are none and none may be: ready feeds cover all of the area, no service leaves a fact asked for unsaid, or may serve the area without declaring it, and enough is classified to say so.',
    },
    UNCERTAIN: {
      description:
        'None for certain, but some may count: they do not state a fact asked for, or do not declare where they serve. `unknownCount` says how many.',
    },
    NOT_CLASSIFIED: {
      description: 'None is found, but too few services of the area are classified to say there are none.',
    },
    NO_DATA: { description: 'No ready feed covers the area; or none is found, and feeds cover only a part of it.' },
  } as const satisfies Record<CellState, object>,
})

const CoverageCellRef = builder.objectRef<MatrixCell>('CoverageCell').implement({
  description: 'Services under one term, or a narrower one, in one area.',
  fields: (t) => ({
    area: t.expose('area', { type: AreaRef, nullable: false, description: 'The area.' }),
    state: t.expose('state', {
      type: CellStateRef,
      nullable: false,
      description: describeFigure('CoverageCell.state'),
    }),
    serviceCount: t.int({
      nullable: true,
      description: describeFigure('CoverageCell.serviceCount'),
      resolve: ({ count }) => count?.services,
    }),
    recordCount: t.int({
      nullable: true,
      description: describeFigure('CoverageCell.recordCount'),
      resolve: ({ count }) => count?.records,
    }),
    unknownCount: t.int({
      nullable: true,
      description: describeFigure('CoverageCell.unknownCount'),
      resolve: (cell) => cell.unknownCount(),
    }),
    ratePer1000: t.field({
      type: RateRef,
      nullable: true,
      description: describeFigure('CoverageCell.ratePer1000'),
      resolve: (cell) => cell.ratePer1000(),
    }),
    locationQuotient: t.float({
      nullable: true,
      description: describeFigure('CoverageCell.locationQuotient'),
      resolve: (cell) => cell.locationQuotient(),
    }),
    basisMix: t.field({
      type: BasisMixRef,
      nullable: true,
      description: describeFigure('CoverageCell.basisMix'),
      resolve: ({ count }) => (count === undefined ? undefined : mixOf(count)),
    }),
    comparison: t.field({
      type: ComparisonRef,
      nullable: true,
      description: describeFigure('CoverageCell.comparison'),
      resolve: (cell) => cell.comparison(),
    }),
    caveats: t.field({
      type: [CaveatCodeRef],
      nullable: false,
      description: 'What must be known when reading the cell; the sentences are in the caveats of its area.',
      resolve: (cell) => cell.caveats(),
    }),
  }),
})

export const CoverageRowRef = builder.objectRef<MatrixRow>('CoverageRow').implement({
  description: 'One term in all the areas.',
  fields: (t) => ({
    term: t.field({
      type: TaxonomyTermRef,
      nullable: false,
      description: 'The term.',
      resolve: ({ term }, _args, context) => termOf(term, context),
    }),
    comparatorMedianRate: t.float({
      nullable: true,
      description:
        'The median rate of the comparators for which it is known whether they have the term. Null where none has a rate.',
      resolve: (row) => row.comparatorMedianRate(),
    }),
    cells: t.expose('cells', {
      type: [CoverageCellRef],
      nullable: false,
      description: 'The areas, in the order asked.',
    }),
  }),
})

/** A term of a row that was found when the question was read. */
export function termOf(uri: string, { loaders }: RequestContext) {
  const [term] = loaders.terms.getMany([uri])
  if (term === undefined) throw new Error(`The term ${uri} is no longer held.`)
  return term
}
