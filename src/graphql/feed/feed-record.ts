import type { Extended } from '../../model/attribute.ts'
import { recordUuid } from '../../model/record-uuid.ts'
import { builder } from '../builder.ts'
import { type FeedRecordValue, shownProvenance } from '../node/detail.ts'
import { encodeRecordId } from '../node/global-id.ts'
import { NodeRef, recordTypeName } from '../node/node.ts'
import { FeedRef } from '../refs.ts'
import { shownExtensionsOfRecord } from '../shown-extensions.ts'

const RecordDetailRef = builder.enumType('RecordDetail', {
  description: 'How much of a record is held.',
  values: {
    FULL: { description: "The publisher's whole record." },
    LIST_ITEM: {
      description:
        "Only what the publisher's list says: an empty list here may only mean that the details are not held.",
    },
  } as const,
})

export const FeedRecordRef = builder.interfaceRef<FeedRecordValue>('FeedRecord').implement({
  description: 'What every record of a feed carries.',
  interfaces: [NodeRef],
  resolveType: (record) => recordTypeName(record),
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The global id: opaque, stable, made of the feed, the kind of record and its origin id.',
      resolve: (record) => encodeRecordId(recordTypeName(record), record.provenance.feed, record.provenance.originId),
    }),
    uuid: t.string({
      nullable: false,
      description:
        'The same id as a UUID, for forms that take no other. Services, services at locations and organizations are found by it, as by `id`.',
      resolve: (record) =>
        recordUuid(record.provenance.type, record.provenance, 'owner' in record ? record.owner.provenance : undefined),
    }),
    feed: t.field({
      type: FeedRef,
      nullable: false,
      description: 'The feed that publishes the record.',
      resolve: (record, _args, context) => context.feedOf(record.provenance.feed),
    }),
    originId: t.string({
      nullable: false,
      description:
        "The publisher's own identifier of the record, as text. Unique only among records of its kind in its feed.",
      resolve: (record) => record.provenance.originId,
    }),
    sourceUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'Where the publisher serves the record. Null where it has no address of its own.',
      resolve: (record) => record.provenance.sourceUrl,
    }),
    detail: t.field({
      type: RecordDetailRef,
      nullable: false,
      description: 'Whether the whole record is held, or only what a list says of it.',
      resolve: (record, _args, context) => {
        const provenance = shownProvenance(record, context)
        return provenance instanceof Promise ? provenance.then(({ detail }) => detail) : provenance.detail
      },
    }),
    lastModified: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the record was last modified, as the publisher says. Null where it does not say.',
      resolve: (record) => record.provenance.lastModified,
    }),
    fetchedAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When this gateway last confirmed the record with the feed.',
      resolve: (record, _args, context) => {
        const provenance = shownProvenance(record, context)
        return provenance instanceof Promise ? provenance.then(({ fetchedAt }) => fetchedAt) : provenance.fetchedAt
      },
    }),
    extensions: t.field({
      type: 'JSON',
      nullable: true,
      description:
        "The publisher's properties outside HSDS, as received, less those that identify an assurer unless this gateway is configured to show them; those of the record's parts by their place in it, for example phones[0].department. Parts that could not be read are here as well. Null where there are none.",
      resolve: (record, _args, context) => shownExtensionsOfRecord(extendedOf(record), context),
    }),
  }),
})

function extendedOf(record: FeedRecordValue): Extended {
  if ('owner' in record) return record.place
  if ('service' in record) return record.service
  return 'organization' in record ? record.organization : record.location
}
