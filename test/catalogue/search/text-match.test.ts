import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typedText } from '../../../src/catalogue/search/searched-text.ts'
import { NO_WORDS } from '../../../src/catalogue/search/known-words.ts'
import { createSynonyms } from '../../../src/catalogue/search/synonyms.ts'
import { REVIEWED_SYNONYMS } from '../../../src/catalogue/search/words/reviewed-synonyms.ts'
import { readTextParts, type TextPart } from '../../../src/catalogue/search/text-match.ts'
import { openForWriting } from '../../../src/store/tables.ts'

const { db } = openForWriting(':memory:')

/** `word*` is still being typed, a phrase stands in quotes. */
const shown = ({ words, isBeginning, isQuoted }: TextPart): string =>
  isQuoted ? `"${words.join(' ')}"` : `${words.join(' ')}${isBeginning ? '*' : ''}`

describe('a typed text', () => {
  it.each([
    ['lunch', ['lunch*']],
    ['lunch ', ['lunch']],
    ['Lunch clu', ['lunch', 'clu*']],
    ['"lunch club"', ['"lunch club"']],
    ['"lunch"', ['"lunch"']],
    ['"lunch club" for men', ['"lunch club"', 'for', 'men*']],
    ['"lunch club', ['"lunch club"']],
    ['advice & support', ['advice', 'and', 'support*']],
    ['cafe\u0301', ['cafe*']],
    ['Café NOT (tea OR name:milk*)', ['cafe', 'not', 'tea', 'or', 'name', 'milk']],
    ['organiz', ['organis*']],
    ['SW1A 1AA', ['sw1a', '1aa*']],
    ['A&E', ['aande*']],
    ['E.S.O.L. classes', ['esol', 'classes*']],
  ])('is read, %j, as %j', (text, parts) => {
    expect(readTextParts(text).map(shown)).toEqual(parts)
  })

  it('is an expression that SQLite takes, whatever was typed', () => {
    const find = db.prepare('SELECT rowid FROM service_text WHERE service_text MATCH ?')
    const synonyms = createSynonyms(REVIEWED_SYNONYMS)
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('food bank', 'meals on wheels "x"', 'a b c'),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const searched = typedText(text, { synonyms, known: NO_WORDS })
        if (searched !== undefined) find.all(searched.match)
      }),
    )
  })

  it('has at most 32 parts', () => {
    const words = Array.from({ length: 1000 }, (_, at) => `word${at}`).join(' ')
    expect(readTextParts(words)).toHaveLength(32)
  })

  it('has once what is repeated', () => {
    expect(readTextParts('word "big word" word "big word" ')).toHaveLength(2)
  })
})
