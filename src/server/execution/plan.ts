import type {
  FieldNode,
  GraphQLError,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLObjectType,
  GraphQLResolveInfo,
} from 'graphql'

import type { KeptTexts } from '../../graphql/kept-texts.ts'

/** Where a value stands in the answer, from its end to its beginning. */
export type Path = GraphQLResolveInfo['path']

/** What something gives at once, or later. */
export type Soon<T> = T | Promise<T>

/** A value as JSON text; null where the answer has null in its place. */
export type Completed = Soon<string | null>

/** Makes the text of what a resolver gave. Throws what leaves nothing to be said there. */
export type Complete = (run: Run, value: unknown, path: Path | undefined, field: FieldPlan) => Completed

/** One field of a selection, with all that does not change from one object to the next. */
export interface FieldPlan {
  /** Of all fields of its operation: where a run keeps what it works out for it. */
  readonly index: number
  readonly key: string
  /** What stands before its value: `{"key":` for the first, `,"key":` for others. */
  readonly prefix: string
  readonly parentType: GraphQLObjectType
  readonly definition: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly resolve: GraphQLFieldResolver<unknown, unknown>
  /** Undefined where variables decide. */
  readonly args: Readonly<Record<string, unknown>> | undefined
  readonly isNullable: boolean
  /** Nothing below it can fail by itself, so that it needs no path of its own. */
  readonly isLeaf: boolean
  readonly complete: Complete
}

/** The fields asked of one type of object, in order. */
export type SelectionPlan = readonly FieldPlan[]

/** Plans what is asked of an object of that type by these nodes. */
export interface Planner {
  selectionOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): SelectionPlan
  /** As `signSelection` has it. */
  signatureOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): string | undefined
}

/** One execution of an operation. */
export interface Run {
  /** What `info` has that is the same for all fields. */
  readonly facts: Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'operation' | 'variableValues' | 'rootValue'>
  readonly context: unknown
  /** Once aborted, nothing more is resolved. */
  readonly signal: AbortSignal | undefined
  readonly errors: GraphQLError[]
  /** Positions that are null because of an error: what fails below them later is not said any more. */
  readonly nulled: Set<Path | undefined>
  readonly args: (Readonly<Record<string, unknown>> | undefined)[]
  readonly infos: (GraphQLResolveInfo | undefined)[]
  /** Absent: no text is kept. */
  readonly texts: KeptTexts | undefined
  /** Values that failed so far, whether that is said or not. */
  failed: number
  /** Path of the object whose field is being resolved. */
  parent: Path | undefined
}
