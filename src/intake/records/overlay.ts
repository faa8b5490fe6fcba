import type { RawObject } from '../../standard/reading-context.ts'

/**
 * What is held of a service, as one raw record: the detail and the list item laid over each other, the newer on top.
 * Both are of one dialect, a list item being a part of the detail, so this needs no knowledge of either: an object has
 * what either says of it, and a list the members of the newer one, each with what the older says under the same id.
 */
export function overlay(older: RawObject, newer: RawObject): RawObject {
  const merged: Record<string, unknown> = { ...older }
  for (const [key, value] of Object.entries(newer)) merged[key] = lay(value, merged[key])
  return merged
}

function lay(value: unknown, below: unknown): unknown {
  if (isPlainObject(value)) return isPlainObject(below) && isSame(value, below) ? overlay(below, value) : value
  if (!Array.isArray(value) || !Array.isArray(below)) return value
  const known = new Map(below.filter(isPlainObject).map((member) => [idOf(member), member]))
  return value.map((member) => {
    const id = isPlainObject(member) ? idOf(member) : undefined
    return id === undefined ? member : lay(member, known.get(id))
  })
}

function idOf({ id }: RawObject): string | number | undefined {
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}

/** Objects under two ids are two things. */
function isSame(one: RawObject, other: RawObject): boolean {
  return idOf(one) === undefined || idOf(other) === undefined || idOf(one) === idOf(other)
}

function isPlainObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
