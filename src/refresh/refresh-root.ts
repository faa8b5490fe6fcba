import { CircuitOpen } from '../feeds/errors/circuit-open.ts'
import { present } from '../model/present.ts'
import type { RefreshParts } from './refresh-feed.ts'

/**
 * Asks for a feed's root document, which states its publisher, at most once a day; once, and counting against the feed in
 * nothing, for many feeds have none.
 */
export async function refreshRoot({
  feed,
  reader,
  writer,
  now,
  signal,
}: Pick<RefreshParts, 'feed' | 'reader' | 'writer' | 'now' | 'signal'>): Promise<void> {
  const at = new Date(now()).toISOString()
  if (!(await writer.wantsRoot(feed.slug, at))) return
  try {
    const { body } = await reader.observe({ kind: 'root' }, signal)
    const arrived = body && { bytes: body.bytes, url: body.url, ...present({ contentType: body.contentType }) }
    await writer.keepRoot(feed.slug, arrived, at)
  } catch (error) {
    if (!(error instanceof CircuitOpen)) throw error
  }
}
