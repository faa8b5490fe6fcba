import { describe, expect, it } from 'vitest'
import type { RecordIssue } from '../../src/model/issue.ts'
import type { Service } from '../../src/model/service.ts'
import { scoreValidity } from '../../src/quality/score-validity.ts'
import { context, place, service } from './scored-service.ts'

function noticed(code: RecordIssue['code'], path = 'x'): RecordIssue {
  return { code, path, severity: 'WARNING', message: 'Noticed.' }
}

describe('validity', () => {
  const at = (told: Parameters<typeof place>[0]): Partial<Service> => ({
    serviceAtLocations: [{ location: place(told) }],
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
    ['markup without words', { descriptionHtml: '<p><br></p>' }, 0.9, ['DESCRIPTION_HTML_ONLY']],
  ])('%s', (_, told, value, codes) => {
    const scored = scoreValidity(service(told), context())
    expect(scored.value).toBe(value)
    expect(scored.issues.map((issue) => issue.code)).toEqual(codes)
  })

  it.each<readonly [string, readonly RecordIssue[], number]>([
    ['one error against the schema', [noticed('WRONG_TYPE')], 0.75],
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

  it('tells a point more than 2 km from its postcode, unless the publisher masks it', () => {
    const centroidOf = () => ({ latitude: 51.47, longitude: -2.59 })
    const told = at({ addresses: [{ postalCode: 'BS1 1JT' }] })
    const masked = at({ addresses: [{ postalCode: 'BS1 1JT' }], precision: 'OUTCODE' })
    expect(scoreValidity(service(told), context({ centroidOf })).issues).toMatchObject([
      { code: 'POINT_FAR_FROM_POSTCODE', path: 'service_at_locations[0].location' },
    ])
    expect(scoreValidity(service(masked), context({ centroidOf })).value).toBe(1)
    expect(
      scoreValidity(service(told), context({ centroidOf: () => ({ latitude: 51.46, longitude: -2.59 }) })).value,
    ).toBe(1)
    expect(scoreValidity(service(told), context({ centroidOf: () => undefined })).value).toBe(1)
  })
})
