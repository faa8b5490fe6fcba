import fc from 'fast-check'
import sanitizeHtml from 'sanitize-html'
import { describe, expect, it } from 'vitest'
import { SAFE } from '../../../src/standard/fields/html.ts'
import { tidyHtml } from '../../../src/standard/fields/tidy-html.ts'

const NAMES = ['p', 'h2', 'ul', 'ol', 'li', 'strong', 'em', 'b', 'i', 'u', 'div']
const PIECES = [
  ...NAMES.flatMap((name) => [`<${name}>`, `</${name}>`]),
  ...[
    '<br>',
    '<br/>',
    '<br />',
    '<p >',
    '<P>',
    '<',
    '>',
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&amp',
    '&',
    '<!--',
    '-->',
  ],
  ...['words', ' ', '\n', '"', 'é', '\u0000', '\uD800', ';', '/'],
]

function element(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...NAMES), inner).map(([name, html]) => `<${name}>${html}</${name}>`)
}

const html = fc.letrec<{ nested: string }>((tie) => ({
  nested: fc
    .array(fc.oneof({ depthSize: 'small' }, fc.constantFrom(...PIECES), element(tie('nested'))), { maxLength: 6 })
    .map((pieces) => pieces.join('')),
})).nested

describe('HTML that passes without the sanitiser', () => {
  it('is what the sanitiser gives, whatever it is made of', () => {
    fc.assert(
      fc.property(html, (published) => {
        const tidy = tidyHtml(published)
        fc.pre(tidy !== undefined)
        expect(tidy).toBe(sanitizeHtml(published, SAFE))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['<p>Soup &amp; bread<br>at <strong>noon</strong></p>', '<p>Soup &amp; bread<br />at <strong>noon</strong></p>'],
    ['<ul><li>Soup</li>\n<li>Bread</li></ul>', '<ul><li>Soup</li>\n<li>Bread</li></ul>'],
    ['plain words', 'plain words'],
  ])('is tidy: %s', (published, tidy) => {
    expect(tidyHtml(published)).toBe(tidy)
  })

  it.each([
    '<p>never closed',
    '<p><p>one in another</p></p>',
    '<p><ul><li>a list in a paragraph</li></ul></p>',
    '<li>in no list</li>',
    '<b><p>a paragraph in a mark</p></b>',
    '<p class="x">with an attribute</p>',
    '<a href="https://a.example">link</a>',
    '<script>alert(1)</script>',
    'a &pound;5 fee',
    'a > b',
    '</p>',
  ])('is not tidy: %s', (published) => {
    expect(tidyHtml(published)).toBeUndefined()
  })
})
