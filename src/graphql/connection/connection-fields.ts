import type { ObjectRef } from '@pothos/core'
import { type BuilderTypes, builder, type FieldBuilder } from '../builder.ts'
import { type Connection, type Edge, type Hit, nodesOf } from './connection.ts'
import { encodeCursor } from './cursors.ts'

const PageInfoRef = builder.objectRef<Connection<unknown>>('PageInfo').implement({
  description: 'Where a page stands in its list (Relay).',
  fields: (t) => ({
    hasNextPage: t.boolean({
      nullable: false,
      description: 'Whether there are items after this page.',
      resolve: (connection) => connection.page().hasNext,
    }),
    hasPreviousPage: t.boolean({
      nullable: false,
      description: 'Whether there are items before this page.',
      resolve: (connection) => connection.page().hasPrevious,
    }),
    startCursor: t.string({
      nullable: true,
      description:
        'The cursor of the first item of the page; give it as `before` for the page before. Null on an empty page.',
      resolve: (connection) => cursorAt(connection, 0),
    }),
    endCursor: t.string({
      nullable: true,
      description:
        'The cursor of the last item of the page; give it as `after` for the page after. Null on an empty page.',
      resolve: (connection) => cursorAt(connection, -1),
    }),
  }),
})

/** `edges` and `pageInfo` of a list; `what` names its items in the plural. */
export function pageFields<N, H extends Hit>(
  t: FieldBuilder<Connection<N, H>>,
  what: string,
  edge: ObjectRef<BuilderTypes, Edge<N, H>>,
) {
  return {
    edges: t.field({
      type: [edge],
      nullable: false,
      description: `The ${what} of this page, each with its cursor.`,
      resolve: (connection) => connection.edges(),
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      nullable: false,
      description: 'Where this page stands in the list.',
      resolve: (connection) => connection,
    }),
  }
}

/** `totalCount` of a list; `when` says when it costs something. */
export function countField<N, H extends Hit>(t: FieldBuilder<Connection<N, H>>, what: string, when = '') {
  return t.int({
    nullable: false,
    description: `How many ${what} the whole list holds, exactly.${when}`,
    resolve: (connection) => connection.total(),
  })
}

/** `edges`, `nodes`, `pageInfo` and `totalCount` of a list; `what` names its items in the plural. */
export function connectionFields<N, H extends Hit>(
  t: FieldBuilder<Connection<N, H>>,
  what: string,
  edge: ObjectRef<BuilderTypes, Edge<N, H>>,
  node: ObjectRef<BuilderTypes, N>,
) {
  const { edges, pageInfo } = pageFields(t, what, edge)
  return {
    edges,
    nodes: t.field({
      type: [node],
      nullable: false,
      description: `The ${what} of this page.`,
      resolve: (connection) => nodesOf(connection),
    }),
    pageInfo,
    totalCount: countField(t, what, ' Counted only when asked for.'),
  }
}

/** The edge of a list that says nothing of its item but where it stands; `article` and `what` name the item. */
export function createEdge<N, H extends Hit>(
  name: string,
  node: ObjectRef<BuilderTypes, N>,
  [article, what]: readonly ['A' | 'An', string],
): ObjectRef<BuilderTypes, Edge<N, H>> {
  return builder.objectRef<Edge<N, H>>(name).implement({
    description: `${article} ${what} in a list.`,
    fields: (t) => ({
      cursor: cursorField(t),
      // Pothos decides by the type of the item whether its resolver gives a list: of an item that may be any type it can't know.
      node: t.field({
        type: node,
        nullable: false,
        description: `The ${what}.`,
        resolve: (edge) => edge.node as never,
      }),
    }),
  })
}

/** `cursor` of an item of a list. */
export function cursorField<N, H extends Hit>(t: FieldBuilder<Edge<N, H>>) {
  return t.string({
    nullable: false,
    description: 'Where this item stands: give it as `after` or `before`. Opaque; holds while the data is refreshed.',
    resolve: ({ binding, hit }) => encodeCursor(binding, hit.anchor),
  })
}

function cursorAt(connection: Connection<unknown>, position: number): string | null {
  const hit = connection.page().hits.at(position)
  return hit === undefined ? null : encodeCursor(connection.binding, hit.anchor)
}
