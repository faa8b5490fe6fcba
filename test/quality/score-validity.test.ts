import { describe, expect, it } from 'vitest'
import type { RecordIssue } from '../../src/model/issue.ts'
import type { Service } from '../../src/model/service.ts'
import { scoreValidity } from '../../src/quality/score-validity.ts'
import { context, place, service } from './scored-service.ts'

function noticed(code: RecordIssue['code'], path = 'x'): RecordIssue {
  return { code, path, severity: 'WARNING', message: 'Noticed.' }
}

describe('validity', () => {
  const at = (stated: Parameters<typeof place>[0]): Partial<Service> => ({
    serviceAtLocations: [{ location: place(stated) }],
  })
  it.each<readonly [string, Partial<Service>, number, readonly string[]]>([
    ['no defect', at({}), 1, []],
    [
      'a postcode with a letter for a zero',
      at({ addresses: [{ postalCode: 'LU7 ONY' }] }),
      0.85,
      ['POSTCODE_MALFORMED'],
    ],
    ['a masked postcode', at({ addresses: [{ postalCode: 'HP7' }] }), 1, []],
    ['a point at sea', at({ latitude: 0, longitude: 0 }), 0.75, ['POINT_IMPOSSIBLE']],
    ['ages upside down', { minimumAge: 18, maximumAge: 5 }, 0.85, ['AGES_UPSIDE_DOWN']],
    ['a url that is none', { url: 'see our page' }, 0.9, ['ADDRESS_MALFORMED']],
    [
      'a url and an e-mail that are none',
      { url: 'see our page', email: 'ask' },
      0.9,
      ['ADDRESS_MALFORMED', 'ADDRESS_MALFORMED'],
    ],
    ['a phone of words', { phones: [{ number: 'ask inside' }] }, 0.9, ['PHONE_UNUSABLE']],
    ['assured in the future', { assuredDate: '2027-01-01' }, 0.9, ['ASSURED_IN_FUTURE']],
    ['a stand-in for an address', { url: 'https://www.example.com/' }, 0.85, ['PLACEHOLDER_VALUE']],
    ['a stand-in for words', { description: 'Lorem ipsum dolor sit amet' }, 0.85, ['PLACEHOLDER_VALUE']],
  ])('%s', (_, stated, value, codes) => {
    const scored = scoreValidity(service(stated), context())
    expect(scored.value).toBe(value)
    expect(scored.issues.map((issue) => issue.code)).toEqual(codes)
  })

  it.each<readonly [string, readonly RecordIssue[], number]>([
    ['one error against the schema', [noticed('WRONG_TYPE')], 0.75],
    ['a date that does not exist', [noticed('BAD_DATE')], 0.75],
    ['markup without words', [noticed('HTML_WITHOUT_WORDS')], 0.9],
    ['a point far from its postcode', [noticed('POINT_FAR_FROM_POSTCODE')], 0.85],
    [
      'three errors against the schema take half',
      [noticed('WRONG_TYPE'), noticed('BAD_NUMBER'), noticed('MISSING_FIELD')],
      0.5,
    ],
    ['a status that is none', [noticed('UNKNOWN_VALUE', 'status')], 0.9],
    ['two postcodes once', [noticed('BAD_POSTCODE', 'a'), noticed('BAD_POSTCODE', 'b')], 0.85],
    ['what was repaired costs nothing', [noticed('URL_REPAIRED'), noticed('HTML_IN_TEXT')], 1],
    [
      'never below nothing',
      (['WRONG_TYPE', 'BAD_NUMBER', 'COORDINATES_ZERO', 'BAD_POSTCODE', 'AGE_RANGE', 'PLACEHOLDER'] as const).map(
        (code) => noticed(code),
      ),
      0,
    ],
  ])('counts what was noticed in reading: %s', (_, readingIssues, value) => {
    expect(scoreValidity(service(), context({ readingIssues })).value).toBe(value)
  })
})
