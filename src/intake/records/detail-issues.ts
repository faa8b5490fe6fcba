import type { RecordIssue } from '../../model/issue.ts'
import type { RawObject } from '../../standard/reading-context.ts'
import { findModified } from '../../standard/v3/read-last-modified.ts'

const MOST_ISSUES = 20
const MESSAGE =
  'The list states this otherwise than the record itself, and no date says which is newer; the record itself was taken.'

/**
 * Issues for the members in which a list item says another thing than its detail, by their paths; at most 20. None where both
 * say when they were modified, and not alike: one is older. What a list leaves out, cuts short or marks up otherwise is no
 * other thing; members of lists are compared by their ids.
 */
export function detailIssues(list: RawObject, detail: RawObject): readonly RecordIssue[] {
  const [listed, own] = [findModified(list), findModified(detail)]
  if (listed !== undefined && own !== undefined && listed !== own) return []
  return differing(list, detail, '')
    .slice(0, MOST_ISSUES)
    .map((path) => ({ code: 'DETAIL_DIFFERS', severity: 'WARNING', path, message: MESSAGE }))
}

function differing(list: unknown, detail: unknown, path: string): readonly string[] {
  if (isEmpty(list) || isEmpty(detail)) return []
  if (Array.isArray(list) || Array.isArray(detail)) {
    if (!Array.isArray(list) || !Array.isArray(detail)) return []
    return detail.flatMap((member: unknown, at) => {
      const id = idOf(member)
      const same = id === undefined ? undefined : list.find((other) => idOf(other) === id)
      return same === undefined ? [] : differing(same, member, `${path}[${at}]`)
    })
  }
  if (isObject(list) && isObject(detail)) {
    const [one, other] = [idOf(list), idOf(detail)]
    if (one !== undefined && other !== undefined && one !== other) return [joined(path, 'id')]
    return Object.keys(list).flatMap((key) => differing(list[key], detail[key], joined(path, key)))
  }
  return isObject(list) || isObject(detail) || saysAlike(plain(list), plain(detail)) ? [] : [path]
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** Whether they say the same, or the one of the list is the beginning of the other. */
function saysAlike(list: string, detail: string): boolean {
  if (list === detail) return true
  const begun = list.replace(/\s*(?:…|\.{3})$/, '')
  return (begun !== list || list.length >= 50) && detail.startsWith(begun)
}

/** Numbers as texts; texts without markup, one space for each run of spaces, in lower case. */
function plain(value: unknown): string {
  return String(value)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function idOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const { id } = value
  return typeof id === 'string' || typeof id === 'number' ? String(id).toLowerCase() : undefined
}
