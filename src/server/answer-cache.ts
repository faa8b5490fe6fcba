import { createByteCache } from '../model/byte-cache.ts'
import { present } from '../model/present.ts'
import type { Answer } from './exchange.ts'
import { createPackedBody, pack } from './packing.ts'

/** An answer kept, with what the log says of it. */
interface KeptAnswer {
  readonly answer: Answer
  readonly operationName?: string
  /** What the operation was estimated to cost; absent: it is a page. */
  readonly cost?: number
}

/** Whole answers of queries without errors, by everything they depend on. */
export interface AnswerCache {
  /** The one of this state (`AnswerState`); undefined where none is kept, or the one kept is too old. */
  find(generation: string, state: string): KeptAnswer | undefined
  keep(generation: string, state: string, kept: KeptAnswer): void
}

interface Entry {
  readonly kept: KeptAnswer
  readonly keptAtMs: number
}

const HEADERS_BYTES = 500
const utf8 = new TextEncoder()

/**
 * Creates a cache of whole and packed answers of at most `maxBytes`, which keeps an answer when its question comes a second time. An answer
 * is known by its state, the mark of all that it follows from; those of another generation are dropped at once, any after
 * `maxAgeMs`.
 */
export function createAnswerCache(
  maxBytes: number,
  maxAgeMs: number,
  monotonicNow: () => number,
  packBody: typeof pack = pack,
): AnswerCache {
  const entries = createByteCache<Entry>({ maxBytes })
  let current = ''
  function follow(generation: string): void {
    if (generation !== current) entries.clear()
    current = generation
  }
  return {
    find(generation, state) {
      follow(generation)
      const entry = entries.get(state)
      return entry !== undefined && monotonicNow() - entry.keptAtMs < maxAgeMs ? entry.kept : undefined
    },
    keep(generation, state, { answer, operationName, cost }) {
      follow(generation)
      // As bytes it takes what it counts, and is sent as it is. A Buffer could be a slice of a larger one.
      const body = typeof answer.body === 'string' ? utf8.encode(answer.body) : answer.body
      let bytes = body.buffer.byteLength + HEADERS_BYTES
      // Packed for the first who takes it so; from then on it takes room too, where it is still kept.
      const packed = createPackedBody(
        body,
        (more) => {
          bytes += more
          if (entries.get(state) === entry) entries.set(state, entry, bytes)
        },
        packBody,
      )
      const kept = {
        answer: { ...answer, body, packed },
        ...present({ cost }),
        ...(operationName !== undefined && { operationName: copyOf(operationName) }),
      }
      const entry: Entry = { kept, keptAtMs: monotonicNow() }
      entries.set(state, entry, bytes)
    },
  }
}

/** A name cut out of a document would hold on to all of it. */
function copyOf(name: string): string {
  return Buffer.from(name).toString()
}
