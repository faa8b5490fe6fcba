import type { GraphQLObjectType } from 'graphql'
import { createByteCache } from '../model/byte-cache.ts'

/** Texts of objects as one request finds and keeps them. */
export interface KeptTexts {
  /** The JSON text of the object of that key under that selection; undefined where none is kept. */
  find(selection: string, key: string): string | undefined
  /** Keeps it for whoever asks the same of the same state of the data. */
  keep(selection: string, key: string, text: string): void
  /** Grows whenever the request reads what may change while the state of the data stands: a text made meanwhile is not to be kept. */
  readonly passing: number
}

/** Texts by everything that decides them, for all requests under one configuration. */
export interface TextStore {
  find(key: string): string | undefined
  keep(key: string, text: string): void
}

/** How often a request has read what may change while the state of the data stands: the time, how feeds do, what was asked of them. */
export interface Passing {
  readonly count: number
  note(): void
}

/** Counts from 0. */
export function createPassing(): Passing {
  let count = 0
  return {
    get count() {
      return count
    },
    note() {
      count += 1
    },
  }
}

const MEGABYTE = 1_000_000
const KEPT_BYTES = 16 * MEGABYTE
/** Of these, for what was asked for once. */
const NEWCOMER_BYTES = 4 * MEGABYTE

/** An empty store of at most 16 MB. */
export function createTextStore(): TextStore {
  const texts = createByteCache<string>({ maxBytes: KEPT_BYTES, newcomerBytes: NEWCOMER_BYTES })
  return {
    find: (key) => texts.get(key),
    keep(key, text) {
      // Put together from pieces, a text holds on to each of them.
      const bytes = Buffer.from(text)
      texts.set(key, bytes.toString(), bytes.length === text.length ? text.length : 2 * text.length)
    },
  }
}

/** Has the texts of a type's objects kept: `keyOf` gives by what an object is known again among those of its type in one state of the data. */
export function keptBy<T>(keyOf: (value: T) => string): { readonly keyOf: (value: T) => string } {
  return { keyOf }
}

/** What `keptBy` says of a type; undefined where its texts are not kept. */
export function keyOfType({ extensions }: GraphQLObjectType): ((value: unknown) => string) | undefined {
  const { keyOf } = extensions
  return isKeyOf(keyOf) ? keyOf : undefined
}

function isKeyOf(keyOf: unknown): keyOf is (value: unknown) => string {
  return typeof keyOf === 'function'
}
