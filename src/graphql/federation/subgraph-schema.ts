import {
  type GraphQLFieldConfigMap,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isObjectType,
} from 'graphql'
import type { RequestContext } from '../context.ts'
import { createSchema, makeSchema } from '../schema.ts'
import { type NodeValue, nodeTypeName } from '../node/node.ts'
import { ENTITY_KEYS, loadEntities } from './entities.ts'
import { printSubgraph } from './print-subgraph.ts'

let schema: GraphQLSchema | undefined

/**
 * The schema as one subgraph of a federation (Apollo Federation 2): things that others may know by a key can be had by it,
 * `_service` says so, and `node` and `nodes`, which every subgraph would claim for itself, are left out. Made once.
 */
export function createSubgraphSchema(): GraphQLSchema {
  schema ??= makeSchema(federate)
  return schema
}

/** Its SDL, with the keys of its entities, as composition takes it. */
export function printSubgraphSchema(): string {
  return printSubgraph(withQuery(createSchema(), withoutNode))
}

type Fields = GraphQLFieldConfigMap<unknown, RequestContext>

function federate(whole: GraphQLSchema): GraphQLSchema {
  return withQuery(whole, (fields) => ({ ...withoutNode(fields), ...federationFields(whole) }))
}

function withoutNode({ node: _node, nodes: _nodes, ...fields }: Fields): Fields {
  return fields
}

function withQuery(whole: GraphQLSchema, change: (fields: Fields) => Fields): GraphQLSchema {
  const query = whole.getQueryType()
  if (!query) throw new Error('The schema has no query type.')
  const config = query.toConfig()
  const changed = new GraphQLObjectType({ ...config, fields: change(config.fields) })
  const { types, ...rest } = whole.toConfig()
  return new GraphQLSchema({ ...rest, query: changed, types: types.filter((type) => type !== query) })
}

function federationFields(whole: GraphQLSchema): Fields {
  const sdl = printSubgraphSchema()
  const any = new GraphQLScalarType({
    name: '_Any',
    description: 'Something known by its type (`__typename`) and the field that is its key.',
  })
  const entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'What other subgraphs may know by its key.',
    types: Object.keys(ENTITY_KEYS).map((name) => objectType(whole, name)),
    resolveType: (value: NodeValue) => nodeTypeName(value),
  })
  const service = new GraphQLObjectType({
    name: '_Service',
    description: 'This subgraph, as it is composed with others.',
    fields: { sdl: { type: new GraphQLNonNull(GraphQLString), description: 'Its schema, with directives.' } },
  })
  return {
    _service: {
      type: new GraphQLNonNull(service),
      description: 'This subgraph, as it is composed with others.',
      resolve: () => ({ sdl }),
    },
    _entities: {
      type: new GraphQLNonNull(new GraphQLList(entity)),
      description:
        'Things by their keys, in the same order. Null in place of each that is unknown or gone; of one that is gone an error says so.',
      extensions: { boundsItself: true },
      args: {
        representations: {
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
          description: 'Their types and keys.',
        },
      },
      resolve: (_root, { representations }, context) => loadEntities(representations, context),
    },
  }
}

function objectType(whole: GraphQLSchema, name: string): GraphQLObjectType {
  const type = whole.getType(name)
  if (!isObjectType(type)) throw new Error(`The schema has no type ${name}.`)
  return type
}
