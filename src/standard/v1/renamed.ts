import { isUnstated, publishedNames, publishedNamesOf, without } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

/**
 * The object with its members called as in 3.x: `names` gives the published name and the one of 3.x. A member
 * that says something already stays; else the first that does is moved, and its issues name it as published.
 */
export function renamed(raw: RawObject, names: Readonly<Record<string, string>>): RawObject {
  const members: Record<string, unknown> = {}
  const published: Record<string, string> = { ...publishedNamesOf(raw) }
  const moved: string[] = []
  for (const [name, member] of Object.entries(names)) {
    if (isUnstated(raw[name]) || !isUnstated(members[member] ?? raw[member])) continue
    members[member] = raw[name]
    published[member] = published[name] ?? name
    moved.push(name)
  }
  return moved.length === 0 ? raw : without({ ...raw, ...members, [publishedNames]: published }, moved)
}
