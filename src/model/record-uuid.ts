import { hash } from 'node:crypto'
import type { RecordRef, RecordType } from './record.ts'
import { uidOf } from './record-uid.ts'

const UUID = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const HEAD_DIGITS = 12

/**
 * The UUID of anything by its name (RFC 9562, version 8: made of SHA-256): equal for equal names, else another. `head` is the
 * UUID of what it belongs to, whose first 48 bits it then shares.
 */
export function uuidOf(name: string, head?: string): string {
  const digits = hash('sha256', name, 'hex')
  const first = (head?.replaceAll('-', '') ?? digits).slice(0, HEAD_DIGITS)
  const variant = '89ab'[Number.parseInt(digits.charAt(15), 16) & 3] ?? '8'
  return [
    first.slice(0, 8),
    first.slice(8),
    `8${digits.slice(12, 15)}`,
    `${variant}${digits.slice(16, 19)}`,
    digits.slice(19, 31),
  ].join('-')
}

/** The UUID of a record, for forms that take no other ids: of its type, feed and publisher's id alone, so that it stays as long as they do. A service at a location shares the head of its service's. */
export function recordUuid(type: RecordType, ref: RecordRef, service?: RecordRef): string {
  return uuidOf(`${type}:${uidOf(ref)}`, service && recordUuid('service', service))
}

/** The first 48 bits of a UUID that `uuidOf` may have made, in lower case or not; undefined for any other text. */
export function uuidHead(text: string): number | undefined {
  const uuid = text.toLowerCase()
  return UUID.test(uuid) ? Number.parseInt(uuid.replaceAll('-', '').slice(0, HEAD_DIGITS), 16) : undefined
}

/** The UUID of a taxonomy term by its canonical URI. */
export function termUuid(uri: string): string {
  return uuidOf(`taxonomyTerm:${uri}`)
}

/** The UUID of a taxonomy by its key. */
export function taxonomyUuid(key: string): string {
  return uuidOf(`taxonomy:${key}`)
}
