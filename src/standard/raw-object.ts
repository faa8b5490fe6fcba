import type { IssueCollector } from './issue-collector.ts'
import type { RawObject } from './reading-context.ts'

/** Marks an object that an upgrade moved, with the path it had in its parent in the publisher's words. */
export const toldAs: unique symbol = Symbol('told as')

/** On an object that an upgrade changed: its members' names of 3.x to those the publisher gave them; '' is the object itself. */
export const publishedNames: unique symbol = Symbol('published names')

/** The names that an upgrade noted on the object; undefined where it kept them all. */
export function publishedNamesOf(raw: RawObject): Readonly<Record<string, string>> | undefined {
  const names: unknown = Reflect.get(raw, publishedNames)
  if (!isRawObject(names)) return undefined
  return Object.fromEntries(
    Object.entries(names).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

/** A JSON object: neither a list nor null. */
export function isRawObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list as its objects; one object stands for a list of itself; anything else for an empty list. Reports nothing. */
export function rawObjects(value: unknown): readonly RawObject[] {
  if (Array.isArray(value)) return value.filter(isRawObject)
  return isRawObject(value) ? [value] : []
}

/** Absent, null or an empty or blank string, which publishers use alike for "not told". */
export function isUntold(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

/** The members of the list under `key` as read, those that gave nothing left out; undefined where none is left. */
export function readEach<T>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): readonly T[] | undefined {
  const value = raw[key]
  if (isUntold(value)) return undefined
  // Drupal gives a single member bare.
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const read: T[] = []
  for (const [index, member] of list.entries()) {
    const one = readMember(member, Array.isArray(value) ? [key, index] : [key], issues, readOne)
    if (one !== undefined) read.push(one)
  }
  return read.length > 0 ? read : undefined
}

/** The object under `key` as read. An empty list stands for none (PHP cannot tell them apart). */
export function readOneOf<T>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): T | undefined {
  const value = raw[key]
  if (isUntold(value) || (Array.isArray(value) && value.length === 0)) return undefined
  return readMember(Array.isArray(value) ? value[0] : value, [key], issues, readOne)
}

function readMember<T>(
  member: unknown,
  path: readonly (string | number)[],
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): T | undefined {
  if (member === null) return undefined
  const told = isRawObject(member) ? Reflect.get(member, toldAs) : undefined
  const segments = typeof told === 'string' ? [told] : path
  for (const segment of segments) issues.enter(segment)
  if (isRawObject(member)) issues.rename(publishedNamesOf(member))
  const read = isRawObject(member) ? readOne(member, issues) : undefined
  if (!isRawObject(member)) issues.report('WRONG_TYPE', undefined, member)
  for (const _ of segments) issues.leave()
  return read
}
