import type { SetAside } from '../model/issue.ts'
import { toBoolean } from './fields/boolean.ts'
import { toId } from './fields/text.ts'
import { createIssue } from './issue-collector.ts'
import { isRawObject, isUnstated } from './raw-object.ts'
import type { RawObject, RawService } from './reading-context.ts'
import { toInstant } from './fields/instant.ts'
import { findModified } from './v3/read-last-modified.ts'
import { present } from '../model/present.ts'

const MAX_ID_CHARACTERS = 500
const RPDE_STATES = new Set(['updated', 'deleted'])

/** A list's member with the service inside it: what RPDE wraps, else the member itself. */
export interface ListMember {
  readonly member: RawObject
  readonly raw: RawObject
}

/** The service inside a list's member; undefined where the member is no object. */
export function unwrapMember(member: unknown): ListMember | undefined {
  if (!isRawObject(member)) return undefined
  return { member, raw: isRpdeItem(member) && isRawObject(member['data']) ? member['data'] : member }
}

/** A list's member as a raw service; set aside where it has no usable id. */
export function readItem(
  { member, raw }: ListMember,
  path: string,
  unsafeIds: ReadonlySet<unknown>,
): RawService | SetAside {
  const isWrapped = member !== raw || isRpdeItem(member)
  const holder = isUnstated(raw['id']) ? member : raw
  const originId = toId(holder['id'])
  if (originId === undefined) {
    const code = isUnstated(holder['id']) ? 'MISSING_FIELD' : 'ID_WRONG_TYPE'
    return { issue: createIssue(code, `${path}.id`) }
  }
  if (originId.length > MAX_ID_CHARACTERS) return { issue: createIssue('ID_TOO_LONG', `${path}.id`, originId) }
  if (unsafeIds.has(holder)) return { originId, issue: createIssue('ID_UNSAFE', `${path}.id`, originId) }
  const modified = findModified(raw) ?? (isWrapped ? toInstant(member['modified']) : undefined)
  const deleted = isDeleted(member)
  return { originId, raw, ...present({ modified }), ...(deleted ? { deleted } : {}) }
}

function isRpdeItem(member: RawObject): boolean {
  return typeof member['state'] === 'string' && RPDE_STATES.has(member['state'].toLowerCase())
}

function isDeleted(member: RawObject): boolean {
  const state = member['state']
  return (typeof state === 'string' && state.toLowerCase() === 'deleted') || toBoolean(member['deleted']) === true
}
