import type { StoredTerm } from '../../catalogue/catalogue-reader.ts'
import { termUuid } from '../../model/record-uuid.ts'
import { unknownTerm } from '../../catalogue/terms/unknown-term.ts'
import { builder } from '../builder.ts'
import { encodeKeyId } from '../node/global-id.ts'
import { keptBy } from '../kept-texts.ts'
import { NodeRef } from '../node/node.ts'
import { ServiceConnectionRef, TaxonomyRef, TaxonomyTermRef } from '../refs.ts'
import { nestedServiceArguments } from '../service/service-connection.ts'
import { connectServices } from '../service/service-connection-data.ts'
import { itself, providedText } from '../provided-fields.ts'

TaxonomyTermRef.implement({
  description:
    'A term by which services are classified, as all feeds and its scheme together describe it (HSDS taxonomy_term).',
  extensions: keptBy<StoredTerm>(({ uri }) => uri),
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The global id: opaque and stable.',
      resolve: ({ uri }) => encodeKeyId('TaxonomyTerm', uri),
    }),
    uuid: t.string({
      nullable: false,
      description: 'The same id as a UUID, for forms that take no other. It is found by it, as by `id` and `uri`.',
      resolve: ({ uri }) => termUuid(uri),
    }),
    uri: t.exposeString('uri', {
      nullable: false,
      description: 'The canonical URI of the term; a local term without one has one under its feed.',
    }),
    ...providedText(t, 'String', itself, {
      curie: 'The URI in short, for example esdServiceType:242. Null where its scheme has no prefix.',
      code: 'The code of the term in its scheme. Null if it has none.',
      description: 'What the term means. Null if not provided.',
      language: 'The language of the name, as an ISO 639 code. Null if not provided.',
    }),
    ...providedText(t, 'URL', itself, { termUri: 'The URI of the term as published. Null if not provided.' }),
    name: t.exposeString('name', { nullable: false, description: 'The name of the term.' }),
    otherNames: t.exposeStringList('otherNames', {
      nullable: false,
      description: 'Other names that feeds give the same term. Empty where all agree.',
    }),
    taxonomy: t.field({
      type: TaxonomyRef,
      nullable: false,
      description: 'The taxonomy it belongs to.',
      resolve: (term, _args, { loaders }) => {
        const [taxonomy] = loaders.taxonomyOfTerm.follow(term)
        if (taxonomy === undefined) throw new Error(`The term ${term.uri} belongs to no taxonomy that is held.`)
        return taxonomy
      },
    }),
    level: t.exposeInt('level', { nullable: false, description: 'Its shortest distance from a root; roots are 1.' }),
    discontinued: t.exposeBoolean('discontinued', {
      nullable: false,
      description: 'Whether its scheme has given it up. Services may still carry it.',
    }),
    parents: t.field({
      type: [TaxonomyTermRef],
      nullable: false,
      description: 'The next broader terms; there may be several. Empty for a root.',
      resolve: (term, _args, { loaders }) => loaders.parentsOfTerm.follow(term),
    }),
    ancestors: t.field({
      type: [TaxonomyTermRef],
      nullable: false,
      description: 'All broader terms, the next ones first, each once. Empty for a root.',
      resolve: (term, _args, { loaders }) => findAncestors(term, (each) => loaders.parentsOfTerm.follow(each)),
    }),
    children: t.field({
      type: [TaxonomyTermRef],
      nullable: false,
      description: 'The next narrower terms. Empty where there are none.',
      resolve: (term, _args, { loaders }) => loaders.childrenOfTerm.follow(term),
    }),
    services: t.field({
      type: ServiceConnectionRef,
      nullable: false,
      description: 'The services that carry the term, a narrower one, or one that mappings lead to.',
      args: nestedServiceArguments,
      resolve: ({ uri }, args, context, info) =>
        connectServices(context, args, info, { taxonomyTerms: { anyOf: [uri], descendants: true, mapped: true } }),
    }),
  }),
})

builder.queryField('taxonomyTerm', (t) =>
  t.field({
    type: TaxonomyTermRef,
    nullable: true,
    description: 'A taxonomy term by its URI, CURIE or UUID. Null, with an error, where none is known by it.',
    args: {
      uri: t.arg.string({ required: true, description: 'The URI, CURIE or UUID, for example esdServiceType:242.' }),
    },
    resolve: (_root, { uri }, { reader }) => {
      const term = reader.terms.findTerm(uri)
      if (term === undefined) throw unknownTerm(uri, ['uri'])
      return term
    },
  }),
)

/** Nearest first; a term that hierarchies have above itself is not its own ancestor. */
function findAncestors(
  term: StoredTerm,
  parentsOf: (term: StoredTerm) => readonly StoredTerm[],
): readonly StoredTerm[] {
  const found = new Map<string, StoredTerm>([[term.uri, term]])
  // What is added while it is gone through comes last in it.
  for (const each of found.values())
    for (const above of parentsOf(each)) if (!found.has(above.uri)) found.set(above.uri, above)
  found.delete(term.uri)
  return [...found.values()]
}
