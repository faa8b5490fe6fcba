import { publishedNames, statedAs } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

/** A bare value of the publisher's as the one member of an object of 3.x; issues name the value's own `path`. */
export function itself(member: string, value: unknown, path: string): RawObject {
  return { [member]: value, [statedAs]: path, [publishedNames]: { [member]: '' } }
}
