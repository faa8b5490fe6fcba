import { hash } from 'node:crypto'

/** A short fingerprint of a JSON value: equal values in equal key order have equal fingerprints. */
export function hashOf(value: unknown): string {
  return hashOfBytes(JSON.stringify(value))
}

/** The same of what is JSON already. */
export function hashOfBytes(json: string | Uint8Array): string {
  return hash('sha1', json, 'base64url')
}
