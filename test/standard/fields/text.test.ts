import { describe, expect, it } from 'vitest'
import { readRichText } from '../../../src/standard/fields/rich-text.ts'
import { readName, readText } from '../../../src/standard/fields/text.ts'
import { readOne } from './fields.ts'

describe('plain text', () => {
  it.each([
    ['Carers ', 'Carers'],
    ['\u00a0Carers\u00a0', 'Carers'],
    ['', undefined],
    ['  \n', undefined],
    [null, undefined],
    [undefined, undefined],
    [[], undefined],
    [12.5, '12.5'],
    ['Food & clothes', 'Food & clothes'],
    ['under 5 < 8 > 3', 'under 5 < 8 > 3'],
    ['line one\nline two', 'line one\nline two'],
    ['👩‍👧 family', '👩‍👧 family'],
  ])('%j is %j, without a word', (value, text) => {
    expect(readOne(readText, value)).toEqual([text])
  })

  it.each([
    ['a\u0000b\u0007', 'ab', 'TEXT_CLEANED'],
    ['abc\u202Edef\u2066', 'abcdef', 'TEXT_CLEANED'],
    ['half \uD83D pair', 'half  pair', 'TEXT_CLEANED'],
    ['Tea &amp; toast', 'Tea & toast', 'HTML_IN_TEXT'],
    ['<b>Tea</b><script>alert(1)</script>', 'Tea', 'HTML_IN_TEXT'],
    [{ en: 'x' }, undefined, 'WRONG_TYPE'],
    [true, undefined, 'WRONG_TYPE'],
    [['a'], undefined, 'WRONG_TYPE'],
  ])('%j is %j with %s', (value, text, code) => {
    expect(readOne(readText, value)).toEqual([text, code])
  })

  it('is cut at 100,000 characters, not inside one', () => {
    const [text, code] = readOne(readText, `${'a'.repeat(99_999)}👩${'b'.repeat(1_000_000)}`)
    expect(text).toBe('a'.repeat(99_999))
    expect(code).toBe('TEXT_CUT')
  })
})

describe('a name', () => {
  it.each([
    ['  Fernhill\n  lunch club ', 'Fernhill lunch club'],
    ['Fernhill\tlunch\r\nclub', 'Fernhill lunch club'],
    ['Fernhill<br>lunch club', 'Fernhill lunch club'],
    ['Fernhill', 'Fernhill'],
    ['', undefined],
  ])('%j stands on one line', (value, name) => {
    expect(readOne(readName, value)[0]).toBe(name)
  })
})

describe('text that may be HTML', () => {
  it('is given twice where it is HTML', () => {
    const sent = '<h2 class="x">Us</h2><p>Tea&nbsp;&amp; <b>talk</b><br>daily</p><ul><li>One</li><li>Two</li></ul>'
    expect(readOne(readRichText, sent)[0]).toEqual({
      text: 'Us\n\nTea & talk\ndaily\n\n- One\n- Two',
      html: '<h2>Us</h2><p>Tea\u00a0&amp; <b>talk</b><br />daily</p><ul><li>One</li><li>Two</li></ul>',
    })
  })

  it('is given once where it is not', () => {
    expect(readOne(readRichText, 'Tea & talk')[0]).toEqual({ text: 'Tea & talk', html: undefined })
    expect(readOne(readRichText, 'Tea &amp; talk')[0]).toEqual({ text: 'Tea & talk', html: undefined })
  })

  it.each([
    ['&lt;p&gt;Soup &amp;amp; company&lt;/p&gt;', 'Soup & company', '<p>Soup &amp; company</p>'],
    ['&amp;lt;p&amp;gt;Soup&amp;lt;/p&amp;gt;', 'Soup', '<p>Soup</p>'],
    ['<p>&lt;b&gt;Soup&lt;/b&gt; daily</p>', 'Soup daily', '<b>Soup</b> daily'],
    ['Tea &amp;amp; cake', 'Tea & cake', undefined],
    ['Fish &amp;pound;5', 'Fish £5', undefined],
    ['One line.\n\nTea &amp; cake', 'One line.\n\nTea & cake', undefined],
    ['5 &lt; 8 and 8 &gt; 5', '5 < 8 and 8 > 5', undefined],
    ['Write to &lt;name&gt;@town.uk', 'Write to <name>@town.uk', undefined],
  ])('%s, escaped too often, reads %j', (sent, text, html) => {
    expect(readOne(readRichText, sent)[0]).toEqual({ text, html })
  })

  it.each([
    ['<ol><li>Ring</li><li>Come</li></ol>', '1. Ring\n2. Come'],
    ['<ol start="3"><li>Pay</li></ol>', '3. Pay'],
    [
      '<ol><li>Ring<ul><li>the office</li></ul></li><li>Come</li></ol><ul><li>Tea</li></ul>',
      '1. Ring\n\n- the office\n\n2. Come\n\n- Tea',
    ],
  ])('%s keeps its numbers', (sent, text) => {
    expect(readOne(readRichText, sent)[0].text).toBe(text)
  })

  it.each(['<p><br></p>', '<p>&nbsp;</p>', '<!-- none -->', '<img src="data:image/png;base64,AAAA">'])(
    '%s shows nothing and is absent',
    (sent) => {
      expect(readOne(readRichText, sent)[0]).toEqual({ text: undefined, html: undefined })
    },
  )

  it.each([
    ['<p onclick="x()">a</p>', '<p>a</p>'],
    ['<p>a</p><script>x()</script><style>p{}</style>', '<p>a</p>'],
    ['<a href="javascript:x()">a</a>', '<a>a</a>'],
    ['<a href="//evil.test">a</a>', '<a>a</a>'],
    ['<iframe src="https://evil.test"></iframe><p>a</p>', '<p>a</p>'],
    ['<p>a<svg><script>x()</script></svg></p>', '<p>a</p>'],
  ])('%s is harmless as %s', (sent, html) => {
    expect(readOne(readRichText, sent)[0].html).toBe(html)
  })

  it('does not lose what stands after a picture written into it', () => {
    const sent = `<p>Before</p><img src="data:image/png;base64,${'A'.repeat(140_000)}"><p>After</p>`
    expect(readOne(readRichText, sent)).toEqual([{ text: 'Before\n\nAfter', html: '<p>Before</p><p>After</p>' }])
  })

  it('is bounded in both forms', () => {
    const [{ text, html }] = readOne(readRichText, `<p>${'word '.repeat(2_000_000)}</p>`)
    expect(text?.length).toBeLessThanOrEqual(100_000)
    expect(html?.length).toBeLessThanOrEqual(100_010)
  })
})
