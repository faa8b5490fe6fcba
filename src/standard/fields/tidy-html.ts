const TAGS = 'p|h[1-6]|ul|ol|li|strong|em|b|i|u'
/** A sign that begins anything but these tags without attributes, line breaks and the references below. */
const OTHER = new RegExp(
  String.raw`<(?!\/?(?:${TAGS})>|br>|br ?\/>)|(?<!<\/?(?:${TAGS})|<br|<br ?\/)>|&(?!(?:amp|lt|gt|nbsp|quot);)`,
)
const TAG = /<(\/?)(\w+)/g
const BREAK = /<br ?\/?>/g
/** What each may stand in; the others, which mark words, stand in all of these, in each other and outside. */
const PARENTS: Readonly<Record<string, readonly string[]>> = { p: [''], ul: [''], ol: [''], li: ['ul', 'ol'] }
const LISTS = new Set(['ul', 'ol'])
const HEADING = /^h\d$/

/**
 * HTML that its publisher keeps tidy, as the sanitiser would give it back: harmless tags without attributes, each closed in
 * its place. Undefined for any other, which only the sanitiser can judge.
 */
export function tidyHtml(html: string): string | undefined {
  if (OTHER.test(html) || !isClosed(html)) return undefined
  const broken = html.replaceAll(BREAK, '<br />')
  // The others stay references, as their signs would begin something.
  return broken.includes('&') ? broken.replaceAll('&nbsp;', '\u00A0').replaceAll('&quot;', '"') : broken
}

function isClosed(html: string): boolean {
  const open = ['']
  for (const [, slash, name = ''] of html.matchAll(TAG)) {
    const around = open.at(-1) ?? ''
    if (name === 'br') {
      if (LISTS.has(around)) return false
    } else if (slash === '') {
      const parents = HEADING.test(name) ? [''] : PARENTS[name]
      if (parents === undefined ? LISTS.has(around) : !parents.includes(around)) return false
      open.push(name)
    } else if (open.pop() !== name) return false
  }
  return open.length === 1
}
