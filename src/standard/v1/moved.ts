import { rawObjects, toldAs } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

/** The objects listed under `name`, each as `upgrade` makes it and marked with where it stood below the publisher's `holder`, so that issues name the place the publisher knows. */
export function moved(
  raw: RawObject,
  name: string,
  upgrade: (member: RawObject) => RawObject = (member) => member,
  holder: RawObject = {},
): readonly RawObject[] {
  const isList = Array.isArray(raw[name])
  const told: unknown = Reflect.get(holder, toldAs)
  const path = typeof told === 'string' ? `${told}.${name}` : name
  return rawObjects(raw[name]).map((member, index) => ({
    ...upgrade(member),
    [toldAs]: isList ? `${path}[${index}]` : path,
  }))
}
