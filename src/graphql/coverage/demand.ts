import { type DemandCount, type DemandOutcome, FEWEST_COUNTED } from '../../model/demand.ts'
import { areasByCode } from '../area/area.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit } from '../connection/connection.ts'
import { countField, createEdge, pageFields } from '../connection/connection-fields.ts'
import { createCursorBinding, decodeCursor } from '../connection/cursors.ts'
import { readSize } from '../connection/page-arguments.ts'
import type { RequestContext } from '../context.ts'
import { AreaRef, TaxonomyTermRef } from '../refs.ts'

const DemandOutcomeRef = builder.enumType('DemandOutcome', {
  description: 'How many services a search found that have all it asked for.',
  values: {
    NONE: { description: 'None.' },
    FEW: { description: 'One to four.' },
  } as const satisfies Record<DemandOutcome, object>,
})

const DemandCountRef = builder.objectRef<DemandCount>('DemandCount').implement({
  description: 'Searches of one week about one thing that found nothing, or little; beside it what there is now.',
  fields: (t) => ({
    week: t.field({
      type: 'Date',
      nullable: false,
      description: 'The Monday of the week, in UTC.',
      resolve: ({ week }) => week,
    }),
    outcome: t.expose('outcome', { type: DemandOutcomeRef, nullable: false, description: 'How little they found.' }),
    term: t.field({
      type: TaxonomyTermRef,
      nullable: true,
      description:
        'The term they named, or whose label stands in their words. Null where their words name no term of a shared scheme, or it is no longer held.',
      resolve: ({ term }, _args, { loaders }) => (term === undefined ? null : loaders.terms.load(term)),
    }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      description: 'The district, or larger area, that they were about. Null where they named none.',
      resolve: ({ area }, _args, context) => (area === undefined ? null : areasByCode([area], context)[0]),
    }),
    count: t.exposeInt('count', {
      nullable: false,
      description: 'How many, at least: the same client counts once an hour, and what stays under five is forgotten.',
    }),
    serviceCount: t.int({
      nullable: true,
      description:
        'Services under the term in the area now, as `coverage` counts them. Null without a term or an area.',
      resolve: ({ term, area }, _args, { reader }) => {
        if (term === undefined || area === undefined) return null
        const question = { filter: {}, unknowns: 'EXCLUDE', basis: 'AVAILABLE' } as const
        return reader.figures.countCells(question, [[area]], [[term]])[0]?.[0]?.services
      },
    }),
  }),
})

const DemandEdgeRef = createEdge<DemandCount, Hit>('DemandEdge', DemandCountRef, ['A', 'count of searches'])

const DemandConnectionRef = builder.objectRef<Connection<DemandCount>>('DemandConnection').implement({
  description: 'A page of counts of searches that found nothing, or little.',
  fields: (t) => ({
    ...pageFields(t, 'counts of searches', DemandEdgeRef),
    totalCount: countField(t, 'counts of searches'),
    isCounted: t.boolean({
      nullable: false,
      description: 'Whether searches are counted now: `countDemand` in the feeds file, off unless set.',
      resolve: (_connection, _args, { demand }) => demand?.isOn() ?? false,
    }),
    threshold: t.int({
      nullable: false,
      description: 'No smaller number is kept or shown.',
      resolve: () => FEWEST_COUNTED,
    }),
  }),
})

builder.queryField('demand', (t) =>
  t.field({
    type: DemandConnectionRef,
    nullable: true,
    description:
      'Demand beside supply: searches that found nothing or little, counted by term, area and week where the operator has it counted. No words of a search are kept, and no number under five. In order of week.',
    args: {
      since: t.arg({ type: 'Date', description: 'Weeks that begin on that day or later.' }),
      until: t.arg({ type: 'Date', description: 'Weeks that begin before that day.' }),
      areas: t.arg.stringList({ description: 'Only about these, by GSS code.' }),
      outcomes: t.arg({ type: [DemandOutcomeRef], description: 'Only these.' }),
      first: t.arg.int({ defaultValue: 50, description: 'How many counts the page holds; 0 to 100.' }),
      after: t.arg.string({ description: 'A cursor of this list: the page starts after it.' }),
    },
    resolve: (_root, args, context) => connectDemand(args, context),
  }),
)

interface DemandArguments {
  readonly since?: string | null | undefined
  readonly until?: string | null | undefined
  readonly areas?: readonly string[] | null | undefined
  readonly outcomes?: readonly DemandOutcome[] | null | undefined
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

function connectDemand(
  { since, until, areas, outcomes, first, after }: DemandArguments,
  { demand }: RequestContext,
): Connection<DemandCount> {
  const binding = createCursorBinding('demand', since, until, areas, outcomes)
  const limit = readSize('first', first ?? 50)
  const uid = typeof after === 'string' ? decodeCursor(binding, after, 'after').uid : undefined
  const counts = (demand?.read() ?? []).filter(
    ({ week, area, outcome }) =>
      week >= (since ?? '') &&
      (!until || week < until) &&
      (areas?.includes(area ?? '') ?? true) &&
      (outcomes?.includes(outcome) ?? true),
  )
  const start = uid === undefined ? 0 : counts.findIndex((count) => keyOf(count) > uid)
  const rest = start === -1 ? [] : counts.slice(start)
  return createConnection<DemandCount, Hit & { readonly count: DemandCount }>({
    binding,
    slice: { limit, backward: false },
    search: () => ({
      hits: rest.slice(0, limit).map((count) => ({ count, anchor: { value: null, uid: keyOf(count) } })),
      hasNext: rest.length > limit,
      hasPrevious: start !== 0,
    }),
    read: (hits) => hits.map(({ count }) => count),
    count: () => counts.length,
  })
}

/** They are read in this order. */
function keyOf({ week, area = '', term = '', outcome }: DemandCount): string {
  return `${week} ${area} ${term} ${outcome}`
}
