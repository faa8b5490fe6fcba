import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { boundHtml, hasMarkup, hasTags, htmlToText, safeHtmlToText, sanitise } from './html.ts'
import { MAX_TEXT_CHARACTERS } from '../max-text-characters.ts'
import { cutText, readString } from './text.ts'

/** A text twice: plain, and as safe HTML where the publisher sent HTML. Both absent where it shows nothing. */
export interface RichText {
  readonly text: string | undefined
  readonly html: string | undefined
}

/** The text under `key`, of which HSDS allows HTML; each form at most 100,000 characters. */
export function readRichText(raw: RawObject, key: string, issues: IssueCollector): RichText {
  const provided = readString(raw, key, issues)
  if (provided === undefined || provided === '') return { text: undefined, html: undefined }
  if (!hasMarkup(provided)) return { text: cutText(provided, key, issues), html: undefined }
  if (!hasTags(provided)) return { text: cutText(htmlToText(provided), key, issues) || undefined, html: undefined }
  if (boundHtml(provided) !== provided) issues.report('TEXT_CUT', key)
  const html = sanitise(provided)
  const text = cutText(safeHtmlToText(html), key, issues) || undefined
  if (text === undefined) issues.report('HTML_WITHOUT_WORDS', key)
  return { text, html: text === undefined ? undefined : cutHtml(html) }
}

function cutHtml(html: string): string {
  // Sanitising again closes what the cut left open.
  return html.length <= MAX_TEXT_CHARACTERS ? html : sanitise(html.slice(0, MAX_TEXT_CHARACTERS))
}
