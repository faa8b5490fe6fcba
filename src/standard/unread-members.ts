import type { Extensions } from '../model/attribute.ts'
import { MAX_TEXT_CHARACTERS } from './max-text-characters.ts'
import { isRawObject } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

/** Far more than any feed publishes beyond the standard; what is left out stays in the record as published. */
const MAX_MEMBERS = 1_000
const MAX_VALUES = 20_000
const LINK = /(?:_|^link)id$|Id$/
const reading: unique symbol = Symbol('reading')

/** What is known of an object while it is read. */
interface Reading {
  readonly raw: RawObject
  readonly holder: Reading | undefined
  readonly asked: Set<string>
  /** Members that were asked for and could not be made into anything. */
  kept: Record<string, unknown> | undefined
  /** Members and parts of members kept of this object. */
  count: number
  /** Of the whole record. */
  readonly bounds: Bounds
}

interface Bounds {
  values: number
  leftOut: number
}

/**
 * The object, noting which of its members are read, so that the others can be kept. `holder` is the object it stands
 * in, itself one that notes. Members that are spread or listed count as read, so an upgrade comes before.
 */
export function noteReads(raw: RawObject, holder?: RawObject): RawObject {
  const around = holder && readingOf(holder)
  const bounds = around?.bounds ?? { values: 0, leftOut: 0 }
  const own: Reading = { raw, holder: around, asked: new Set(), kept: undefined, count: 0, bounds }
  return new Proxy(raw, {
    get(target, key) {
      if (typeof key === 'string') own.asked.add(key)
      return key === reading ? own : Reflect.get(target, key)
    },
  })
}

/** The same object without notes: what is read of it stays among the unread members. */
export function withoutNotes(raw: RawObject): RawObject {
  return readingOf(raw)?.raw ?? raw
}

/** Keeps a member, or a part of one, that was read but could not be made into anything typed. */
export function keepUnread(raw: RawObject, key: string, value: unknown): void {
  const own = readingOf(raw)
  if (own === undefined || isEmpty(value) || !hasRoom(own, value)) return
  own.kept ??= {}
  const earlier = own.kept[key]
  own.kept[key] = earlier === undefined ? value : [earlier, value].flat()
}

/**
 * The members of `raw` that nothing read, as received, with those kept; undefined where none. Left out is what is empty
 * and what `typed`, the object made of it, or the ids of the objects around it say already; and what comes after 1,000
 * members of an object, or does not fit into 20,000 values of a record (`leftOut`).
 */
export function unreadMembers(raw: RawObject, typed: object): Extensions | undefined {
  const own = readingOf(raw)
  if (own === undefined) return undefined
  let unread: Record<string, unknown> | undefined
  for (const key in own.raw) {
    const value = own.raw[key]
    if (own.asked.has(key) || isEmpty(value) || isRepeated(key, value, own, typed) || !hasRoom(own, value)) continue
    unread ??= {}
    unread[key] = boundTexts(value)
  }
  return own.kept === undefined ? unread : { ...unread, ...Object.fromEntries(Object.entries(own.kept).map(bounded)) }
}

/** How many unread members of the record, or parts of such, were too many to keep. */
export function leftOut(raw: RawObject): number {
  return readingOf(raw)?.bounds.leftOut ?? 0
}

function hasRoom(own: Reading, value: unknown): boolean {
  const { bounds } = own
  const room = own.count < MAX_MEMBERS ? MAX_VALUES - bounds.values : 0
  const left = room > 0 ? room - countValues(value, room) : -1
  if (left < 0) {
    bounds.leftOut++
    return false
  }
  own.count++
  bounds.values = MAX_VALUES - left
  return true
}

/** The values in it, itself among them; of more than `most`, some more than that. */
function countValues(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 1
  let count = 1
  for (const member of Object.values(value)) {
    count += countValues(member, most - count)
    if (count > most) break
  }
  return count
}

/** Whether nothing is in it: absent, null, blank, or a list or an object of such values. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}

function readingOf(raw: RawObject): Reading | undefined {
  const own: unknown = Reflect.get(raw, reading)
  return isReading(own) ? own : undefined
}

function isReading(value: unknown): value is Reading {
  return typeof value === 'object' && value !== null && 'asked' in value
}

// Keys to objects around or inside this one repeat what nesting says; others are all that is known of a link.
function isRepeated(key: string, value: unknown, own: Reading, typed: object): boolean {
  if (!LINK.test(key) || (typeof value !== 'string' && typeof value !== 'number')) return false
  const id = String(value)
  for (let around = own.holder; around !== undefined; around = around.holder)
    if (String(around.raw['id']) === id) return true
  return Object.values(typed).some((member: unknown) => member === id || (isRawObject(member) && member['id'] === id))
}

function bounded([key, value]: [string, unknown]): [string, unknown] {
  return [key, boundTexts(value)]
}

// The value itself unless a text in it is too long; nesting is bounded when the body is parsed.
function boundTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT_CHARACTERS ? value.slice(0, MAX_TEXT_CHARACTERS) : value
  if (!hasLongText(value)) return value
  if (Array.isArray(value)) return value.map(boundTexts)
  return isRawObject(value) ? Object.fromEntries(Object.entries(value).map(bounded)) : value
}

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > MAX_TEXT_CHARACTERS
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText)
}
