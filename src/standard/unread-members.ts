import type { Extensions } from '../model/attribute.ts'
import { MAX_TEXT_CHARACTERS } from './max-text-characters.ts'
import { isRawObject } from './raw-object.ts'
import { hasTaken, type Place } from './place.ts'

/** Far more than any feed publishes beyond the standard; what is left out stays in the record as published. */
const MAX_MEMBERS = 1_000
const MAX_VALUES = 20_000
const LINK = /(?:_|^link)id$|Id$/

/** How much is kept of the whole record. */
export interface Bounds {
  values: number
  leftOut: number
}

/** Keeps a member, or a part of one, that was read but could not be made into anything typed; nothing where no object is read. */
export function keepUnread(place: Place, bounds: Bounds, key: string, value: unknown): void {
  if (place.raw === undefined || isEmpty(value) || !hasRoom(place, bounds, value)) return
  place.kept ??= {}
  const earlier = place.kept[key]
  place.kept[key] = earlier === undefined ? value : [earlier, value].flat()
}

/**
 * The members of the object there that nothing read, as received, with those kept; undefined where none. Left out is what
 * is empty and what `typed`, the object made of it, or the ids of the objects around it say already; and what comes after
 * 1,000 members of an object, or does not fit into 20,000 values of a record (`leftOut`).
 */
export function unreadMembers(place: Place, bounds: Bounds, typed: object): Extensions | undefined {
  const { raw = {}, kept } = place
  let unread: Record<string, unknown> | undefined
  for (const key in raw) {
    if (hasTaken(place, key)) continue
    const value = raw[key]
    if (isEmpty(value) || isRepeated(key, value, place, typed) || !hasRoom(place, bounds, value)) continue
    unread ??= {}
    unread[key] = boundTexts(value)
  }
  return kept === undefined ? unread : { ...unread, ...Object.fromEntries(Object.entries(kept).map(bounded)) }
}

function hasRoom(own: Place, bounds: Bounds, value: unknown): boolean {
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

// Keys to objects around or inside this one repeat what nesting says; others are all that is known of a link.
function isRepeated(key: string, value: unknown, own: Place, typed: object): boolean {
  if (!LINK.test(key) || (typeof value !== 'string' && typeof value !== 'number')) return false
  const id = String(value)
  for (let around = own.holder; around !== undefined; around = around.holder)
    if (String(around.raw?.['id']) === id) return true
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
