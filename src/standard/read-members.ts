import type { Extended, Extensions } from '../model/attribute.ts'
import type { IssueCollector } from './issue-collector.ts'
import { isRawObject, isUnstated, publishedNamesOf, statedAs } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'
import { keepUnread, noteReads, unreadMembers } from './unread-members.ts'

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
  const read = readMembers(raw, key, issues, readOne, fromText).flatMap(({ value, unread }) => {
    const [first, ...others] = Array.isArray(value) ? value : [value]
    return first === undefined ? others : [withExtensions(first, unread), ...others]
  })
  return read.length > 0 ? read : undefined
}

/** The object under `key` as read, with what of it nothing read in its extensions. An empty list stands for none (PHP cannot distinguish them). */
export function readOneOf<T extends Extended>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): T | undefined {
  const [one] = readFirst(raw, key, issues, readOne)
  return one === undefined ? undefined : withExtensions(one.value, one.unread)
}

/** The same for an object that has no extensions: what of it nothing read is kept in those of the object around it. */
export function readPart<T extends object>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): T | undefined {
  const [one] = readFirst(raw, key, issues, readOne)
  if (one?.unread !== undefined) keepUnread(raw, key, one.unread)
  return one?.value
}

/** The same for a list of such objects. */
export function readParts<T extends object>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): readonly T[] | undefined {
  const read = readMembers(raw, key, issues, readOne)
  for (const { unread } of read) if (unread !== undefined) keepUnread(raw, key, [unread])
  return read.length > 0 ? read.map(({ value }) => value) : undefined
}

interface ReadMember<T> {
  readonly value: T
  readonly unread: Extensions | undefined
}

function readMembers<T extends object>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
  fromText?: (text: string) => RawObject,
): readonly ReadMember<T>[] {
  const value = raw[key]
  if (isUnstated(value)) return []
  // Drupal gives a single member bare.
  if (!Array.isArray(value)) return readMember(raw, key, value, [key], issues, readOne, fromText)
  return value.flatMap((member: unknown, index) =>
    readMember(raw, key, member, [key, index], issues, readOne, fromText),
  )
}

function readFirst<T extends object>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
): readonly ReadMember<T>[] {
  const value = raw[key]
  if (isUnstated(value)) return []
  if (!Array.isArray(value)) return readMember(raw, key, value, [key], issues, readOne)
  const [first, ...others]: readonly unknown[] = value
  if (first === undefined) return []
  if (others.length > 0) keepUnread(raw, key, others)
  return readMember(raw, key, first, [key], issues, readOne)
}

/** One or none. */
function readMember<T extends object>(
  holder: RawObject,
  key: string,
  member: unknown,
  path: readonly (string | number)[],
  issues: IssueCollector,
  readOne: (raw: RawObject, issues: IssueCollector) => T | undefined,
  fromText?: (text: string) => RawObject,
): readonly ReadMember<T>[] {
  if (isUnstated(member)) return []
  const stated = isRawObject(member) ? Reflect.get(member, statedAs) : undefined
  const segments = typeof stated === 'string' ? [stated] : path
  for (const segment of segments) issues.enter(segment)
  if (isRawObject(member)) issues.rename(publishedNamesOf(member))
  const object = typeof member === 'string' ? fromText?.(member) : member
  const noted = isRawObject(object) ? noteReads(object, holder) : undefined
  const value = noted && readOne(noted, issues)
  if (noted === undefined) issues.report('WRONG_TYPE', undefined, member)
  else if (object !== member) issues.report('TEXT_FOR_OBJECT', undefined, member)
  for (const _ of segments) issues.leave()
  if (noted !== undefined && value !== undefined) return [{ value, unread: unreadMembers(noted, value) }]
  // A list stays one, that its publisher finds it as it was.
  keepUnread(holder, key, path.length > 1 ? [member] : member)
  return []
}

function withExtensions<T extends Extended>(object: T, extensions: Extensions | undefined): T {
  return extensions === undefined ? object : { ...object, extensions }
}
