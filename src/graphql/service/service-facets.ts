import type { FacetCount, FacetDimension, ServiceFilter } from '../../catalogue/service-query.ts'
import { AreaCountRef, readAreaCounts } from '../area/area-facet.ts'
import { AreaBasisRef, AreaTypeRef } from '../area/area-type.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import {
  AccessibleCountRef,
  AttendingCountRef,
  FeedCountRef,
  FreeCountRef,
  NameCountRef,
  OrganizationCountRef,
  readAccessibleCount,
  readAttendingCounts,
  readFeedCounts,
  readFreeCount,
  readLanguageCounts,
  readOrganizationCounts,
  readStatusCounts,
  readTermCounts,
  StatusCountRef,
  TermCountRef,
} from './facet-counts.ts'
import { readSize } from '../connection/page-arguments.ts'
import { findSchemeKeys } from '../term/find-scheme-keys.ts'
import { narrowFilter, type ServiceConnection } from './service-connection-data.ts'
import { withoutNulls } from '../without-nulls.ts'
import { present } from '../../model/present.ts'
import { foldPart, wholeOf } from '../../catalogue/search/filter-parts.ts'

/** Facets are lists without pages, so they may be longer than one. */
const MAX_FACET_SIZE = 1000

const excludeOwnFilter = builder.args((t) => ({
  excludeOwnFilter: t.boolean({
    defaultValue: false,
    description:
      "Whether to leave this dimension's own condition out of the filter, as a filter panel needs. Conditions under `or` and `not` stay.",
  }),
}))

const first = builder.args((t) => ({
  first: t.int({ defaultValue: 20, description: `How many counts, most frequent first; 0 to ${MAX_FACET_SIZE}.` }),
}))

/** So that the counts add up to the total. */
const COUNTED_ONCE =
  'The counts add up to the total: where several records are one service, the newest assured of those that pass and state it decides, then the preferred. A filter finds the service by any of them.'

const AGREED =
  'The counts add up to the total: a service whose records contradict each other is not known, as in the filter.'

export const ServiceFacetsRef = builder.objectRef<ServiceConnection>('ServiceFacets').implement({
  description: 'Counts of services under the same filter, most frequent first.',
  fields: (t) => ({
    taxonomyTerms: t.field({
      type: [TermCountRef],
      nullable: false,
      description:
        'By taxonomy term; a service counts for the broader terms of its terms too, and for those from which mappings lead to any of them.',
      args: {
        scheme: t.arg.string({ description: 'Only terms of this taxonomy, named by URI or name.' }),
        level: t.arg.int({ description: 'Only terms of this level; roots are 1.' }),
        ...first,
        ...excludeOwnFilter,
      },
      resolve: (connection, args, context) => {
        const { scheme, level } = withoutNulls(args)
        if (scheme !== undefined) findSchemeKeys(context, scheme)
        const limits = present({ scheme, level })
        const dimension = { by: 'taxonomyTerms', ...limits, first: readFirst(args.first) } as const
        return readTermCounts(countBy(connection, context, dimension, ownFilter(args, 'taxonomyTerms')), context)
      },
    }),
    areas: t.field({
      type: [AreaCountRef],
      nullable: false,
      description: 'By area of one kind; a service counts for each area that it counts for, so counts may overlap.',
      args: {
        type: t.arg({ type: AreaTypeRef, required: true, description: 'The kind of area.' }),
        basis: t.arg({
          type: AreaBasisRef,
          defaultValue: 'AVAILABLE',
          description: 'By what evidence services count. AVAILABLE unless given.',
        }),
        ...first,
        ...excludeOwnFilter,
      },
      resolve: (connection, args, context) => {
        const { type, basis } = args
        const dimension = { by: 'areas', type, basis: basis ?? 'AVAILABLE', first: readFirst(args.first) } as const
        return readAreaCounts(countBy(connection, context, dimension, ownFilter(args, 'areas')), context)
      },
    }),
    feeds: t.field({
      type: [FeedCountRef],
      nullable: false,
      description: 'By feed.',
      args: excludeOwnFilter,
      resolve: (connection, args, context) =>
        readFeedCounts(countBy(connection, context, { by: 'feeds' }, ownFilter(args, 'feeds')), context),
    }),
    organizations: t.field({
      type: [OrganizationCountRef],
      nullable: false,
      description: 'By organization.',
      args: first,
      resolve: (connection, args, context) =>
        readOrganizationCounts(
          countBy(connection, context, { by: 'organizations', first: readFirst(args.first) }),
          context,
        ),
    }),
    languages: t.field({
      type: [NameCountRef],
      nullable: false,
      description: 'By language, under its English name.',
      args: { ...first, ...excludeOwnFilter },
      resolve: (connection, args, context) => {
        const dimension = { by: 'languages', first: readFirst(args.first) } as const
        return readLanguageCounts(countBy(connection, context, dimension, ownFilter(args, 'languages')))
      },
    }),
    attending: t.field({
      type: [AttendingCountRef],
      nullable: false,
      description: 'By how one attends.',
      args: excludeOwnFilter,
      resolve: (connection, args, context) =>
        readAttendingCounts(countBy(connection, context, { by: 'attending' }, ownFilter(args, 'attending'))),
    }),
    status: t.field({
      type: [StatusCountRef],
      nullable: false,
      description: `By status. ${COUNTED_ONCE}`,
      args: excludeOwnFilter,
      resolve: (connection, args, context) =>
        readStatusCounts(countBy(connection, context, { by: 'status' }, ownFilter(args, 'status'))),
    }),
    free: t.field({
      type: FreeCountRef,
      nullable: false,
      description: `By whether they are free of charge. ${AGREED}`,
      args: excludeOwnFilter,
      resolve: (connection, args, context) =>
        readFreeCount(countBy(connection, context, { by: 'free' }, ownFilter(args, 'free'))),
    }),
    accessible: t.field({
      type: AccessibleCountRef,
      nullable: false,
      description: `By whether a wheelchair user can get in. ${AGREED}`,
      args: excludeOwnFilter,
      resolve: (connection, args, context) =>
        readAccessibleCount(countBy(connection, context, { by: 'accessible' }, ownFilter(args, 'accessible'))),
    }),
  }),
})

type Condition = 'taxonomyTerms' | 'areas' | 'feeds' | 'languages' | 'attending' | 'status' | 'free' | 'accessible'

function countBy(
  { base, where, unknowns, duplicates }: ServiceConnection,
  { reader }: RequestContext,
  dimension: FacetDimension,
  leftOut?: Condition,
): readonly FacetCount[] {
  const own = leftOut === undefined ? where : leaveOut(where, leftOut)
  // Without a condition on status a filter means ACTIVE, which is a condition on status too.
  const lifted = leftOut === 'status' ? { ...own, anyStatus: true } : own
  return reader.services.countFacet(narrowFilter(lifted, base), unknowns, dimension, duplicates)
}

/** The filter less a condition at its top and in its `and`s; under `or` and `not` it means something else and stays. */
function leaveOut(whole: ServiceFilter, condition: Condition): ServiceFilter {
  return foldPart<ServiceFilter>(wholeOf(whole), ({ filter: { [condition]: _own, ...rest } }, { and }) => ({
    ...rest,
    ...present({ and }),
  }))
}

function ownFilter<C extends Condition>(
  args: { readonly excludeOwnFilter?: boolean | null | undefined },
  condition: C,
): C | undefined {
  return args.excludeOwnFilter === true ? condition : undefined
}

function readFirst(given: number | null | undefined): number {
  return readSize('first', given ?? 20, MAX_FACET_SIZE)
}
