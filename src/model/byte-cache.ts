import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** Values by a text of any length, within a bound of bytes; of a long text only its hash is kept. */
export interface ByteCache<V> {
  /** Undefined where nothing is kept under this text. */
  get(text: string): V | undefined
  /** Keeps a value of about so many bytes, where there is room for it; the least used goes first. */
  set(text: string, value: V, bytes: number): void
  clear(): void
  /** Kept now, with what keeping costs. */
  readonly bytes: number
}

/** How much a cache may keep. */
export interface ByteCacheBounds {
  readonly maxBytes: number
  /** Of these, for values asked for once. 0: such a value is not kept, only that its text was met. Default 0. */
  readonly newcomerBytes?: number
  /** The largest value kept; a sixteenth of `maxBytes` unless given. */
  readonly maxEntryBytes?: number
}

interface Entry<V> {
  readonly value: V
  readonly bytes: number
}

let sharers = 1

/** Has every cache made from now on in this process take one part of its room, of so many: other processes keep the same. */
export function shareRoom(processes: number): void {
  sharers = processes
}

/** What an entry costs beside its value: its key, its place in the order. Measured on a million entries. */
const OVERHEAD_BYTES = 250
const SIGHTINGS_BYTES = 2_000_000

/**
 * An empty cache that nobody can fill with what is asked for once: a value goes among those kept when its text comes a
 * second time, and until then has a small part of the room, or none.
 */
export function createByteCache<V extends {}>(bounds: ByteCacheBounds): ByteCache<V> {
  const maxBytes = bounds.maxBytes / sharers
  // What one request needs is as much in a small room.
  const newcomerBytes = Math.min(bounds.newcomerBytes ?? 0, maxBytes / 2)
  const maxEntryBytes = Math.min(bounds.maxEntryBytes ?? bounds.maxBytes / 16, maxBytes / 2)
  const sightingBytes = Math.min(SIGHTINGS_BYTES, maxBytes / 8)
  const kept = sizedBy<Entry<V>>(maxBytes - newcomerBytes - sightingBytes, ({ bytes }) => bytes)
  const sighted = sizedBy<true>(sightingBytes, () => 0)
  // One that had to go is met again where more is in use than newcomers have room for.
  const note = (key: string): void => void sighted.set(key, true)
  const newcomers = newcomerBytes > 0 ? sizedBy<Entry<V>>(newcomerBytes, ({ bytes }) => bytes, note) : undefined

  return {
    get(text) {
      const key = keyOf(text)
      const proven = kept.get(key)
      if (proven !== undefined) return proven.value
      const newcomer = newcomers?.get(key)
      if (newcomer === undefined) return undefined
      newcomers?.delete(key)
      kept.set(key, newcomer)
      return newcomer.value
    },
    set(text, value, bytes) {
      if (bytes > maxEntryBytes) return
      const key = ownKeyOf(text)
      const entry = { value, bytes }
      if (kept.has(key) || sighted.has(key)) kept.set(key, entry)
      else if (newcomers !== undefined && bytes <= newcomerBytes) newcomers.set(key, entry)
      else sighted.set(key, true)
    },
    clear() {
      kept.clear()
      newcomers?.clear()
      sighted.clear()
    },
    get bytes() {
      return kept.calculatedSize + (newcomers?.calculatedSize ?? 0) + sighted.calculatedSize
    },
  }
}

function sizedBy<T extends {}>(
  maxSize: number,
  bytesOf: (value: T) => number,
  onEvicted: (key: string) => void = () => {},
): LRUCache<string, T> {
  return new LRUCache<string, T>({
    maxSize: Math.floor(maxSize),
    dispose: (_value, key, reason) => {
      if (reason === 'evict') onEvicted(key)
    },
    sizeCalculation: (value) => OVERHEAD_BYTES + Math.ceil(bytesOf(value)),
  })
}

/** Short enough to be its own key within what an entry costs. */
const LONGEST_KEY = 120

function keyOf(text: string): string {
  return text.length <= LONGEST_KEY ? `=${text}` : `#${hash('sha256', text, 'base64url')}`
}

/** The key by itself: a short text may be a slice that holds on to a long one. */
function ownKeyOf(text: string): string {
  return Buffer.from(keyOf(text)).toString()
}
