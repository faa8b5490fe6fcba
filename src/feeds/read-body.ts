import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { BadBody } from './errors/bad-body.ts'
import type { FaultPlace } from './errors/feed-error.ts'

/** The encodings asked for. */
export const ACCEPT_ENCODING = 'gzip, br'

export interface EncodedBody {
  readonly body: Readable
  /** The content-encoding header; a list when it came more than once. */
  readonly encoding: string | readonly string[] | undefined
  readonly maxBytes: number
  readonly place: FaultPlace
}

/**
 * Reads a body to its end, unpacked. Rejects with BODY_TOO_LARGE as soon as more than `maxBytes` came out of the unpacking,
 * with BAD_ENCODING for anything but one of gzip, br and identity, or with what the stream failed of.
 */
export async function readBody({ body, encoding, maxBytes, place }: EncodedBody): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  async function collect(source: AsyncIterable<Buffer>): Promise<void> {
    let size = 0
    for await (const chunk of source) {
      size += chunk.length
      if (size > maxBytes) throw new BadBody('BODY_TOO_LARGE', place)
      chunks.push(chunk)
    }
  }

  switch (
    String(encoding ?? '')
      .trim()
      .toLowerCase()
  ) {
    case '':
    case 'identity':
      await pipeline(body, collect)
      break
    case 'gzip':
    case 'x-gzip':
      await pipeline(body, createGunzip(), collect)
      break
    case 'br':
      await pipeline(body, createBrotliDecompress(), collect)
      break
    default:
      body.on('error', () => undefined).destroy()
      throw new BadBody('BAD_ENCODING', place)
  }
  return Buffer.concat(chunks)
}
