import { isUnstated } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

// What the shallow lists of 1.0 and 3.x leave to the detail, by what it states.
const DETAILS: readonly (readonly string[])[] = [
  ['service_at_locations', 'locations'],
  ['schedules', 'regular_schedules'],
  ['contacts', 'phones'],
  ['service_areas'],
  ['attributes', 'service_taxonomys', 'service_taxonomies', 'taxonomies'],
  ['cost_options'],
  ['languages'],
]
const ENOUGH = 3

/** Whether a list's items are the whole records: they hold at least three things that shallow lists never hold. */
export function areWholeRecords(items: readonly RawObject[]): boolean {
  const stated = DETAILS.filter((names) =>
    items.some((item) => names.some((name) => Array.isArray(item[name]) || !isUnstated(item[name]))),
  )
  return stated.length >= ENOUGH
}
