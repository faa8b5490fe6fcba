import { isUtf8 } from 'node:buffer'
import { UnreadableBody, type FetchedBody } from './reading-context.ts'

const CHARSET = /charset\s*=\s*"?([\w-]+)/i

/** The body as text, without byte order mark: UTF-8, or the charset its content type or mark declares. Throws UnreadableBody EMPTY or BAD_UTF8. */
export function decodeBody(body: FetchedBody): string {
  const text = decode(body.bytes, CHARSET.exec(body.contentType ?? '')?.[1]?.toLowerCase())
  if (text.trim() === '') throw new UnreadableBody('EMPTY', 'The feed answered with an empty body.')
  return text
}

function decode(bytes: Uint8Array, declared: string | undefined): string {
  // UTF-8 comes first: what is valid UTF-8 is hardly ever anything else, whatever it is labelled.
  const label = markedUtf16(bytes) ?? (isUtf8(bytes) && !declared?.startsWith('utf-16') ? 'utf-8' : declared)
  try {
    return new TextDecoder(label ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new UnreadableBody('BAD_UTF8', 'The body is not text in UTF-8 or in the charset it declares.', { cause })
  }
}

function markedUtf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}
