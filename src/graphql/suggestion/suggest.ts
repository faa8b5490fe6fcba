import type { Suggestion } from '../../catalogue/suggest/suggestion.ts'
import { InputError } from '../../model/input-error.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { NodeRef, type NodeValue } from '../node/node.ts'

const MOST = 20

/** A suggestion with what is held of it. */
interface Suggested {
  readonly kind: Suggestion['kind']
  readonly label: string
  readonly sublabel: string | undefined
  readonly node: NodeValue
  /** Counts its active services; undefined where they are not counted. */
  readonly serviceCount?: () => number
}

const SuggestionKindRef = builder.enumType('SuggestionKind', {
  description: 'What is suggested.',
  values: {
    TERM: { description: 'A taxonomy term that services carry.' },
    AREA: { description: 'An area that services count for.' },
    ORGANIZATION: { description: 'An organization; records held to be one real organization are suggested once.' },
    SERVICE: { description: 'A service; records held to be one real service are suggested once.' },
  } as const satisfies Record<Suggestion['kind'], object>,
})

const SuggestionRef = builder.objectRef<Suggested>('Suggestion').implement({
  description: 'What a text may be the beginning of.',
  fields: (t) => ({
    kind: t.field({
      type: SuggestionKindRef,
      nullable: false,
      description: 'What it is.',
      resolve: ({ kind }) => kind,
    }),
    label: t.exposeString('label', { nullable: false, description: 'Its name.' }),
    sublabel: t.string({
      nullable: true,
      description:
        'What distinguishes it from others of its name: the taxonomy of a term, the area above an area, the publisher of an organization, the organization of a service. Null if not known.',
      resolve: ({ sublabel }) => sublabel,
    }),
    serviceCount: t.int({
      nullable: true,
      description: 'Active services under the term, or available in the area. Null for organizations and services.',
      resolve: ({ serviceCount }) => serviceCount?.() ?? null,
    }),
    node: t.field({ type: NodeRef, nullable: false, description: 'It itself.', resolve: ({ node }) => node }),
  }),
})

builder.queryField('suggest', (t) =>
  t.field({
    type: [SuggestionRef],
    nullable: true,
    description:
      'What a text being typed may mean, likeliest first: terms, areas, organizations and services with names whose words begin so, the beginnings of whole names first. One slip in the last word is forgiven where nothing begins as typed. Empty where nothing is known. Null, with an error, where an argument is wrong.',
    args: {
      text: t.arg.string({ required: true, description: 'The beginning of a name, or of several of its words.' }),
      first: t.arg.int({ required: true, defaultValue: 8, description: `How many at most; 0 to ${MOST}.` }),
    },
    resolve: async (_root, { text, first }, context) => {
      if (first < 0 || first > MOST)
        throw new InputError('BAD_USER_INPUT', `\`first\` is ${first}: ask for 0 to ${MOST} suggestions.`, ['first'])
      const loaded = await Promise.all(
        context.reader.services.suggest(text, first).map(async (each) => load(each, context)),
      )
      return loaded.filter((each) => each !== undefined)
    },
  }),
)

async function load(suggestion: Suggestion, context: RequestContext): Promise<Suggested | undefined> {
  const { kind } = suggestion
  if (kind === 'TERM') return loadTerm(suggestion.uri, context)
  if (kind === 'AREA') return loadArea(suggestion.code, context)
  const { loaders, feeds } = context
  if (kind === 'SERVICE') {
    const node = await loaders.services.load(suggestion.ref)
    if (node === undefined) return undefined
    const organization = loaders.organizationOfService.follow(node)[0]
    return { kind, label: node.service.name, sublabel: organization?.organization.name, node }
  }
  const node = await loaders.organizations.load(suggestion.ref)
  const publisher = feeds.find(({ slug }) => slug === suggestion.ref.feed)?.publisher
  const label = node?.organization.name
  return node && label !== undefined ? { kind, label, sublabel: publisher, node } : undefined
}

async function loadTerm(uri: string, { loaders, reader }: RequestContext): Promise<Suggested | undefined> {
  const node = await loaders.terms.load(uri)
  if (node === undefined) return undefined
  const taxonomy = loaders.taxonomyOfTerm.follow(node)[0]
  const filter = { taxonomyTerms: { anyOf: [uri], descendants: true } }
  const serviceCount = (): number => reader.services.countServices(filter, 'EXCLUDE')
  return { kind: 'TERM', label: node.name, sublabel: taxonomy?.name, node, serviceCount }
}

function loadArea(code: string, { reader }: RequestContext): Suggested | undefined {
  const gazetteer = reader.areas.gazetteer()
  const node = gazetteer.find(code)
  if (node === undefined) return undefined
  const above = gazetteer.find(node.parents[0] ?? '')
  const filter = { areas: { anyOf: [code], basis: 'AVAILABLE' } } as const
  const serviceCount = (): number => reader.services.countServices(filter, 'EXCLUDE')
  return { kind: 'AREA', label: node.name, sublabel: above?.name, node, serviceCount }
}
