import { describe, expect, it } from 'vitest'

import { html, joined, jsonScript, NOTHING, type Part, writeHtml } from '../../src/web/html.ts'
import { outsideLink, safeAddress } from '../../src/web/outside-link.ts'

const HOSTILE = `<script>alert("1")</script>'&amp;`

describe('a template', () => {
  it.each<[string, Part, string]>([
    ['text', HOSTILE, '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;amp;'],
    ['a number', 0, '0'],
    ['nothing', undefined, ''],
    ['what does not hold', false, ''],
    ['a piece', html`<b>${'<'}</b>`, '<b>&lt;</b>'],
    ['a list', ['<', html`<br />`, [1, undefined]], '&lt;<br />1'],
    ['no piece', NOTHING, ''],
  ])('writes %s', (_, part, expected) => {
    expect(writeHtml(html`<p title="${part}">${part}</p>`)).toBe(`<p title="${expected}">${expected}</p>`)
  })

  it('leaves out the indentation of its source, and no space of a value', () => {
    const source = Object.assign(['<p>\n      ', '\n    </p>'], { raw: [] })
    expect(writeHtml(html(source, 'two\n  lines'))).toBe('<p>\ntwo\n  lines\n</p>')
  })

  it('takes no object of an answer for a piece', () => {
    const answered: unknown = JSON.parse('{"html":"<b>","Symbol(html)":"<b>"}')
    expect(Object.getOwnPropertySymbols(Object(answered))).toEqual([])
  })

  it('puts a piece between each two others', () => {
    expect(writeHtml(joined(['a', '<', 'c'], html`<br />`))).toBe('a<br />&lt;<br />c')
  })

  it('ends no script by what is in its data', () => {
    const written = writeHtml(jsonScript('application/ld+json', { name: '</script><!--<script>' }))
    expect(written.match(/<\/?script|<!--/g)).toEqual(['<script', '</script'])
    expect(JSON.parse(written.replaceAll(/<\/?script[^>]*>/g, ''))).toEqual({ name: '</script><!--<script>' })
  })
})

describe('a link of a feed', () => {
  it.each([
    ['https://example.org/?a=1&b="2"', true],
    ['http://example.org', true],
    ['mailto:help@example.org', true],
    ['tel:+441632960001', true],
    ['javascript:alert(1)', false],
    [' JaVaScRiPt:alert(1)', false],
    ['java\nscript:alert(1)', false],
    ['data:text/html,<script>', false],
    ['vbscript:x', false],
    ['file:///etc/passwd', false],
    ['//example.org', false],
    ['example.org', false],
    ['', false],
    [null, false],
    [undefined, false],
  ])('to %s is made: %s', (address, isMade) => {
    expect(safeAddress(address) !== undefined).toBe(isMade)
    const written = writeHtml(outsideLink(address, '<name>'))
    expect(written).toContain('&lt;name&gt;')
    expect(written.includes('href=')).toBe(isMade)
    if (isMade) expect(written).toContain('rel="nofollow noopener"')
  })
})
