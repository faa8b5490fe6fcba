import type { ClusterReader } from '../../catalogue/clusters/cluster-reader.ts'
import type { StoredOrganization, StoredService } from '../../model/stored-records.ts'
import type { RecordRef } from '../../model/record.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { encodeKeyId, encodeRecordId } from '../node/global-id.ts'
import { NodeRef } from '../node/node.ts'
import { OrganizationRef, ServiceRef } from '../refs.ts'
import { uidOf } from '../../model/record-uid.ts'

type Cluster = NonNullable<ReturnType<ClusterReader['getClusters']>[number]>
type Conflict = ReturnType<ClusterReader['getConflicts']>[number][number]
type StatedValue = Conflict['values'][number]

const FieldValueRef = builder.objectRef<StatedValue>('FieldValue').implement({
  description: 'The value of one record in a field.',
  fields: (t) => ({
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The value, in the words of this API; a place, schedule or contact as a whole.',
      resolve: ({ value }, _args, { showAssurers, withholdPersonal }) =>
        showAssurers ? value : withholdPersonal(value),
    }),
    service: t.field({
      type: ServiceRef,
      nullable: false,
      description: 'The record whose value it is.',
      resolve: (provided, _args, context) => loadService(provided, context),
    }),
  }),
})

const FieldConflictRef = builder.objectRef<Conflict>('FieldConflict').implement({
  description: 'A field on which the records of a cluster differ.',
  fields: (t) => ({
    field: t.exposeString('field', { nullable: false, description: 'The name of the field.' }),
    values: t.expose('values', {
      type: [FieldValueRef],
      nullable: false,
      description:
        'The value of each record that has one, the last assured first; of contacts that of the preferred record first.',
    }),
  }),
})

const ServiceClusterRef = builder.objectRef<Cluster>('ServiceCluster').implement({
  description: 'Records held to be one real service. A record that no other feed lists is a cluster of one.',
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description:
        'The global id: opaque, and kept through refreshes. Where clusters merge or split, their ids still lead to what became of them.',
      resolve: ({ key }) => encodeKeyId('ServiceCluster', key),
    }),
    preferred: t.field({
      type: ServiceRef,
      nullable: false,
      description:
        'The record that stands for all: active, last assured, last modified, of the best quality, in this order.',
      resolve: ({ listings: [first] }, _args, context) => {
        if (first === undefined) throw new Error('A cluster has no record.')
        return loadService(first, context)
      },
    }),
    listings: t.field({
      type: [ServiceRef],
      nullable: false,
      description: 'Its records, the preferred one first.',
      resolve: ({ listings }, _args, context) => loadServices(listings, context),
    }),
    conflicts: t.field({
      type: [FieldConflictRef],
      nullable: false,
      description: 'Fields in which its records differ. Empty where they agree.',
      resolve: async (cluster, _args, { loaders }) => (await loaders.conflicts.load(cluster)) ?? [],
    }),
    mergedFrom: t.idList({
      nullable: false,
      description: 'Ids of clusters that its records were in before, oldest first. Empty where there were none.',
      resolve: ({ mergedFrom }) => mergedFrom.map((key) => encodeKeyId('ServiceCluster', key)),
    }),
  }),
})

builder.objectFields(ServiceRef, (t) => ({
  cluster: t.field({
    type: ServiceClusterRef,
    nullable: false,
    description: 'All records held to be the same real service, this one included.',
    resolve: (service, _args, context) => loadCluster(service, context),
  }),
  alsoListedBy: t.field({
    type: [ServiceRef],
    nullable: false,
    description: 'The other records held to be the same real service. Empty where no other feed lists it.',
    resolve: async (service, _args, context) => {
      const { listings } = await loadCluster(service, context)
      const { feed, originId } = service.provenance
      return loadServices(
        listings.filter((other) => other.feed !== feed || other.originId !== originId),
        context,
      )
    },
  }),
}))

builder.objectField(OrganizationRef, 'alsoListedBy', (t) =>
  t.field({
    type: [OrganizationRef],
    nullable: false,
    description:
      'The records of other feeds that are held to be the same real organization. Empty where there are none.',
    resolve: async ({ provenance }, _args, { loaders }) => {
      const twins = (await loaders.organizationTwins.load(provenance)) ?? []
      const loaded = await Promise.all(twins.map(async (ref) => loaders.organizations.load(ref)))
      return loaded.filter((twin): twin is StoredOrganization => twin !== undefined)
    },
  }),
)

builder.objectField(OrganizationRef, 'countedAs', (t) =>
  t.id({
    nullable: false,
    description:
      'The id under which figures count it: one of its own and those of the records held to be the same real organization, the same for all of them.',
    resolve: async ({ provenance }, _args, { loaders }) => {
      const twins = (await loaders.organizationTwins.load(provenance)) ?? []
      const ids = [provenance, ...twins].map(({ feed, originId }) => encodeRecordId('Organization', feed, originId))
      return ids.reduce((first, id) => (id < first ? id : first))
    },
  }),
)

async function loadCluster({ provenance }: StoredService, { loaders }: RequestContext): Promise<Cluster> {
  const { feed, originId } = provenance
  const alone = { key: uidOf({ feed, originId }), listings: [{ feed, originId }], mergedFrom: [] }
  return (await loaders.clusters.load(provenance)) ?? alone
}

async function loadServices(
  refs: readonly RecordRef[],
  { loaders }: RequestContext,
): Promise<readonly StoredService[]> {
  const loaded = await Promise.all(refs.map(async (ref) => loaders.services.load(ref)))
  return loaded.filter((service) => service !== undefined)
}

async function loadService(ref: RecordRef, context: RequestContext): Promise<StoredService> {
  const [service] = await loadServices([ref], context)
  if (service === undefined) throw new Error(`The record ${uidOf(ref)} went while it was read.`)
  return service
}
