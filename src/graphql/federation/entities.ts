import { GraphQLError } from 'graphql'
import { InputError } from '../../model/input-error.ts'
import type { RequestContext } from '../context.ts'
import { decodeGlobalId, type GlobalIdTarget } from '../node/global-id.ts'
import { loadNode } from '../node/load-node.ts'
import type { NodeValue } from '../node/node.ts'

/** By what each entity is known to the other subgraphs of a federation: one field, a key in full. */
export const ENTITY_KEYS = {
  Area: 'code',
  TaxonomyTerm: 'uri',
  Service: 'id',
  Organization: 'id',
  Location: 'id',
  Feed: 'slug',
} as const

type EntityName = keyof typeof ENTITY_KEYS

/** How many one `_entities` may name. */
const MAX_REPRESENTATIONS = 1000
const MAX_KEY = 2000

/**
 * What the representations stand for, in their order; undefined where there is no such thing, and GONE raised where there
 * was. Read together, as `nodes` reads. A representation that names no entity by its key is refused in its place alone.
 */
export function loadEntities(
  representations: readonly unknown[],
  context: RequestContext,
): readonly Promise<NodeValue | undefined>[] {
  if (representations.length > MAX_REPRESENTATIONS)
    throw new InputError(
      'BAD_USER_INPUT',
      `${representations.length} representations are too many: ask for at most ${MAX_REPRESENTATIONS} at a time.`,
      ['representations'],
    )
  // Each by itself: one that is gone is an error at its own place.
  return representations.map(async (representation, index) => loadNode(readTarget(representation, index), context))
}

function readTarget(representation: unknown, index: number): GlobalIdTarget | undefined {
  const stated = isObject(representation) ? representation : {}
  const name = stated['__typename']
  if (!isEntityName(name)) throw mistake(`__typename must be one of ${Object.keys(ENTITY_KEYS).join(', ')}`, index)
  const field = ENTITY_KEYS[name]
  const key = stated[field]
  if (typeof key !== 'string' || key.length > MAX_KEY)
    throw mistake(`${name} is known by its ${field}, a text of at most ${MAX_KEY} characters`, index)
  return targetOf(name, key)
}

function targetOf(name: EntityName, key: string): GlobalIdTarget | undefined {
  if (name === 'Area' || name === 'TaxonomyTerm' || name === 'Feed') return { type: name, key }
  const target = decodeGlobalId(key)
  return target?.type === name ? target : undefined
}

/** At its own place in the answer, which the field's own mistakes would not have. */
function mistake(problem: string, index: number): GraphQLError {
  return new GraphQLError(`Representation ${index} is none of an entity here: ${problem}.`, {
    extensions: { code: 'BAD_USER_INPUT', path: ['representations', index] },
  })
}

function isEntityName(name: unknown): name is EntityName {
  return typeof name === 'string' && Object.hasOwn(ENTITY_KEYS, name)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
