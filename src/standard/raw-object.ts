import type { RawObject } from './reading-context.ts'

/** Marks an object that an upgrade moved, with the path it had in its parent in the publisher's words. */
export const statedAs: unique symbol = Symbol('stated as')

/** On an object that an upgrade changed: its members' names of 3.x to those the publisher gave them; '' is the object itself. */
export const publishedNames: unique symbol = Symbol('published names')

/** The names that an upgrade noted on the object; undefined where it kept them all. */
export function publishedNamesOf(raw: RawObject): Readonly<Record<string, string>> | undefined {
  const names = raw[publishedNames]
  if (!isRawObject(names)) return undefined
  return Object.fromEntries(
    Object.entries(names).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

/** A JSON object: neither a list nor null. */
export function isRawObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list as its objects; one object stands for a list of itself; anything else for an empty list. Reports nothing. */
export function rawObjects(value: unknown): readonly RawObject[] {
  if (Array.isArray(value)) return value.filter(isRawObject)
  return isRawObject(value) ? [value] : []
}

/** Absent, null or an empty or blank string, which publishers use alike for "not stated". */
export function isUnstated(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

/** A list as it is; anything else as a list of itself, and nothing as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (isUnstated(value)) return []
  return Array.isArray(value) ? value : [value]
}

/** The object without these members; itself where it has none of them. */
export function without(raw: RawObject, names: readonly string[]): RawObject {
  if (!names.some((name) => name in raw)) return raw
  const kept: Record<string | symbol, unknown> = { ...raw }
  for (const name of names) delete kept[name]
  // What members were deleted from is slow to look at; a copy of it is not.
  return { ...kept }
}
