import type { FeedsReader } from '../../catalogue/catalogue-reader.ts'
import { builder } from '../builder.ts'
import { FeedRef } from '../refs.ts'

type Measures = ReturnType<FeedsReader['feedMeasures']>

const FeedMeasuresRef = builder.objectRef<Measures>('FeedMeasures').implement({
  description: 'How a feed as a whole does. Shares are 0 to 1, and null where there is nothing to measure yet.',
  fields: (t) => ({
    availability: t.float({
      nullable: true,
      description: 'The share of the refreshes of the last 30 days in which its list was read to its end.',
      resolve: ({ availability }) => availability.value,
    }),
    refreshes: t.int({
      nullable: false,
      description: 'Refreshes of the last 30 days.',
      resolve: ({ availability }) => availability.denominator,
    }),
    pagingComplete: t.float({
      nullable: true,
      description:
        'Different services on its list by the total it states: under 1 some are missing. Null where it states none.',
      resolve: ({ pagingComplete }) => pagingComplete?.value,
    }),
    repeatedIds: t.int({
      nullable: true,
      description: 'Services that its list names more than once. Null before the first list.',
      resolve: ({ repeatedIds }) => repeatedIds,
    }),
    idStability: t.float({
      nullable: true,
      description: 'The share of the services of the list before that are still there. Null before the second list.',
      resolve: ({ idStability }) => idStability?.value,
    }),
    listDetailAgreement: t.float({
      nullable: true,
      description: 'The share of services, of up to 50, whose list item and detail agree on all that both provide.',
      resolve: ({ listDetail }) => listDetail.value,
    }),
    duplicates: t.float({
      nullable: true,
      description: 'The share of its services that look like another service of its own.',
      resolve: ({ duplicates }) => duplicates.value,
    }),
    churnPerWeek: t.float({
      nullable: true,
      description:
        'Services added, changed and removed in a week, by services held; over the last four weeks. Null before a week has passed since the first refresh.',
      resolve: ({ churnPerWeek }) => churnPerWeek.value,
    }),
    medianQuality: t.float({
      nullable: true,
      description: 'The median quality score of its active services, 0 to 100.',
      resolve: ({ medianQuality }) => medianQuality,
    }),
  }),
})

builder.objectField(FeedRef, 'measures', (t) =>
  t.field({
    type: FeedMeasuresRef,
    nullable: false,
    description: 'How it does as a whole: whether it can be had, keeps its ids, agrees with itself.',
    resolve: ({ slug }, _args, { reader }) => reader.feeds.feedMeasures(slug),
  }),
)
