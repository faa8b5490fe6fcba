import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readName, readText } from '../../../src/standard/fields/text.ts'
import { readEmail } from '../../../src/standard/fields/email.ts'
import { readUrl } from '../../../src/standard/fields/url.ts'
import { readOne } from './fields.ts'

// What is plain is taken as it stands; these say of every plain value that nothing would have changed it.
const UNWANTED = ['\u0000', '\u0085', '\u007F', '\u200E', '\uFEFF']
const SIGNS = [...'aZ09 -/"\'£éÿ\u00A0\t\n\u2019\uFFFD', '  ', ...UNWANTED]
const WORDS = fc.array(fc.constantFrom(...SIGNS), { maxLength: 12 }).map((signs) => signs.join(''))

describe('a value that needs no cleaning', () => {
  it('is read as it is published, and any other as if its marks, spaces and signs were looked at one by one', () => {
    fc.assert(
      fc.property(WORDS, (published) => {
        const clean = [...published]
          .filter((sign) => !UNWANTED.includes(sign))
          .join('')
          .trim()
        const codes = UNWANTED.some((sign) => published.includes(sign)) ? ['TEXT_CLEANED'] : []
        expect(readOne(readText, published)).toEqual([clean === '' ? undefined : clean, ...codes])
        expect(readOne(readName, published)).toEqual([
          clean === '' ? undefined : clean.replaceAll(/\s+/g, ' '),
          ...codes,
        ])
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['https://a.org', []],
    ['http://www.a-b.org.uk/one/two.html?x=1', []],
    ['https://a.org:80/x', []],
    ['https://example.com/x', ['PLACEHOLDER']],
    ['https://a.invalid', ['PLACEHOLDER']],
    ['https://xn--a.org', []],
    ['https://-a.org', ['BAD_URL']],
    ['https://a..org', ['URL_REPAIRED']],
    ['https://a.org/x.', ['URL_REPAIRED']],
    ['https://https/a.org', ['BAD_URL']],
    [`https://a.org/${'x'.repeat(2_000)}`, ['BAD_URL']],
  ])('is an address that a browser opens as it is: %s', (published, codes) => {
    const [url, ...reported] = readOne(readUrl, published)
    expect(reported).toEqual(codes)
    expect(url === published && URL.canParse(url)).toBe(codes.length === 0)
  })

  it.each([
    ['a@b.org', 'a@b.org', []],
    ['a@example.com', undefined, ['PLACEHOLDER']],
    ['a%0ab@c.org', undefined, ['BAD_EMAIL']],
    ['mailto:a@b.org', 'a@b.org', []],
    ['A@B.ORG', 'A@B.ORG', []],
  ])('is an e-mail address as it is: %s', (published, email, codes) => {
    expect(readOne(readEmail, published)).toEqual([email, ...codes])
  })
})
