import { type ConstDirectiveNode, type GraphQLSchema, Kind, parse, print, printSchema, visit } from 'graphql'
import { ENTITY_KEYS } from './entities.ts'

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])'

/** Types that other subgraphs have too, and resolve alike. */
const SHARED: ReadonlySet<string> = new Set(['PageInfo'])

/** The schema's SDL with the keys of its entities. */
export function printSubgraph(schema: GraphQLSchema): string {
  const keys = new Map<string, string>(Object.entries(ENTITY_KEYS))
  const marked = visit(parse(printSchema(schema), { noLocation: true }), {
    // Composition knows no such inputs; what they ask for is said in words, and held to here.
    [Kind.INPUT_OBJECT_TYPE_DEFINITION](node) {
      const directives = (node.directives ?? []).filter(({ name }) => name.value !== 'oneOf')
      return { ...node, directives }
    },
    [Kind.OBJECT_TYPE_DEFINITION](node) {
      const key = keys.get(node.name.value)
      const own = [
        ...(key === undefined ? [] : [directive(`@key(fields: "${key}")`)]),
        ...(SHARED.has(node.name.value) ? [directive('@shareable')] : []),
      ]
      return own.length === 0 ? undefined : { ...node, directives: [...(node.directives ?? []), ...own] }
    },
  })
  return `${LINK}\n\n${print(marked)}\n`
}

function directive(text: string): ConstDirectiveNode {
  const [definition] = parse(`type T ${text} { f: Int }`, { noLocation: true }).definitions
  const [own] = definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? (definition.directives ?? []) : []
  if (own === undefined) throw new Error(`${text} is no directive.`)
  return own
}
