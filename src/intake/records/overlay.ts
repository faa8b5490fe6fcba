import type { RawObject } from '../../standard/reading-context.ts'

/**
 * What is held of a service, as one raw record: the detail and the list item laid over each other, the newer on top.
 * Both are of one dialect, a list item being a part of the detail, so this needs no knowledge of either.
 */
export function overlay(older: RawObject, newer: RawObject): RawObject {
  const merged: Record<string, unknown> = { ...older }
  for (const [key, value] of Object.entries(newer)) {
    const below = merged[key]
    merged[key] = isPlainObject(below) && isPlainObject(value) ? { ...below, ...value } : value
  }
  return merged
}

function isPlainObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
