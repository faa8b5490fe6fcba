import type { RecordRef } from '../../model/record.ts'

export type RecordTypeName = 'Service' | 'Organization' | 'Location' | 'ServiceAtLocation'
type KeyTypeName = 'Feed' | 'Taxonomy' | 'TaxonomyTerm' | 'Area' | 'ServiceCluster'

/** What a global id stands for: a record of a feed, or a feed, taxonomy or term by its key. */
export type GlobalIdTarget =
  | { readonly type: RecordTypeName; readonly ref: RecordRef }
  | { readonly type: KeyTypeName; readonly key: string }

/** The opaque id of a record: equal for equal type, feed and publisher's id, and for nothing else. */
export function encodeRecordId(type: RecordTypeName, feed: string, originId: string): string {
  return Buffer.from(`${type}:${feed}:${originId}`).toString('base64url')
}

/** The opaque id of a feed (by slug), a taxonomy (by key), a taxonomy term (by canonical URI), an area (by code) or a cluster of services (by key). */
export function encodeKeyId(type: KeyTypeName, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url')
}

/** What an id stands for; undefined where the gateway can't have given it. Whether there is such a record is not asked. */
export function decodeGlobalId(id: string): GlobalIdTarget | undefined {
  const text = Buffer.from(id, 'base64url').toString()
  // Decoding forgives stray characters; only the one spelling that encoding gives is an id.
  if (Buffer.from(text).toString('base64url') !== id) return undefined
  const [type, rest] = splitOnce(text)
  if (rest === undefined || rest === '') return undefined
  switch (type) {
    case 'Service':
    case 'Organization':
    case 'Location':
    case 'ServiceAtLocation': {
      const [feed, originId] = splitOnce(rest)
      return originId === undefined || originId === '' ? undefined : { type, ref: { feed, originId } }
    }
    case 'Feed':
    case 'Taxonomy':
    case 'TaxonomyTerm':
    case 'Area':
    case 'ServiceCluster':
      return { type, key: rest }
    default:
      return undefined
  }
}

/** The record an id of that type stands for; undefined for every other id. */
export function decodeRecordId(id: string, type: RecordTypeName): RecordRef | undefined {
  const target = decodeGlobalId(id)
  return target !== undefined && target.type === type && 'ref' in target ? target.ref : undefined
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const colon = text.indexOf(':')
  return colon === -1 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)]
}
