const MARK = Symbol('html')

/** A piece of HTML that is safe to send: made by `html` alone, so that no text of a feed can pass for one. */
export interface Html {
  readonly [MARK]: string
}

/** What may stand in a template: texts and numbers are escaped, pieces stand as they are, lists stand member by member, nothing stands for nothing. */
export type Part = string | number | Html | undefined | false | readonly Part[]

/** No HTML at all. */
export const NOTHING: Html = { [MARK]: '' }

/**
 * A piece of HTML of a template and its parts, each part escaped for text and for attributes in double quotes. An attribute
 * without quotes, a script and a style are no place for a part.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const between = fixedTexts(strings)
  let text = between[0] ?? ''
  for (const [at, part] of parts.entries()) text += written(part) + (between[at + 1] ?? '')
  return { [MARK]: text }
}

const fixed = new WeakMap<TemplateStringsArray, readonly string[]>()

/** A template's own texts, without the indentation that only its source needs. */
function fixedTexts(strings: TemplateStringsArray): readonly string[] {
  const texts = fixed.get(strings) ?? strings.map((text) => text.replaceAll(/\n\s+/g, '\n'))
  fixed.set(strings, texts)
  return texts
}

/** The text of a piece, to be sent. */
export function writeHtml(piece: Html): string {
  return piece[MARK]
}

/** HTML that the gateway itself made safe, as its schema says of the field. Never a value of a feed as it is. */
export function sanitisedHtml(text: string): Html {
  return { [MARK]: text }
}

/** A value as JSON in a script element of a data type: nothing in it ends the element (HTML 4.12.1.3). */
export function jsonScript(type: 'application/ld+json', value: unknown): Html {
  const json = JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
  return { [MARK]: `<script type="${type}">${json}</script>` }
}

/** Pieces with another between each two. */
export function joined(pieces: readonly Part[], between: Part): Html {
  return html`${pieces.flatMap((piece, at) => (at === 0 ? [piece] : [between, piece]))}`
}

function written(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return MARK in part ? part[MARK] : part.map(written).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return /[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character) : text
}
