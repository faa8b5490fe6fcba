import { isRawObject, listOf, toldAs } from '../raw-object.ts'
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
  const told: unknown = Reflect.get(holder, toldAs)
  const path = typeof told === 'string' ? `${told}.${name}` : name
  return listOf(raw[name]).map((member, index) =>
    isRawObject(member) ? { ...upgrade(member), [toldAs]: isList ? `${path}[${index}]` : path } : member,
  )
}
