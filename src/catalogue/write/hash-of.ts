import { hash } from 'node:crypto'

/** A short fingerprint of a JSON value: equal values in equal key order have equal fingerprints. */
export function hashOf(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64url')
}
