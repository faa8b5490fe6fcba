import type { Extended, Extensions } from '../model/attribute.ts'
import type { IssueCollector } from './issue-collector.ts'
import { isRawObject, isUnstated, publishedNamesOf, statedAs } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

/**
 * The members of the list under `key` as read, each with what of it nothing read in its extensions; undefined where
 * none is left. One that gives nothing is kept in the extensions of the object around it. A text is read as the object
 * that `fromText` makes of it, and reported; without it, as one that gives nothing.
 */
export function readEach<T extends Extended>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | readonly T[] | undefined,
  fromText?: (text: string) => RawObject,
): readonly T[] | undefined {
  const members = takeMembers(raw, key, issues)
  if (members === undefined) return undefined
  const read: T[] = []
  for (let at = 0; at < members.length; at++) {
    const one = readMember(key, indexIn(raw, key, at), members[at], issues, readOne, fromText)
    if (one !== undefined) add(read, one)
  }
  return read.length > 0 ? read : undefined
}

function add<T extends Extended>(read: T[], { value, unread }: ReadMember<T | readonly T[]>): void {
  if (!isList(value)) {
    read.push(withExtensions(value, unread))
    return
  }
  for (const [at, each] of value.entries()) read.push(at === 0 ? withExtensions(each, unread) : each)
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value)
}

/** The object under `key` as read, with what of it nothing read in its extensions. An empty list stands for none (PHP cannot distinguish them). */
export function readOneOf<T extends Extended>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): T | undefined {
  const one = readFirst(raw, key, issues, readOne)
  return one === undefined ? undefined : withExtensions(one.value, one.unread)
}

/** The same for an object that has no extensions: what of it nothing read is kept in those of the object around it. */
export function readPart<T extends object>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): T | undefined {
  const one = readFirst(raw, key, issues, readOne)
  if (one?.unread !== undefined) issues.keepUnread(key, one.unread)
  return one?.value
}

/** The same for a list of such objects. */
export function readParts<T extends object>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): readonly T[] | undefined {
  const members = takeMembers(raw, key, issues)
  if (members === undefined) return undefined
  const read: ReadMember<T>[] = []
  for (let at = 0; at < members.length; at++) {
    const one = readMember(key, indexIn(raw, key, at), members[at], issues, readOne)
    if (one !== undefined) read.push(one)
  }
  for (const { unread } of read) if (unread !== undefined) issues.keepUnread(key, [unread])
  return read.length > 0 ? read.map(({ value }) => value) : undefined
}

interface ReadMember<T> {
  readonly value: T
  readonly unread: Extensions | undefined
}

type ReadOne<T> = (raw: RawObject, issues: IssueCollector) => T | undefined

/** The list under `key`, or what stands there bare, as Drupal gives a single member; undefined where nothing is stated. */
function takeMembers(raw: RawObject, key: string, issues: IssueCollector): readonly unknown[] | undefined {
  const value = issues.take(raw, key)
  if (Array.isArray(value)) return value
  return isUnstated(value) ? undefined : [value]
}

function indexIn(raw: RawObject, key: string, at: number): number | undefined {
  return Array.isArray(raw[key]) ? at : undefined
}

function readFirst<T extends object>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: ReadOne<T>,
): ReadMember<T> | undefined {
  const value = issues.take(raw, key)
  if (!Array.isArray(value)) return readMember(key, undefined, value, issues, readOne)
  const [first, ...others]: readonly unknown[] = value
  if (first === undefined) return undefined
  if (others.length > 0) issues.keepUnread(key, others)
  return readMember(key, undefined, first, issues, readOne)
}

function readMember<T extends object>(
  key: string,
  index: number | undefined,
  member: unknown,
  issues: IssueCollector,
  readOne: ReadOne<T>,
  fromText?: (text: string) => RawObject,
): ReadMember<T> | undefined {
  if (isUnstated(member)) return undefined
  const object = typeof member === 'string' ? fromText?.(member) : member
  stepInto(key, index, member, issues)
  const one = isRawObject(object) ? readObject(object, issues, readOne) : undefined
  if (!isRawObject(object)) issues.report('WRONG_TYPE', undefined, member)
  else if (object !== member) issues.report('TEXT_FOR_OBJECT', undefined, member)
  issues.leave()
  // A list stays one, that its publisher finds it as it was.
  if (one === undefined) issues.keepUnread(key, index === undefined ? member : [member])
  return one
}

function stepInto(key: string, index: number | undefined, member: unknown, issues: IssueCollector): void {
  const stated = isRawObject(member) ? member[statedAs] : undefined
  if (typeof stated === 'string') issues.enter(stated)
  else issues.enter(key, index)
  if (isRawObject(member)) issues.rename(publishedNamesOf(member))
}

function readObject<T extends object>(
  raw: RawObject,
  issues: IssueCollector,
  readOne: ReadOne<T>,
): ReadMember<T> | undefined {
  issues.begin(raw)
  const value = readOne(raw, issues)
  return value && { value, unread: issues.unread(value) }
}

function withExtensions<T extends Extended>(object: T, extensions: Extensions | undefined): T {
  return extensions === undefined ? object : { ...object, extensions }
}
