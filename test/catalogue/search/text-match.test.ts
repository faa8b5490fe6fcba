import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTextParts, textMatch } from '../../../src/catalogue/search/text-match.ts'
import { openForWriting } from '../../../src/store/tables.ts'

const { db } = openForWriting(':memory:')

describe('textMatch', () => {
  it.each([
    ['lunch', '"lunch" *'],
    ['lunch ', '"lunch"'],
    ['Lunch clu', '"lunch" AND "clu" *'],
    ['"lunch club"', '"lunch club"'],
    ['"lunch club" for men', '"lunch club" AND "for" AND "men" *'],
    ['"lunch club', '"lunch club"'],
    ['advice & support', '"advice" AND "support" *'],
    ['advice and support', '"advice" AND "support" *'],
    ['"advice and support"', '"advice and support"'],
    ['and', '"and" *'],
    ['cafe\u0301', '"cafe" *'],
    ['Café NOT (tea OR name:milk*)', '"cafe" AND "not" AND "tea" AND "or" AND "name" AND "milk"'],
    ['organiz', '"organis" *'],
    ['SW1A 1AA', '"sw1a" AND "1aa" *'],
  ])('reads %j as %s', (text, match) => {
    expect(textMatch(readTextParts(text))).toBe(match)
  })

  it('is an expression that SQLite takes, whatever was typed', () => {
    const find = db.prepare('SELECT rowid FROM service_text WHERE service_text MATCH ?')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parts = readTextParts(text)
        if (parts.length > 0) find.all(textMatch(parts))
      }),
    )
  })

  it('looks for at most 32 words', () => {
    const words = Array.from({ length: 1000 }, (_, at) => `word${at}`).join(' ')
    expect(readTextParts(words)).toHaveLength(32)
  })

  it('looks once for what is repeated', () => {
    expect(readTextParts('word "big word" word "big word" ')).toHaveLength(2)
  })
})
