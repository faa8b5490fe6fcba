import sanitizeHtml from 'sanitize-html'

const TAG = /<\/?[a-z][a-z0-9]*(?:[\s/][^<>]*)?>|<!--/i
const MARKUP = /<\/?[a-z][a-z0-9]*(?:[\s/][^<>]*)?>|<!--|&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});/i
// Enough for any real description with its pictures written in. The sanitiser's cost grows with the square of tags
// that nest in one another.
const MAX_HTML_CHARACTERS = 1_000_000
const MAX_TAGS = 5_000

const SAFE: sanitizeHtml.IOptions = {
  allowedTags:
    'p br ul ol li strong em b i u sub sup a blockquote hr h1 h2 h3 h4 h5 h6 table thead tbody tr th td dl dt dd'.split(
      ' ',
    ),
  allowedAttributes: { a: ['href'], th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: 50,
}
const TAG_OF_SAFE_HTML = /<(\/?)([a-z0-9]+)[^>]*>/g
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'blockquote', 'hr'])
const LINES = new Set(['br', 'tr', 'dt', 'dd', 'thead', 'tbody'])
const ENTITY = /&(?:amp|lt|gt|quot);/g
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** Whether the text holds tags or character references. Cheap: most texts have neither. */
export function hasMarkup(text: string): boolean {
  return (text.includes('<') || text.includes('&')) && MARKUP.test(text)
}

/** Whether the text holds tags or comments. */
export function hasTags(text: string): boolean {
  return text.includes('<') && TAG.test(text)
}

/** HTML with harmless tags only: no scripts, styles, pictures, classes or addresses but web, mail and telephone. */
export function sanitise(html: string): string {
  return sanitizeHtml(boundHtml(html), SAFE).trim()
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

/** What a reader of the HTML would see, as plain text: a blank line between paragraphs, a dash before list items. */
export function htmlToText(html: string): string {
  return safeHtmlToText(sanitise(html))
}

/** The same, of HTML that `sanitise` gave. Our own, because html-to-text takes three times as long, and here every tag is known. */
export function safeHtmlToText(html: string): string {
  return html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(TAG_OF_SAFE_HTML, (_, slash: string, tag: string) => spaceOfTag(tag, slash === '/'))
    .replaceAll(ENTITY, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function spaceOfTag(tag: string, isEnd: boolean): string {
  if (tag === 'li') return isEnd ? '' : '\n- '
  if (tag === 'td' || tag === 'th') return isEnd ? ' ' : ''
  if (PARAGRAPHS.has(tag)) return '\n\n'
  return LINES.has(tag) ? '\n' : ''
}
