import type { FeedStanding } from '../../catalogue/catalogue-reader.ts'
import type { FeedState } from '../../model/feed.ts'
import type { Reprocessing, RuleSet } from '../../model/reprocessing.ts'
import { builder, type FieldBuilder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { FeedRef } from '../refs.ts'

const FeedStateRef = builder.enumType('FeedState', {
  description:
    'How complete and fresh what is held of a feed is. Where several apply: MISSING, then PARTIAL, STALE, FRESH.',
  values: {
    FRESH: { description: 'The last complete list is younger than twice the refresh interval.' },
    STALE: { description: 'The last good data is held; it is older than that.' },
    PARTIAL: {
      description:
        "No list of the feed's services has been read to its end yet, or not all of its records have been made again after the gateway's tables changed.",
    },
    MISSING: { description: 'Nothing is held.' },
  } as const satisfies Record<FeedState, object>,
})

const RuleSetRef = builder.enumType('RuleSet', {
  description: 'Rules by which a record becomes what is served of it.',
  values: {
    READING: { description: 'What a published record is read as.' },
    PLACING: { description: 'Which areas a record counts for.' },
    SCORING: { description: "A record's quality." },
    MATCHING: { description: 'Which records are held to be one service.' },
  } as const satisfies Record<RuleSet, object>,
})

const ReprocessingRef = builder.objectRef<Reprocessing>('Reprocessing').implement({
  description:
    'How far records have been made again by other rules than they were made by, from what was received and without asking a feed. What was made before is served until then.',
  fields: (t) => ({
    rules: t.expose('rules', { type: [RuleSetRef], nullable: false, description: 'The rules.' }),
    done: t.exposeInt('done', { nullable: false, description: 'Records made again so far.' }),
    total: t.exposeInt('total', { nullable: false, description: 'Records to be made again in all.' }),
  }),
})

export const FeedReportRef = builder.objectRef<FeedStanding>('FeedReport').implement({
  description:
    'How a feed stands behind an answer. A feed that could not answer is named here, never silently empty. Details still to come show in detailedShare alone.',
  fields: (t) => ({
    feed: t.field({
      type: FeedRef,
      nullable: false,
      description: 'The feed.',
      resolve: ({ slug }, _args, context) => context.feedOf(slug),
    }),
    state: t.expose('state', {
      type: FeedStateRef,
      nullable: false,
      description: 'How complete and fresh its data is.',
    }),
    asOf: t.expose('asOf', {
      type: 'DateTime',
      nullable: true,
      description: 'When the data used here was last confirmed with the feed. Null if never.',
    }),
    services: t.exposeInt('services', { nullable: false, description: 'How many active service records are held.' }),
    detailedShare: t.exposeFloat('detailedShare', {
      nullable: true,
      description: 'The share of those, 0 to 1, that is held in full detail. Null where none are held.',
    }),
    reprocessing: t.field({
      type: [ReprocessingRef],
      nullable: false,
      description:
        'What of its records is being made again by newer rules, another configuration or another geography; of SCORING and MATCHING the records of all feeds are counted, as they concern each other. Empty where nothing is.',
      resolve: ({ reprocessing }) => reprocessing ?? [],
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why it is not FRESH, in words a person can act on. Null where it is.',
    }),
    code: t.exposeString('code', {
      nullable: true,
      description: 'The code of the fault behind the reason. Open: codes may be added. Null where there is no fault.',
    }),
  }),
})

/** What every list over feeds' records says of its feeds. */
export function provenanceFields<P extends { readonly feeds: readonly string[] | undefined }>(t: FieldBuilder<P>) {
  return {
    feeds: t.field({
      type: [FeedReportRef],
      nullable: false,
      description: 'How each feed that could be behind this list stands, in the order of the configuration.',
      resolve: ({ feeds }: P, _args, context) => standingsOf(context, feeds),
    }),
    asOf: t.field({
      type: 'DateTime',
      nullable: false,
      description:
        'How old the data may be: the earliest time at which one of these feeds was last confirmed. The time of the answer where none has been yet.',
      resolve: ({ feeds }: P, _args, context) => earliestConfirmation(context, feeds),
    }),
    generation: t.string({
      nullable: false,
      description: 'A mark of the data behind the answer: equal generation, the same data.',
      resolve: (_parent, _args, context) => context.reader.generation(),
    }),
  }
}

/** How the feeds of those slugs stand (undefined: all), in the order of the configuration. */
export function standingsOf(context: RequestContext, slugs: readonly string[] | undefined): readonly FeedStanding[] {
  return slugs === undefined ? [...context.standings().values()] : context.reader.feeds.feedStandings(slugs)
}

/** Slugs of those of the feeds that are still configured: figures of a day gone by may name others. */
export function slugsOf(feeds: readonly { readonly slug: string }[], context: RequestContext): readonly string[] {
  return feeds.map(({ slug }) => slug).filter((slug) => context.feeds.some((feed) => feed.slug === slug))
}

/** When the first of those feeds (undefined: all) that is behind the answer was last confirmed; now where none was. */
export function earliestConfirmation(context: RequestContext, slugs: readonly string[] | undefined): string {
  let earliest: string | undefined
  for (const { asOf } of standingsOf(context, slugs)) {
    if (asOf !== undefined && (earliest === undefined || Date.parse(asOf) < Date.parse(earliest))) earliest = asOf
  }
  return earliest ?? new Date(context.now()).toISOString()
}
