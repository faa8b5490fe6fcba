import { isUtf8 } from 'node:buffer'
import { UnreadableBody, type FetchedBody } from './reading-context.ts'

const CHARSET = /charset\s*=\s*"?([\w-]+)/i

/** What stands for bytes that are no text in the charset of the body. */
export const UNDECODED = '\uFFFD'

/**
 * The body as text, without byte order mark: UTF-8, or the charset its content type or mark declares. Bytes that are no
 * text in it become UNDECODED. Throws UnreadableBody EMPTY.
 */
export function decodeBody(body: FetchedBody): string {
  const text = decode(body.bytes, CHARSET.exec(body.contentType ?? '')?.[1]?.toLowerCase())
  if (text.trim() === '') throw new UnreadableBody('EMPTY', 'The feed answered with an empty body.')
  return text
}

function decode(bytes: Uint8Array, declared: string | undefined): string {
  // UTF-8 comes first: what is valid UTF-8 is hardly ever anything else, whatever it is labelled.
  const label = markedUtf16(bytes) ?? (isUtf8(bytes) && !declared?.startsWith('utf-16') ? 'utf-8' : declared)
  return decoderFor(label).decode(bytes)
}

function decoderFor(label: string | undefined): TextDecoder {
  try {
    return new TextDecoder(label ?? 'utf-8')
  } catch (error) {
    // A charset that nobody knows says nothing.
    if (error instanceof RangeError) return new TextDecoder()
    throw error
  }
}

function markedUtf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}
