import { taxonomyUuid } from '../../model/record-uuid.ts'
import { sharedFirst } from '../../model/shared-first.ts'
import { builder } from '../builder.ts'
import { encodeKeyId } from '../node/global-id.ts'
import { NodeRef } from '../node/node.ts'
import { longPageArguments } from '../connection/page-arguments.ts'
import { FeedRef, TaxonomyRef, TaxonomyTermConnectionRef } from '../refs.ts'
import { connectTerms } from './taxonomy-term-list.ts'
import { withoutNulls } from '../without-nulls.ts'
import { present } from '../../model/present.ts'

TaxonomyRef.implement({
  description: 'A scheme of terms by which services are classified (HSDS taxonomy).',
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The global id: opaque and stable.',
      resolve: ({ key }) => encodeKeyId('Taxonomy', key),
    }),
    uuid: t.string({
      nullable: false,
      description: 'The same id as a UUID, for forms that take no other. It is found by it, as by `id`.',
      resolve: ({ key }) => taxonomyUuid(key),
    }),
    name: t.exposeString('name', { nullable: false, description: 'The name of the taxonomy.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'What the taxonomy is. Null if not provided.',
    }),
    uri: t.exposeString('uri', { nullable: true, description: 'The URI of the taxonomy. Null if it has none.' }),
    version: t.exposeString('version', {
      nullable: true,
      description: 'The version of the taxonomy. Null if not provided.',
    }),
    shared: t.exposeBoolean('shared', {
      nullable: false,
      description: 'Whether more than one feed may use it, for it has a URI of its own; else it is local to one feed.',
    }),
    feeds: t.field({
      type: [FeedRef],
      nullable: false,
      description: 'The feeds that use it.',
      resolve: ({ feeds }, _args, context) => feeds.map((slug) => context.feedOf(slug)),
    }),
    termCount: t.exposeInt('termCount', { nullable: false, description: 'How many terms it has.' }),
    terms: t.field({
      type: TaxonomyTermConnectionRef,
      nullable: false,
      description: 'The terms of the taxonomy.',
      args: { level: t.arg.int({ description: 'Only terms of this level; roots are 1.' }), ...longPageArguments },
      resolve: ({ key }, args, context, info) => {
        const { level } = withoutNulls(args)
        return connectTerms(context, { scheme: key, ...present({ level }) }, args, info)
      },
    }),
  }),
})

builder.queryField('taxonomies', (t) =>
  t.field({
    type: [TaxonomyRef],
    nullable: false,
    description: 'All taxonomies in use, those that feeds share first.',
    resolve: (_root, _args, context) => sharedFirst(context.taxonomies(), (taxonomy) => taxonomy),
  }),
)
