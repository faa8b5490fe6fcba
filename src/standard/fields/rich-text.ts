import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { boundHtml, hasMarkup, readHtml, sanitise } from './html.ts'
import { MAX_TEXT_CHARACTERS } from '../max-text-characters.ts'
import { cutText, readString } from './text.ts'

/** A text twice: plain, and as safe HTML where the publisher sent HTML. Both absent where it shows nothing. */
export interface RichText {
  readonly text: string | undefined
  readonly html: string | undefined
}

/** The text under `key`, of which HSDS allows HTML; each form at most 100,000 characters. */
export function readRichText(raw: RawObject, key: string, issues: IssueCollector): RichText {
  const published = readString(raw, key, issues)
  if (published === undefined || published === '') return { text: undefined, html: undefined }
  if (!hasMarkup(published)) return { text: cutText(published, key, issues), html: undefined }
  if (boundHtml(published) !== published) issues.report('TEXT_CUT', key)
  const read = readHtml(published)
  const text = cutText(read.text, key, issues) || undefined
  if (text === undefined) issues.report('HTML_WITHOUT_WORDS', key)
  return { text, html: text === undefined || read.html === undefined ? undefined : cutHtml(read.html) }
}

function cutHtml(html: string): string {
  // Sanitising again closes what the cut left open.
  return html.length <= MAX_TEXT_CHARACTERS ? html : sanitise(html.slice(0, MAX_TEXT_CHARACTERS))
}
