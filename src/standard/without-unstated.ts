import { NOT_STATED, SOURCE_FEED, UNSTATED } from '../model/unstated.ts'
import { isRawObject, rawObjects } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

/**
 * A service that a gateway republished, without what it says only because the standard requires it: texts that say so,
 * fields that an attribute names, and those attributes. Any other record as it is.
 */
export function withoutUnstated(raw: RawObject): RawObject {
  return isRepublished(raw) ? strip(raw) : raw
}

/** In full it names its source; in a list all that it may have is what was not stated. */
function isRepublished({ attributes, organization }: RawObject): boolean {
  return (
    rawObjects(attributes).some(({ link_type: type }) => type === SOURCE_FEED || type === NOT_STATED) ||
    (isRawObject(organization) && Object.values(organization).includes(UNSTATED))
  )
}

function strip(raw: RawObject): RawObject {
  const attributes = rawObjects(raw['attributes'])
  const said = attributes.filter(({ link_type: type }) => type === NOT_STATED)
  const dropped = new Set<unknown>(said.map(({ value }) => value))
  const members: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(raw)) {
    if (value === UNSTATED || dropped.has(name)) continue
    members[name] = name === 'attributes' ? inner(attributes.filter((each) => !said.includes(each))) : inner(value)
  }
  const { organization } = raw
  if (!isRawObject(organization) || organization['name'] !== UNSTATED) return members
  const { organization: _, organization_id: __, ...others } = members
  return others
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner)
  return isRawObject(value) ? strip(value) : value
}
