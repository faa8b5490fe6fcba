import { isRawObject, listOf, statedAs } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

/**
 * The members listed under `name`, objects as `upgrade` makes them and marked with where they stood below the publisher's
 * `holder`, so that issues name the place the publisher knows; what is no object stays as it is, to be reported where it is read.
 */
export function moved(
  raw: RawObject,
  name: string,
  upgrade: (member: RawObject) => RawObject = (member) => member,
  holder: RawObject = {},
): readonly unknown[] {
  const isList = Array.isArray(raw[name])
  const stated = holder[statedAs]
  const path = typeof stated === 'string' ? `${stated}.${name}` : name
  return listOf(raw[name]).map((member, index) =>
    isRawObject(member) ? { ...upgrade(member), [statedAs]: isList ? `${path}[${index}]` : path } : member,
  )
}
