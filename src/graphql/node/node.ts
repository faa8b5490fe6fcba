import type { StoredCluster } from '../../catalogue/clusters/stored-cluster.ts'
import type { StoredTaxonomy, StoredTerm } from '../../catalogue/catalogue-reader.ts'
import type { Area } from '../../geography/area.ts'
import type { FeedIdentity } from '../../model/feed.ts'
import { builder } from '../builder.ts'
import type { FeedRecordValue } from './detail.ts'
import type { RecordTypeName } from './global-id.ts'

/** Anything that has a global id. */
export type NodeValue = FeedRecordValue | FeedIdentity | StoredTaxonomy | StoredTerm | Area | StoredCluster

export const NodeRef = builder.interfaceRef<NodeValue>('Node').implement({
  description: 'Anything that can be had again by its id (Relay).',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The global id: opaque, stable, and valid as long as the feed publishes what it stands for.',
      resolve: () => {
        throw new Error('Every type with an id makes its own.')
      },
    }),
  }),
  resolveType: (value) => nodeTypeName(value),
})

/** The GraphQL type of a value that has a global id. */
export function nodeTypeName(
  value: NodeValue,
): RecordTypeName | 'Feed' | 'Taxonomy' | 'TaxonomyTerm' | 'Area' | 'ServiceCluster' {
  if ('provenance' in value) return recordTypeName(value)
  if ('slug' in value) return 'Feed'
  if ('listings' in value) return 'ServiceCluster'
  if ('successors' in value) return 'Area'
  return 'key' in value ? 'Taxonomy' : 'TaxonomyTerm'
}

/** The GraphQL type of a record of a feed. */
export function recordTypeName(record: FeedRecordValue): RecordTypeName {
  if ('owner' in record) return 'ServiceAtLocation'
  if ('service' in record) return 'Service'
  return 'organization' in record ? 'Organization' : 'Location'
}
