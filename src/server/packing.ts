import { once } from 'node:events'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'

import type { Coding } from './accept.ts'
import type { ReaderClock } from './reader-clock.ts'

/** Shorter bodies fit the packets that their headers need anyway. */
export const LEAST_PACKED_BYTES = 1_000

/** What is packed in a millisecond of a processor, about; measured on answers. */
export const PACKED_BYTES_PER_MS = 150_000

/** Steps above these take twice the time for a twentieth fewer bytes. */
const BROTLI_QUALITY = 4
const GZIP = { level: 4 }

const packers = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** Packs a body beside the thread that answers. The bytes are no slice of a larger buffer. */
export async function pack(body: string | Uint8Array, coding: Coding): Promise<Uint8Array> {
  return new Uint8Array(await (coding === 'br' ? packers.br(body, brotliOptions()) : packers.gzip(body, GZIP)))
}

function brotliOptions() {
  return { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }
}

/** A body in the codings that were asked for, each packed once. */
export interface PackedBody {
  /** Whether it was packed so before, or is being. */
  has(coding: Coding): boolean
  in(coding: Coding): Promise<Uint8Array>
}

/** `onPacked` is called with the length of each form that is made. */
export function createPackedBody(
  body: string | Uint8Array,
  onPacked: (bytes: number) => void = () => {},
  packBody: typeof pack = pack,
): PackedBody {
  const forms = new Map<Coding, Promise<Uint8Array>>()
  async function make(coding: Coding): Promise<Uint8Array> {
    try {
      const packed = await packBody(body, coding)
      onPacked(packed.length)
      return packed
    } catch (error) {
      forms.delete(coding)
      throw error
    }
  }
  return {
    has: (coding) => forms.has(coding),
    in(coding) {
      const form = forms.get(coding) ?? make(coding)
      forms.set(coding, form)
      return form
    },
  }
}

/** A reader that gets what is written packed, as it is written. `end` must be called, or `abandon` where the rest will not come. */
export interface PackingReader extends ReaderClock {
  abandon(): void
}

/**
 * The client's own slowness holds the writer up as without packing; what counts is what it takes of the packed bytes.
 * `onPacking` is called with the characters that are packed.
 */
export function createPackingReader(
  reader: ReaderClock,
  coding: Coding,
  onPacking: (characters: number) => void,
): PackingReader {
  const packer = coding === 'br' ? createBrotliCompress(brotliOptions()) : createGzip(GZIP)
  async function handOn(): Promise<void> {
    for await (const part of packer) await reader.write(part)
  }
  const handedOn = handOn()
  let hasEnded = false
  // Whoever writes next meets what ended it, or nobody does.
  packer.on('error', () => {})
  handedOn.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  )
  return {
    async write(part) {
      if (hasEnded) return handedOn
      onPacking(part.length)
      if (!packer.write(part)) await Promise.race([once(packer, 'drain'), handedOn])
    },
    async end(part = '') {
      onPacking(part.length)
      packer.end(part)
      await handedOn
      await reader.end()
    },
    abandon: () => void packer.destroy(),
  }
}
