import { describe, expect, it } from 'vitest'
import { markHits } from '../../../src/catalogue/search/mark-hits.ts'
import { readTextParts } from '../../../src/catalogue/search/text-match.ts'

describe('markHits', () => {
  it.each<[string, string, string | undefined]>([
    ['lunch', 'Lunch & friendship club', '<mark>Lunch</mark> &amp; friendship club'],
    ['frie', 'Lunch & friendship club', 'Lunch &amp; <mark>friendship</mark> club'],
    ['frie ', 'Lunch & friendship club', undefined],
    ['organization', 'A charitable organisation.', 'A charitable <mark>organisation</mark>.'],
    ['cafe', 'Zoë’s Café', 'Zoë’s <mark>Café</mark>'],
    ['carers', "The carers' hour", 'The <mark>carers&#39;</mark> hour'],
    ['"chair yoga"', 'Yoga on a chair: chair yoga', 'Yoga on a chair: <mark>chair</mark> <mark>yoga</mark>'],
    [
      'script',
      '<script>alert("x")</script>',
      '&lt;<mark>script</mark>&gt;alert(&quot;x&quot;)&lt;/<mark>script</mark>&gt;',
    ],
    ['lunch', '', undefined],
  ])('shows %j in %j', (text, stated, snippet) => {
    expect(markHits(stated, readTextParts(text))).toBe(snippet)
  })

  it('cuts a long text between words around the first hit', () => {
    const stated = `${'before '.repeat(40)}lunch ${'after '.repeat(40)}`.trim()
    const snippet = markHits(stated, readTextParts('lunch')) ?? ''
    expect(snippet).toMatch(/^…before (before )+<mark>lunch<\/mark> (after )+after…$/)
    expect(snippet.length).toBeLessThan(230)
  })
})
