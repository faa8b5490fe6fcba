import type { FeedsReader, FeedStanding } from '../../catalogue/catalogue-reader.ts'
import type { FeedConfig } from '../../model/feed.ts'
import { InputError } from '../../model/input-error.ts'
import { redact } from '../../model/redact.ts'
import { areasByCode } from '../area/area.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { FeedContentRef } from './feed-content.ts'
import { FilterHonestyRef } from './feed-filters.ts'
import { FeedVerificationRef } from './feed-verification.ts'
import { FeedHealthRef } from './feed-health.ts'
import { connectIssues, IssueFilterRef, RecordIssueConnectionRef } from './feed-issues.ts'
import { connectWorklist, WorklistChangeRef, WorklistKindRef, WorklistRef } from './feed-worklist.ts'
import { FeedReportRef } from './feed-report.ts'
import { encodeKeyId } from '../node/global-id.ts'
import { NodeRef } from '../node/node.ts'
import { forwardPageArguments } from '../connection/page-arguments.ts'
import { AreaRef, FeedRef } from '../refs.ts'
import { withoutNulls } from '../without-nulls.ts'
import type { StatedPublisher } from '../../model/inspection.ts'
import { itself, providedText } from '../provided-fields.ts'

const FeedPublisherRef = builder.objectRef<StatedPublisher>('FeedPublisher').implement({
  description: "Who publishes a feed, as the feed's own root document states (HSDS publisher).",
  fields: (t) => ({
    ...providedText(t, 'String', itself, {
      name: 'The name of the publisher. Null if not provided.',
      identifier: 'An identifier of the publisher, for example of a register of organizations. Null if not provided.',
      email: 'Where the publisher is written to. Null if not provided.',
    }),
    ...providedText(t, 'URL', itself, { website: 'The website of the publisher. Null if not provided.' }),
  }),
})

const FeedCountsRef = builder.objectRef<ReturnType<FeedsReader['feedCounts']>>('FeedCounts').implement({
  description: 'How many records of a feed are held.',
  fields: (t) => ({
    services: t.exposeInt('services', { nullable: false, description: 'Services, whatever their status.' }),
    organizations: t.exposeInt('organizations', { nullable: false, description: 'Organizations.' }),
    locations: t.exposeInt('locations', { nullable: false, description: 'Locations.' }),
    taxonomyTerms: t.exposeInt('taxonomyTerms', { nullable: false, description: 'Different taxonomy terms in use.' }),
    quarantined: t.exposeInt('quarantined', {
      nullable: false,
      description: 'Records set aside because they can not be kept; each is an issue of the feed.',
    }),
  }),
})

FeedRef.implement({
  description: "One publisher's feed of services.",
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The global id: opaque and stable.',
      resolve: ({ slug }) => encodeKeyId('Feed', slug),
    }),
    slug: t.exposeString('slug', { nullable: false, description: 'The short name of the feed, as filters name it.' }),
    name: t.exposeString('name', { nullable: false, description: 'The name of the feed.' }),
    publisher: t.exposeString('publisher', { nullable: false, description: 'Who publishes it.' }),
    statedPublisher: t.field({
      type: FeedPublisherRef,
      nullable: true,
      description:
        'Who publishes it, as its own root document states. It is asked for once a day. Null where that states nothing, or before it was read.',
      resolve: ({ slug }, _args, { reader }) => reader.feeds.feedRoot(slug)?.publisher,
    }),
    url: t.field({
      type: 'URL',
      nullable: false,
      description: 'Where it is published; keys in its parameters read REDACTED.',
      resolve: ({ url, secretParameters }) => redact(url, secretParameters),
    }),
    standard: t.string({
      nullable: true,
      description:
        'The dialect it speaks, as detected, or the version of HSDS that its root document names, for example HSDS-UK-3.0. Open: dialects may be added. Null before its first answer.',
      resolve: ({ slug }, _args, context) => standardOf(slug, context),
    }),
    licence: t.exposeString('licence', { nullable: true, description: 'The licence of its data. Null if not known.' }),
    attribution: t.exposeString('attribution', {
      nullable: true,
      description: 'How to name its source. Null if nothing is asked.',
    }),
    scope: t.exposeString('scope', {
      nullable: true,
      description:
        'What the publisher includes, for example all ages or families: feeds that are compared may differ. Null if not known.',
    }),
    areas: t.field({
      type: [AreaRef],
      nullable: false,
      description: "The publisher's own areas, from the configuration.",
      resolve: ({ areas }, _args, context) => areasByCode(areas, context),
    }),
    report: t.field({
      type: FeedReportRef,
      nullable: false,
      description: 'How complete and fresh what is held of it is.',
      resolve: ({ slug }, _args, context) => standingOf(slug, context),
    }),
    counts: t.field({
      type: FeedCountsRef,
      nullable: false,
      description: 'How many records of it are held.',
      resolve: ({ slug }, _args, { reader }) => reader.feeds.feedCounts(slug),
    }),
    health: t.field({
      type: FeedHealthRef,
      nullable: false,
      description: 'How talking to it goes.',
      resolve: ({ slug }, _args, context) => ({
        standing: standingOf(slug, context),
        traffic: context.feedHealth(slug),
      }),
    }),
    verification: t.field({
      type: FeedVerificationRef,
      nullable: true,
      description: 'Whether it keeps the standard. Null until it was verified.',
      resolve: ({ slug }, _args, { reader }) => reader.feeds.feedInspection(slug).verification,
    }),
    content: t.field({
      type: FeedContentRef,
      nullable: false,
      description: 'What its active services hold.',
      resolve: ({ slug }, _args, { reader }) => reader.feeds.feedContent(slug),
    }),
    filters: t.field({
      type: [FilterHonestyRef],
      nullable: false,
      description: 'Whether the parameters of its dialect do what they say. Empty before its first answer.',
      resolve: ({ slug }, _args, { reader }) => reader.feeds.feedInspection(slug).filters,
    }),
    issues: t.field({
      type: RecordIssueConnectionRef,
      nullable: false,
      description: 'Defects found in what it sent.',
      args: {
        where: t.arg({ type: IssueFilterRef, description: 'Which defects; not given: all.' }),
        ...forwardPageArguments,
      },
      resolve: ({ slug }, args, { reader }) => connectIssues(reader.feeds, slug, withoutNulls(args.where ?? {}), args),
    }),
    worklist: t.field({
      type: WorklistRef,
      nullable: false,
      description: 'What its publisher should look at, with what changed since the worklist that was last given out.',
      args: {
        kinds: t.arg({ type: [WorklistKindRef], description: 'Only of these kinds. Not given: of all.' }),
        changes: t.arg({
          type: [WorklistChangeRef],
          description: 'Only those of which this became since the last worklist. Not given: all.',
        }),
        ...forwardPageArguments,
      },
      resolve: ({ slug }, args, { reader }) => connectWorklist(reader.feeds, slug, args),
    }),
  }),
})

builder.queryFields((t) => ({
  feeds: t.field({
    type: [FeedRef],
    nullable: false,
    description: 'The configured feeds, in the order of the configuration.',
    args: { slugs: t.arg.stringList({ description: 'Only these, in this order. Not given: all.' }) },
    resolve: (_root, { slugs }, context) =>
      (slugs ?? [...context.standings().keys()]).map((slug, index) => findFeed(slug, context, ['slugs', index])),
  }),
  feed: t.field({
    type: FeedRef,
    nullable: true,
    description: 'A feed by its slug. Null, with an error, where none has it.',
    args: { slug: t.arg.string({ required: true, description: 'The slug of the feed.' }) },
    resolve: (_root, { slug }, context) => findFeed(slug, context, ['slug']),
  }),
}))

/** The configured feed of that slug; `InputError` UNKNOWN_FEED where there is none. */
export function findFeed(slug: string, context: RequestContext, path: readonly (string | number)[]): FeedConfig {
  const slugs = context.reader.feeds.feedSlugs()
  if (slugs.includes(slug)) return context.feedOf(slug)
  const known = slugs.join(', ')
  throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”. Feeds here: ${known}.`, path)
}

function standingOf(slug: string, context: RequestContext): FeedStanding {
  return context.standings().get(slug) ?? noLongerConfigured(slug)
}

function noLongerConfigured(slug: string): FeedStanding {
  const reason = `The feed “${slug}” was taken out of the configuration: nothing of it is held.`
  return { slug, state: 'MISSING', services: 0, consecutiveFailures: 0, reason }
}

/** Dialects of no supplier's own: what the root document says of its version is more exact than the shape of the records. */
const PLAIN = /^HSDS(?:-UK)?-3\./

function standardOf(slug: string, context: RequestContext): string | undefined {
  const { dialect } = standingOf(slug, context)
  const named = context.reader.feeds.feedRoot(slug)?.standard
  const isPlain = dialect === undefined || PLAIN.test(dialect)
  return isPlain && named !== undefined && PLAIN.test(named) ? named : dialect
}
