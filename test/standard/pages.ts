import type { RecordIssue } from '../../src/model/issue.ts'
import type { Service } from '../../src/model/service.ts'
import { readPage } from '../../src/standard/read-page.ts'
import { readService } from '../../src/standard/read-service.ts'
import type { FetchedBody, RawObject, ReadingContext } from '../../src/standard/reading-context.ts'

/** A context as a feed without configured quirks gives it, on 1 July 2026. */
export const context: ReadingContext = { feed: 'somewhere', quirks: [], now: Date.parse('2026-07-01T12:00:00Z') }

/** A body as it would arrive, of text or of anything that JSON can hold. */
export function bodyOf(content: unknown, contentType = 'application/json'): FetchedBody {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return { bytes: new TextEncoder().encode(text), contentType, url: 'https://feed.test/services' }
}

/** The service that one raw record gives in a dialect; fails where it is set aside. */
export function serviceOf(raw: RawObject, dialect = 'HSDS-UK-3.0', quirks: readonly string[] = []): Service {
  return readingOf(raw, dialect, quirks).record
}

/** The same with its issues. */
export function readingOf(
  raw: RawObject,
  dialect = 'HSDS-UK-3.0',
  quirks: readonly string[] = [],
): { readonly record: Service; readonly issues: readonly RecordIssue[] } {
  const named = { id: 's1', name: 'Knit and natter', ...raw }
  const reading = readService({ originId: 's1', raw: named }, { ...context, dialect, quirks })
  if (!('record' in reading)) throw new Error(`set aside: ${reading.issue.code}`)
  return reading
}

/** Codes with their paths, as `CODE path`. */
export function stated(issues: readonly RecordIssue[]): readonly string[] {
  return issues.map(({ code, path }) => `${code} ${path}`)
}

/** The page that items in an envelope of 3.0 give. */
export function pageOf(content: unknown, further: Partial<ReadingContext> = {}) {
  return readPage(bodyOf(content), { ...context, ...further })
}
