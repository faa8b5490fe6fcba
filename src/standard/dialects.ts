import type { Dialect, PageShape } from './dialect.ts'
import { localGovDrupal } from './localgov-drupal/localgov-drupal.ts'
import { openSessions } from './open-sessions/open-sessions.ts'
import { outpost } from './outpost/outpost.ts'
import { pcg } from './pcg/pcg.ts'
import { placecube1, placecube3 } from './placecube/placecube.ts'
import { porism } from './porism/porism.ts'
import { southampton } from './southampton/southampton.ts'
import { oruk1 } from './v1/oruk.ts'
import { hsds30, hsds31, hsdsUk30 } from './v3/hsds.ts'
import type { RawObject } from './reading-context.ts'

/** Every dialect, the particular before the general: the first whose shape a page has is its dialect. */
export const dialects: readonly Dialect[] = [
  openSessions,
  outpost,
  pcg,
  southampton,
  placecube3,
  placecube1,
  porism,
  localGovDrupal,
  hsds31,
  hsds30,
  oruk1,
  hsdsUk30,
]

const byName = new Map(dialects.map((dialect) => [dialect.name.toLowerCase(), dialect]))

/** The dialect of that name, in any case; undefined where there is none. */
export function findDialect(name: string): Dialect | undefined {
  return byName.get(name.toLowerCase())
}

/** Whether pages of the two dialects may belong to one refresh; false where either is unknown. */
export function isSameFamily(one: string, other: string): boolean {
  const family = findDialect(one)?.family
  return family !== undefined && family === findDialect(other)?.family
}

/** The dialect that a page speaks, judged by its shape and not by what it claims. */
export function recogniseDialect(
  envelope: RawObject,
  listName: string | undefined,
  items: readonly RawObject[],
): Dialect {
  const names = new Set<string>()
  for (const item of items) for (const name in item) names.add(name)
  const page: PageShape = { envelope, listName, items, has: (...wanted) => wanted.some((name) => names.has(name)) }
  return dialects.find((dialect) => dialect.isShapeOf(page)) ?? hsdsUk30
}
