import { LRUCache } from 'lru-cache'

import type { Answer } from './exchange.ts'

/** An answer kept, with what the log says of it. */
interface KeptAnswer {
  readonly answer: Answer
  readonly operationName?: string
}

/** Whole answers of queries without errors, by everything they depend on. */
export interface AnswerCache {
  /** Undefined where none is kept, or the one kept is too old. */
  find(generation: string, question: string): KeptAnswer | undefined
  keep(generation: string, question: string, kept: KeptAnswer): void
}

interface Entry {
  readonly kept: KeptAnswer
  readonly keptAtMs: number
}

const OVERHEAD_BYTES = 500

/**
 * Creates a cache of at most `maxBytes`. The question is all that tells two requests apart (method, media type, the body
 * or query as sent); answers of another generation are dropped at once, any after `maxAgeMs`.
 */
export function createAnswerCache(maxBytes: number, maxAgeMs: number, monotonicNow: () => number): AnswerCache {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    maxEntrySize: maxBytes / 16,
    sizeCalculation: ({ kept }, question) => OVERHEAD_BYTES + question.length * 2 + Buffer.byteLength(kept.answer.body),
  })
  let current = ''
  function follow(generation: string): void {
    if (generation !== current) entries.clear()
    current = generation
  }
  return {
    find(generation, question) {
      follow(generation)
      const entry = entries.get(question)
      if (!entry) return undefined
      if (monotonicNow() - entry.keptAtMs < maxAgeMs) return entry.kept
      entries.delete(question)
      return undefined
    },
    keep(generation, question, kept) {
      follow(generation)
      entries.set(question, { kept, keptAtMs: monotonicNow() })
    },
  }
}
