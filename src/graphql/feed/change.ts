import type { FeedsReader } from '../../catalogue/catalogue-reader.ts'
import { InputError } from '../../model/input-error.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit } from '../connection/connection.ts'
import { createEdge, pageFields } from '../connection/connection-fields.ts'
import type { RequestContext } from '../context.ts'
import { createCursorBinding, decodeCursor } from '../connection/cursors.ts'
import { FeedRecordRef } from './feed-record.ts'
import { FeedReportRef, standingsOf } from './feed-report.ts'
import { findFeed } from './feed.ts'
import { encodeKeyId, encodeRecordId } from '../node/global-id.ts'
import { readSize } from '../connection/page-arguments.ts'
import { FeedRef } from '../refs.ts'
import { describeFigure } from '../../model/definitions/figure-definitions.ts'

type Query = Parameters<FeedsReader['changes']>[0]
type Change = ReturnType<FeedsReader['changes']>['changes'][number]

const DEFAULT_SIZE = 100
const NODE_TYPES = { service: 'Service', organization: 'Organization', location: 'Location' } as const

const ChangeKindRef = builder.enumType('ChangeKind', {
  description: 'What happened to a record, or to a cluster of records held to be one service.',
  values: {
    ADDED: {
      description:
        'A record is new; all are when a feed is first read, or counts again. What its details add to its list item is no update.',
    },
    UPDATED: { description: 'A record differs in the fields named.' },
    REMOVED: {
      description:
        'A complete list of its feed no longer names the record, or its feed was taken out of the configuration.',
    },
    MERGED: { description: 'Clusters were found to be one service.' },
    SPLIT: { description: 'A cluster was found to be several services.' },
    CONTACT_CHANGED: {
      description:
        'A record of a service that other feeds list too has other telephone numbers, e-mail addresses or pages than before. It was updated as well.',
    },
  } as const satisfies Record<Change['kind'], object>,
})

const ChangeRef = builder.objectRef<Change>('Change').implement({
  description: 'A change of what this gateway shows. Changes are kept for 90 days.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKindRef, nullable: false, description: 'What happened.' }),
    at: t.expose('at', { type: 'DateTime', nullable: false, description: 'When it became visible here.' }),
    feed: t.field({
      type: FeedRef,
      nullable: false,
      description: 'The feed of the record. One that is no longer configured is shown as it last was.',
      resolve: ({ feed }, _args, context) => context.reader.feeds.formerFeed(feed) ?? context.feedOf(feed),
    }),
    id: t.id({
      nullable: false,
      description: 'The global id of what changed.',
      resolve: ({ type, feed, originId }) =>
        type === 'cluster' ? encodeKeyId('ServiceCluster', originId) : encodeRecordId(NODE_TYPES[type], feed, originId),
    }),
    name: t.exposeString('name', {
      nullable: true,
      description:
        'The name of the record after the change, or before it went; of a record in it, where a cluster changed. Null where it has none.',
    }),
    fields: t.exposeStringList('fields', {
      nullable: false,
      description: 'The names of the fields of the record that differ. Empty unless it or its contacts were updated.',
    }),
    record: t.field({
      type: FeedRecordRef,
      nullable: true,
      description: 'The record as it is held now. Null where it is no longer held, or a cluster changed.',
      resolve: ({ type, feed, originId }, _args, { loaders }) => {
        const ref = { feed, originId }
        if (type === 'service') return loaders.services.load(ref)
        if (type === 'organization') return loaders.organizations.load(ref)
        return type === 'location' ? loaders.locations.load(ref) : null
      },
    }),
    from: t.idList({
      nullable: false,
      description: 'The clusters before. Empty unless clusters were merged or split.',
      resolve: ({ from }) => from.map((key) => encodeKeyId('ServiceCluster', key)),
    }),
    into: t.idList({
      nullable: false,
      description: 'The clusters after. Empty unless clusters were merged or split.',
      resolve: ({ into }) => into.map((key) => encodeKeyId('ServiceCluster', key)),
    }),
  }),
})

const ChangeEdgeRef = createEdge<Change, Hit>('ChangeEdge', ChangeRef, ['A', 'change'])

const ChangeConnectionRef = builder.objectRef<Connection<Change>>('ChangeConnection').implement({
  description:
    'A page of changes, in the order in which they became visible. Keep the last cursor and give it as `after` to go on: no change is missed, and a cursor from before `historyFrom` is refused with CURSOR_EXPIRED.',
  fields: (t) => ({
    ...pageFields(t, 'changes', ChangeEdgeRef),
    historyFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'From when on all changes are kept: with an earlier `since`, what changed before it is not among them. Null before anything was read.',
      resolve: (_connection, _args, { reader }) => reader.feeds.changesFrom(),
    }),
    feeds: t.field({
      type: [FeedReportRef],
      nullable: false,
      description:
        'How each feed that could be behind this list stands: of one that is not FRESH, changes may be lacking.',
      resolve: ({ feeds }, _args, context) =>
        standingsOf(
          context,
          feeds?.filter((slug) => context.standings().has(slug)),
        ),
    }),
  }),
})

builder.queryFields((t) => ({
  changes: t.field({
    type: ChangeConnectionRef,
    nullable: true,
    description: describeFigure('Query.changes'),
    args: {
      since: t.arg({ type: 'DateTime', required: true, description: 'Changes from this instant on.' }),
      until: t.arg({ type: 'DateTime', description: 'Changes before this instant. Not given: up to now.' }),
      feeds: t.arg.stringList({
        description: 'Slugs of feeds, also of ones that are no longer configured. Not given: all.',
      }),
      kinds: t.arg({ type: [ChangeKindRef], description: 'Only these. Not given: all.' }),
      newestFirst: t.arg.boolean({
        defaultValue: false,
        description: 'Whether they are listed from the newest backwards, as readers of news do.',
      }),
      first: t.arg.int({ defaultValue: DEFAULT_SIZE, description: 'How many changes the page holds; 0 to 100.' }),
      after: t.arg.string({ description: 'A cursor of this list: the page starts after it.' }),
    },
    resolve: (_root, { since, until, feeds, kinds, newestFirst, first, after }, context) => {
      for (const [index, slug] of (feeds ?? []).entries())
        if (context.reader.feeds.formerFeed(slug) === undefined) findFeed(slug, context, ['feeds', index])
      const query: Query = {
        since,
        ...(until ? { until } : {}),
        ...(feeds ? { feeds } : {}),
        ...(kinds ? { kinds } : {}),
        ...(newestFirst ? { isNewestFirst: true } : {}),
      }
      return connectChanges(context, query, { first, after })
    },
  }),
}))

function connectChanges(
  { reader }: RequestContext,
  query: Query,
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
): Connection<Change> {
  if (query.until !== undefined && Date.parse(query.until) < Date.parse(query.since))
    throw new InputError('BAD_USER_INPUT', '`until` is before `since`: give a later instant, or leave it out.', [
      'until',
    ])
  const binding = createCursorBinding('changes', query)
  const limit = readSize('first', args.first ?? DEFAULT_SIZE)
  const after = typeof args.after === 'string' ? Number(decodeCursor(binding, args.after, 'after').uid) : undefined
  if (after !== undefined && query.isNewestFirst !== true && after < reader.feeds.lastForgottenChange()) {
    const from = reader.feeds.changesFrom()
    throw new InputError(
      'CURSOR_EXPIRED',
      `Changes after this cursor are no longer all kept: read the records again, and begin with \`since: "${from}"\` and no \`after\`.`,
      ['after'],
    )
  }
  return createConnection<Change, Hit & { readonly change: Change }>({
    binding,
    slice: { limit, backward: false },
    search(slice) {
      const { changes, hasNext } = reader.feeds.changes(query, slice.limit, after)
      const hits = changes.map((change) => ({ change, anchor: { value: null, uid: String(change.seq) } }))
      return { hits, hasNext, hasPrevious: after !== undefined }
    },
    read: (hits) => hits.map(({ change }) => change),
    count: () => {
      throw new Error('Changes are not counted.')
    },
    feeds: query.feeds,
  })
}
