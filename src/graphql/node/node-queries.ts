import { InputError } from '../../model/input-error.ts'
import type { RecordRef } from '../../model/record.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { findFeed } from '../feed/feed.ts'
import type { CurrentLoader } from './current-records.ts'
import { loadNode, loadRecord } from './load-node.ts'
import { readNodeId, readRecordId } from './read-node-id.ts'
import { NodeRef } from './node.ts'
import { GONE_NOTE, orGone } from './raise-gone.ts'
import type { RecordLoader } from './record-loader.ts'
import { LocationRef, OrganizationRef, ServiceRef } from '../refs.ts'

/** The most ids one `nodes` may name. */
const MAX_IDS = 100

const OR_UUID = ', or the UUID of a service, a service at a location, an organization, a taxonomy or a term'

interface Origin {
  readonly feed: string
  readonly originId: string
}

const OriginKeyRef = builder.inputRef<Origin>('OriginKey').implement({
  description: "A record by its feed and the publisher's own identifier.",
  fields: (t) => ({
    feed: t.string({ required: true, description: 'The slug of the feed.' }),
    originId: t.string({ required: true, description: "The publisher's identifier of the record." }),
  }),
})

builder.queryFields((t) => ({
  node: t.field({
    type: NodeRef,
    nullable: true,
    description: `Anything by its global id. Null where the id is unknown. ${GONE_NOTE}`,
    args: { id: t.arg.id({ required: true, description: `The global id${OR_UUID}.` }) },
    resolve: (_root, { id }, context) => loadNode(readNodeId(id, context), context),
  }),
  nodes: t.field({
    type: [NodeRef],
    nullable: { list: false, items: true },
    description: `Several things by their global ids, at most ${MAX_IDS}, in the same order. Null in place of each id that is unknown or gone; of one that is gone an error says so, as of \`node\`.`,
    args: { ids: t.arg.idList({ required: true, description: `The global ids${OR_UUID}.` }) },
    resolve: (_root, { ids }, context) => {
      if (ids.length > MAX_IDS) {
        throw new InputError(
          'BAD_USER_INPUT',
          `${ids.length} ids are too many: ask for at most ${MAX_IDS} at a time.`,
          ['ids'],
        )
      }
      // Each by itself: one that is gone is an error at its own place.
      return ids.map(async (id) => loadNode(readNodeId(id, context), context))
    },
  }),
  service: t.field({
    type: ServiceRef,
    nullable: true,
    description: `A service by its global id, or by its feed and origin id. Null where it is unknown. ${GONE_NOTE}`,
    args: {
      id: t.arg.id({ description: 'The global id, or the UUID. Not together with origin.' }),
      origin: t.arg({
        type: OriginKeyRef,
        description: "The feed and the publisher's identifier. Not together with id.",
      }),
    },
    resolve: (_root, { id, origin }, context) => findService(id ?? undefined, origin ?? undefined, context),
  }),
  organization: t.field({
    type: OrganizationRef,
    nullable: true,
    description: `An organization by its global id or UUID. Null where it is unknown. ${GONE_NOTE}`,
    args: { id: t.arg.id({ required: true, description: 'The global id.' }) },
    resolve: (_root, { id }, context) =>
      findById(id, 'Organization', context, context.loaders.organizations, context.loaders.current.organizations),
  }),
  location: t.field({
    type: LocationRef,
    nullable: true,
    description: `A location by its global id. Null where it is unknown. ${GONE_NOTE}`,
    args: { id: t.arg.id({ required: true, description: 'The global id.' }) },
    resolve: (_root, { id }, context) =>
      findById(id, 'Location', context, context.loaders.locations, context.loaders.current.locations),
  }),
}))

/** The record of this type that an id stands for. */
function findById<T>(
  id: string,
  type: 'Organization' | 'Location',
  context: RequestContext,
  held: RecordLoader<RecordRef, T>,
  current: CurrentLoader<T>,
) {
  const ref = readRecordId(id, type, context)
  return ref && orGone(loadRecord(ref, held, current, context), { type, ref }, context)
}

function findService(id: string | undefined, origin: Origin | undefined, context: RequestContext) {
  const { services, current } = context.loaders
  if ((id === undefined) === (origin === undefined)) {
    throw new InputError('BAD_USER_INPUT', 'Give exactly one of `id` and `origin`.', [
      id === undefined ? 'id' : 'origin',
    ])
  }
  if (origin !== undefined && context.reader.feeds.formerFeed(origin.feed) === undefined)
    findFeed(origin.feed, context, ['origin', 'feed'])
  const ref = id === undefined ? origin : readRecordId(id, 'Service', context)
  return ref && orGone(loadRecord(ref, services, current.services, context), { type: 'Service', ref }, context)
}
