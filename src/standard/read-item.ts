import type { SetAside } from '../model/issue.ts'
import { toBoolean } from './fields/boolean.ts'
import { readId } from './fields/text.ts'
import { createIssue } from './issue-collector.ts'
import { isRawObject } from './raw-object.ts'
import type { RawObject, RawService } from './reading-context.ts'
import { toInstant } from './fields/instant.ts'
import { findModified } from './v3/read-last-modified.ts'
import { present } from '../model/present.ts'

const RPDE_STATES = new Set(['updated', 'deleted'])

/** A list's member as a raw service, RPDE wrapping taken off; set aside where it has no usable id. */
export function readItem(member: unknown, path: string, unsafeIds: ReadonlySet<unknown>): RawService | SetAside {
  if (!isRawObject(member)) return { issue: createIssue('NOT_A_RECORD', path, member) }
  const isWrapped = isRpdeItem(member)
  const raw = isWrapped && isRawObject(member['data']) ? member['data'] : member
  const holder = readId(raw, 'id') === undefined ? member : raw
  const originId = readId(holder, 'id')
  if (originId === undefined || originId.length > 500) return { issue: createIssue('MISSING_FIELD', `${path}.id`) }
  if (unsafeIds.has(holder)) return { originId, issue: createIssue('ID_UNSAFE', `${path}.id`, originId) }
  const modified = findModified(raw) ?? (isWrapped ? toInstant(member['modified']) : undefined)
  const deleted = isDeleted(member)
  return { originId, raw, ...present({ modified }), ...(deleted ? { deleted } : {}) }
}

/** The service inside a list's member: what RPDE wraps, else the member itself; undefined where it is no object. */
export function unwrapItem(member: unknown): RawObject | undefined {
  if (!isRawObject(member)) return undefined
  return isRpdeItem(member) && isRawObject(member['data']) ? member['data'] : member
}

function isRpdeItem(member: RawObject): boolean {
  return typeof member['state'] === 'string' && RPDE_STATES.has(member['state'].toLowerCase())
}

function isDeleted(member: RawObject): boolean {
  const state = member['state']
  return (typeof state === 'string' && state.toLowerCase() === 'deleted') || toBoolean(member['deleted']) === true
}
