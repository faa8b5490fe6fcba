import type { ServerResponse } from 'node:http'

import { createRefusal } from './refusals.ts'

/** How patient an answer is with the client that takes it. */
export interface Patience {
  /** Longest that a client may keep an answer waiting beyond what the rate allows. */
  readonly stallMs: number
  /** The least that a client takes, in the long run. */
  readonly bytesPerSecond: number
}

/** Writes an answer as fast as its client takes it. */
export interface ReaderClock {
  /** Resolves when the client may have the next part. Rejects with GATEWAY_TIMEOUT where it takes too little, and closes its connection. */
  write(part: string | Uint8Array): Promise<void>
  /** The same for the last part, and resolves when all of it has gone out or the client has gone away. */
  end(part?: string | Uint8Array): Promise<void>
}

/** Small enough that a client which stands still is soon seen to. */
const PIECE_BYTES = 64 * 1024

/**
 * Each piece may take as long as `bytesPerSecond` allows it, out of `stallMs` besides: a client that is slower uses that
 * up, and one that is faster wins it back. One that takes nothing, or a byte now and then, is not waited for longer.
 */
export function createReaderClock(response: ServerResponse, { stallMs, bytesPerSecond }: Patience): ReaderClock {
  let leftMs = stallMs

  async function wait(event: 'drain' | 'finish'): Promise<void> {
    const begunMs = performance.now()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(() => {
      reject(createRefusal('GATEWAY_TIMEOUT'))
      response.destroy()
    }, leftMs)
    const done = (): void => resolve()
    response.on(event, done).on('close', done)
    try {
      await promise
    } finally {
      clearTimeout(timer)
      response.off(event, done).off('close', done)
      leftMs = Math.max(0, leftMs - (performance.now() - begunMs))
    }
  }

  async function write(part: string | Uint8Array): Promise<void> {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    for (let from = 0; from < bytes.length && !response.destroyed; from += PIECE_BYTES) {
      const piece = bytes.subarray(from, from + PIECE_BYTES)
      leftMs = Math.min(stallMs, leftMs) + (piece.length / bytesPerSecond) * 1_000
      if (!response.write(piece) && !response.destroyed) await wait('drain')
    }
  }

  return {
    write,
    async end(part = '') {
      const isLong = Buffer.byteLength(part) > PIECE_BYTES
      if (isLong) await write(part)
      if (response.destroyed) return
      const { socket } = response
      response.end(isLong ? undefined : part)
      // The system has taken all of a short answer by now, mostly: then there is nobody to wait for.
      if (socket?.writableLength === 0) return
      if (!response.writableFinished && !response.destroyed) await wait('finish')
    },
  }
}
