import { GraphQLError } from 'graphql'
import type { GoneType } from '../../model/change.ts'
import type { RecordRef } from '../../model/record.ts'
import { refOf } from '../../model/record-uid.ts'
import type { RequestContext } from '../context.ts'
import type { GlobalIdTarget } from './global-id.ts'

/** What descriptions of fields by id say of records that were removed. */
export const GONE_NOTE =
  'Where it was removed: null, with an error of code GONE whose extensions say when (`removedAt`) and from which `feed`.'

const TYPES = {
  Service: 'service',
  Organization: 'organization',
  Location: 'location',
  ServiceAtLocation: 'serviceAtLocation',
} as const satisfies Record<string, GoneType>

/** Gives what was loaded; where that is nothing, but there was such a record once, raises GONE. */
export function orGone<T>(
  loaded: T | undefined | Promise<T | undefined>,
  target: GlobalIdTarget,
  context: RequestContext,
): T | undefined | Promise<T | undefined> {
  if (loaded instanceof Promise) return loaded.then((value) => value ?? raiseGone(target, context))
  return loaded ?? raiseGone(target, context)
}

function raiseGone(target: GlobalIdTarget, { reader }: RequestContext): undefined {
  const record = recordOf(target)
  const removedAt = record && reader.feeds.removedAt(record.type, record.ref)
  if (record === undefined || removedAt === undefined) return undefined
  const { feed } = record.ref
  const message =
    record.type === 'feed'
      ? `The feed “${feed}” was taken out of this gateway at ${removedAt}: leave it out.`
      : `This was removed at ${removedAt}: its feed “${feed}” no longer lists it, or was taken out. Leave it out, or search for what replaced it.`
  throw new GraphQLError(message, { extensions: { code: 'GONE', removedAt, feed } })
}

function recordOf(target: GlobalIdTarget): { readonly type: GoneType; readonly ref: RecordRef } | undefined {
  switch (target.type) {
    case 'Service':
    case 'Organization':
    case 'Location':
    case 'ServiceAtLocation':
      return { type: TYPES[target.type], ref: target.ref }
    // A cluster is called by one of its services.
    case 'ServiceCluster':
      return { type: 'service', ref: refOf(target.key) }
    case 'Feed':
      return { type: 'feed', ref: { feed: target.key, originId: target.key } }
    case 'Taxonomy':
    case 'TaxonomyTerm':
    case 'Area':
      return undefined
  }
}
