import { createByteCache } from '../model/byte-cache.ts'
import { estimateBytes } from '../model/estimate-bytes.ts'

/** Answers kept while the generation stands, and with it what else they follow from. */
export interface KeptAnswers {
  /** The value of `key` under the present generation, computed once while there is room. `bytes` is its rough size, worked out from the value unless given. */
  remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T
  /** The same for what there is one of in a generation: kept whatever its size. No part of `name` is a client's word. */
  once<T>(name: string, compute: () => T): T
  /** What was kept under `key` in the present generation; undefined where nothing is. One key has one T. */
  kept<T>(key: string): T | undefined
  /** Keeps a value of about so many bytes while the generation stands and there is room. */
  keep(key: string, value: object, bytes: number): void
  /** From now on answers are kept only while `besides` gives the same too: a mark of what they follow from that is not in the file. */
  keepWhile(besides: () => string): void
  /** Answers that were worked out in equal eras follow from the same. */
  era(): string
  /** Lets go of answers of earlier eras. */
  dropOutdated(): void
}

const MEGABYTE = 1_000_000
const REMEMBERED_BYTES = 64 * MEGABYTE
/** Of these, for what was asked for once: enough that the parts of one request share what they work out. */
const NEWCOMER_BYTES = 8 * MEGABYTE

/** Keeps answers in memory; `generation` is asked whenever one is wanted, and `clear` lets go of all. */
export function createKeptAnswers(generation: () => string): KeptAnswers & { clear(): void } {
  const answers = createByteCache<{ readonly value: unknown }>({
    maxBytes: REMEMBERED_BYTES,
    newcomerBytes: NEWCOMER_BYTES,
    maxEntryBytes: REMEMBERED_BYTES / 2,
  })
  const single = new Map<string, unknown>()
  let besides = (): string => ''
  let eraKept: string | undefined

  function clear(): void {
    answers.clear()
    single.clear()
    eraKept = undefined
  }

  const era = (): string => `${generation()} ${besides()}`

  function dropOutdated(): void {
    const now = era()
    if (now === eraKept) return
    clear()
    eraKept = now
  }

  /** The answers kept, of the present era alone. */
  function present(): typeof answers {
    dropOutdated()
    return answers
  }

  return {
    remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T {
      const known = present().get(key)
      // Only this function writes under this key, always a T.
      if (known !== undefined) return known.value as T
      const value = compute()
      answers.set(key, { value }, bytes?.(value) ?? estimateBytes(value))
      return value
    },
    once<T>(name: string, compute: () => T): T {
      dropOutdated()
      // Only this function writes under this name, always a T.
      if (single.has(name)) return single.get(name) as T
      const value = compute()
      single.set(name, value)
      return value
    },
    kept<T>(key: string): T | undefined {
      // As in `remember`: who reads a key wrote it.
      return present().get(key)?.value as T | undefined
    },
    keep: (key, value, bytes) => present().set(key, { value }, bytes),
    keepWhile: (mark) => void (besides = mark),
    era,
    dropOutdated,
    clear,
  }
}
