import sanitizeHtml from 'sanitize-html'
import { joinSpaces } from './join-spaces.ts'
import { tidyHtml } from './tidy-html.ts'

const TAG = /<\/?[a-z][a-z0-9]*(?:[\s/][^<>]*)?>|<!--/i
// What only HTML that was escaped looks like once it is read: tags that format, references that stand for a sign.
const FORMATTING =
  /<(?:\/(?:p|div|span|ul|ol|li|strong|em|b|i|u|a|h[1-6]|table|tr|td|th|blockquote|font)|br|br ?\/|hr ?\/?)\s*>/i
const REFERENCE = /&(?:amp|lt|gt|quot|apos|nbsp|pound|[lr][sd]quo|[nm]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,4});/i
const MAX_ESCAPES = 3
const MARKUP = /<\/?[a-z][a-z0-9]*(?:[\s/][^<>]*)?>|<!--|&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});/i
// Enough for any real description with its pictures written in. The sanitiser's cost grows with the square of tags
// that nest in one another.
const MAX_HTML_CHARACTERS = 1_000_000
const MAX_TAGS = 5_000

/** What is left of HTML: harmless tags, and addresses of web, mail and telephone. */
export const SAFE: sanitizeHtml.IOptions = {
  allowedTags:
    'p br ul ol li strong em b i u sub sup a blockquote hr h1 h2 h3 h4 h5 h6 table thead tbody tr th td dl dt dd'.split(
      ' ',
    ),
  allowedAttributes: { a: ['href'], ol: ['start'], th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: 50,
}
const TAG_OF_SAFE_HTML = /<(\/?)([a-z0-9]+)([^>]*)>/g
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'blockquote', 'hr'])
const LINES = new Set(['br', 'tr', 'dt', 'dd', 'thead', 'tbody'])
const ENTITY = /&(?:amp|lt|gt|quot);/g
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** Whether the text holds tags or character references. Cheap: most texts have neither. */
export function hasMarkup(text: string): boolean {
  return (text.includes('<') || text.includes('&')) && MARKUP.test(text)
}

// Whether the text holds tags or comments.
function hasTags(text: string): boolean {
  return text.includes('<') && TAG.test(text)
}

/** HTML with harmless tags only: no scripts, styles, pictures, classes or addresses but web, mail and telephone. */
export function sanitise(html: string): string {
  const bound = boundHtml(html)
  return (tidyHtml(bound) ?? sanitizeHtml(bound, SAFE)).trim()
}

/** The HTML up to 1,000,000 characters or 5,000 tags, whichever comes first. */
export function boundHtml(html: string): string {
  let end = -1
  for (let tags = 0; tags <= MAX_TAGS; tags++) {
    end = html.indexOf('<', end + 1)
    if (end === -1) return html.slice(0, MAX_HTML_CHARACTERS)
  }
  return html.slice(0, Math.min(end, MAX_HTML_CHARACTERS))
}

/** HTML twice: safe, and as what a reader of it would see. */
export interface ReadHtml {
  /** Undefined where it has no tags, only references. */
  readonly html: string | undefined
  /** Plain text: a blank line between paragraphs, a dash or its number before list items. */
  readonly text: string
}

/** Reads HTML, also where it was escaped once or more too often, so that its text still looked like HTML. */
export function readHtml(published: string): ReadHtml {
  let html = hasTags(published) ? sanitise(published) : undefined
  let text = safeHtmlToText(html ?? sanitise(withBreaks(published)))
  for (let pass = 0; pass < MAX_ESCAPES && (hasFormatting(text) || hasReference(text)); pass++) {
    const inner = hasFormatting(text) ? sanitise(text) : undefined
    html = inner ?? html
    text = safeHtmlToText(inner ?? sanitise(withBreaks(text)))
  }
  return { html, text }
}

function hasFormatting(text: string): boolean {
  return text.includes('<') && FORMATTING.test(text)
}

function hasReference(text: string): boolean {
  return text.includes('&') && REFERENCE.test(text)
}

function withBreaks(text: string): string {
  return text.replaceAll(/\r?\n/g, '<br>')
}

// Of HTML that `sanitise` gave. Our own, because html-to-text takes three times as long, and here every tag is known.
function safeHtmlToText(html: string): string {
  const lists: number[] = []
  const text = joinSpaces(html).replaceAll(TAG_OF_SAFE_HTML, (_, slash: string, tag: string, attributes: string) => {
    const isEnd = slash === '/'
    if (tag === 'li') return isEnd ? '' : markOfItem(lists)
    if (tag === 'ol' || tag === 'ul') countList(lists, tag, isEnd, attributes)
    return spaceOfTag(tag, isEnd)
  })
  return (text.includes('&') ? text.replaceAll(ENTITY, (entity) => ENTITIES[entity] ?? entity) : text)
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ \n ?|\n /g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

// The number of the next item of each list that is open, the innermost last; of a list without numbers NaN.
function countList(lists: number[], tag: string, isEnd: boolean, attributes: string): void {
  if (isEnd) lists.pop()
  else lists.push(tag === 'ul' ? Number.NaN : Number(/start="(-?\d{1,6})"/.exec(attributes)?.[1] ?? 1))
}

function markOfItem(lists: number[]): string {
  const number = lists.at(-1)
  if (number === undefined || Number.isNaN(number)) return '\n- '
  lists[lists.length - 1] = number + 1
  return `\n${number}. `
}

function spaceOfTag(tag: string, isEnd: boolean): string {
  if (tag === 'td' || tag === 'th') return isEnd ? ' ' : ''
  if (PARAGRAPHS.has(tag)) return '\n\n'
  return LINES.has(tag) ? '\n' : ''
}
