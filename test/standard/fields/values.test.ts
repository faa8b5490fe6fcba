import { describe, expect, it } from 'vitest'
import { readAgeSpan } from '../../../src/standard/fields/age.ts'
import { toAttendingTypes } from '../../../src/standard/fields/attending.ts'
import { toBoolean } from '../../../src/standard/fields/boolean.ts'
import { readPoint } from '../../../src/standard/fields/coordinates.ts'
import { broaderLanguage, findLanguage, narrowerLanguages } from '../../../src/model/known-language.ts'
import { readNumber } from '../../../src/standard/fields/number.ts'
import { readPostcode } from '../../../src/standard/fields/postcode.ts'
import { createIssueCollector } from '../../../src/standard/issue-collector.ts'
import { readOne } from './fields.ts'

describe('a number', () => {
  it.each([
    [5, 5],
    ['5', 5],
    [' 5.50 ', 5.5],
    ['-1', -1],
    ['', undefined],
    [null, undefined],
  ])('%j is %j', (value, number) => {
    expect(readOne(readNumber, value)).toEqual([number])
  })

  it.each(['five', '1e999', 'NaN', '0x10', true, [5], '12abc'])('%j is none', (value) => {
    expect(readOne(readNumber, value)).toEqual([undefined, 'BAD_NUMBER'])
  })
})

describe('ages', () => {
  it.each([
    [18, 25, 18, 25, []],
    ['18', ' 25 ', 18, 25, []],
    [0, 4, 0, 4, []],
    [null, '', undefined, undefined, []],
    [-1, -1, undefined, undefined, ['AGE_SENTINEL', 'AGE_SENTINEL']],
    [18, 0, 18, undefined, ['AGE_SENTINEL']],
    [18, 999, 18, undefined, ['AGE_SENTINEL']],
    [60, 18, 60, 18, ['AGE_RANGE']],
  ])('%j to %j are %j to %j', (minimum, maximum, minimumAge, maximumAge, codes) => {
    const issues = createIssueCollector()
    expect(readAgeSpan({ minimum_age: minimum, maximum_age: maximum }, issues)).toMatchObject({
      minimumAge,
      maximumAge,
    })
    expect(issues.issues.map(({ code }) => code)).toEqual(codes)
  })
})

describe('ages in words', () => {
  it.each([
    ['16+', null, 16, undefined],
    ['16 +', null, 16, undefined],
    ['60-plus', null, 60, undefined],
    ['16 and over', null, 16, undefined],
    ['Aged 18 years and above', null, 18, undefined],
    ['over 50s', null, 50, undefined],
    ['50s', null, undefined, undefined],
    ['from 5 years', null, 5, undefined],
    ['minimum age 5', null, undefined, undefined],
    ['8-12', null, 8, 12],
    ['8 – 12 years', null, 8, 12],
    ['11 to 16 year olds', null, 11, 16],
    ['between 5 and 11', null, 5, 11],
    ['0-5', '0-5', 0, 5],
    ['birth to five', null, 0, 5],
    ['6 months to 5 years', null, 0.5, 5],
    ['6-18 months', null, 0.5, 1.5],
    ['5 years', '11 years', 5, 11],
    ['5 yrs', '11yrs old', 5, 11],
    ['6 months', '18 months', 0.5, 1.5],
    ['6m', '3y', 0.5, 3],
    ['6 weeks', null, 0.11, undefined],
    ['two and a half', null, undefined, undefined],
    ['2½', '4½ years', 2.5, 4.5],
    ['sixteen', 'twenty five', 16, 25],
    [null, 'under 5s', undefined, 4],
    [null, 'under 18 months', undefined, 1.42],
    [null, 'up to 16', undefined, 16],
    [null, '11 and under', undefined, 11],
    ['under 5', null, undefined, 4],
    ['5 to under 12', null, 5, 11],
    ['1y6m', null, 1.5, undefined],
    [16, '25+', 16, undefined],
    ['All ages', 'no upper limit', undefined, undefined],
    ['18-999', null, 18, undefined],
  ])('%j to %j are %j to %j', (minimum, maximum, minimumAge, maximumAge) => {
    const issues = createIssueCollector()
    expect(readAgeSpan({ minimum_age: minimum, maximum_age: maximum }, issues)).toMatchObject({
      minimumAge,
      maximumAge,
    })
    expect(issues.issues).not.toEqual([])
  })

  it.each([
    ['adult', 25],
    ['Year 5', null],
    ['Years 5-6', null],
    ['KS2', null],
    [true, null],
    ['5, 7', null],
    [60, 18],
    ['8-12', 14],
    [16, '25+'],
    ['18 - 5', null],
  ])('that are not certain, %j to %j, are said to be', (minimum, maximum) => {
    const issues = createIssueCollector()
    const span = readAgeSpan({ minimum_age: minimum, maximum_age: maximum }, issues)
    expect(span.hasUnreadableAges).toBe(true)
    expect(issues.issues.filter(({ severity }) => severity === 'WARNING')).toHaveLength(1)
    expect(issues.originals() === undefined).toBe(typeof minimum !== 'string' && typeof maximum !== 'string')
  })

  it('are certain where both fields say the same', () => {
    const issues = createIssueCollector()
    const span = readAgeSpan({ minimum_age: '16 to 25', maximum_age: 25 }, issues)
    expect(span).toEqual({ minimumAge: 16, maximumAge: 25, hasUnreadableAges: undefined })
    expect(issues.originals()).toEqual({ minimum_age: '16 to 25' })
  })
})

describe('coordinates', () => {
  const place = { latitude: 51.4, longitude: -2.6 }
  it.each([
    [51.4, -2.6, place, []],
    ['51.4', ' -2.6 ', place, []],
    [null, null, undefined, []],
    ['', '', undefined, []],
    [0, 0, undefined, ['COORDINATES_ZERO']],
    [-2.6, 51.4, place, ['COORDINATES_SWAPPED']],
    [100, 101, undefined, ['COORDINATES_OUTSIDE']],
    [510, -2.6, undefined, ['COORDINATES_OUTSIDE']],
    [48.8, 2.3, undefined, ['COORDINATES_OUTSIDE']],
    ['N/A', -2.6, undefined, ['BAD_NUMBER']],
    [51.4, null, undefined, ['COORDINATES_HALF']],
  ])('%j, %j are %j', (latitude, longitude, point, codes) => {
    const issues = createIssueCollector()
    expect(readPoint({ latitude, longitude }, issues)).toEqual(point)
    expect(issues.issues.map(({ code }) => code)).toEqual(codes)
  })
})

describe('a postcode', () => {
  it.each([
    ['hp157py', { text: 'HP15 7PY', kind: 'FULL' }],
    ['SW1A  1AA', { text: 'SW1A 1AA', kind: 'FULL' }],
    ['OX1 1AA', { text: 'OX1 1AA', kind: 'FULL' }],
    ['CO10 0AB', { text: 'CO10 0AB', kind: 'FULL' }],
    ['GIR 0AA', { text: 'GIR 0AA', kind: 'FULL' }],
    ['QX1 1AA', { text: 'QX1 1AA', kind: 'FULL' }],
    ['hp7', { text: 'HP7', kind: 'OUTCODE' }],
    ['', undefined],
  ])('%j is %j', (value, postcode) => {
    expect(readOne(readPostcode, value)).toEqual([postcode])
  })

  it.each([
    ['BA1 1AA.', 'BA1 1AA', 'FULL'],
    ['Bath, BA1 1AA', 'BA1 1AA', 'FULL'],
    ['Bath BA11AA, UK', 'BA1 1AA', 'FULL'],
    ['BA1-1AA', 'BA1 1AA', 'FULL'],
    ['ba1.1aa', 'BA1 1AA', 'FULL'],
    ['Postcode: SW1A 1AA (rear)', 'SW1A 1AA', 'FULL'],
    ['BA1 1AA / BA1 1AA', 'BA1 1AA', 'FULL'],
    ['BSl 5TR', 'BS1 5TR', 'FULL'],
    ['LU7 ONY', 'LU7 0NY', 'FULL'],
    ['w1a oax', 'W1A 0AX', 'FULL'],
    ['S1O 2TN', 'S10 2TN', 'FULL'],
    ['M1 IAE', 'M1 1AE', 'FULL'],
    ['WIA 1AA', 'W1A 1AA', 'FULL'],
    ['B A 2 4 D B', 'BA2 4DB', 'FULL'],
    ['S014 0YN', 'SO14 0YN', 'FULL'],
    ['0X1 1AB', 'OX1 1AB', 'FULL'],
    ['N1 C4AG', 'N1C 4AG', 'FULL'],
    ['QX1 OAA', 'QX1 0AA', 'FULL'],
    ['BS1 4', 'BS1', 'OUTCODE'],
    ['BS1 ***', 'BS1', 'OUTCODE'],
    ['bs1.', 'BS1', 'OUTCODE'],
  ])('%s is put right as %s', (value, text, kind) => {
    expect(readOne(readPostcode, value)).toEqual([{ text, kind }, 'POSTCODE_REPAIRED'])
  })

  it.each([
    ['SW99 1AA', 'SW99 1AA', 'FULL'],
    ['bn991aa', 'BN99 1AA', 'FULL'],
    ['W9X 1AA', 'W9X 1AA', 'FULL'],
    ['SW99', 'SW99', 'OUTCODE'],
  ])('%s is read as stated, though its district may be newer than the list', (value, text, kind) => {
    expect(readOne(readPostcode, value)).toEqual([{ text, kind }])
  })

  it.each(['SW99 lAA', 'SW9O 1AA'])('%s may mean no district that is listed, and is kept as published', (value) => {
    expect(readOne(readPostcode, value)).toEqual([{ text: value, kind: 'OTHER' }, 'BAD_POSTCODE'])
  })

  it.each(['ZZ99 3VZ', 'zz993wz'])('%s stands for no place', (value) => {
    expect(readOne(readPostcode, value)).toEqual([{ text: value, kind: 'OTHER' }, 'POSTCODE_OF_NO_PLACE'])
  })

  it.each([
    'LU7 XNY',
    'OX1 1A0',
    'B5l lJT',
    'BlO 0AA',
    'Gl2 7DJ',
    'L1 8JO',
    'ABC 1234',
    'D02 X285',
    'BA1 1AA or BA1 2BB',
    'no fixed abode',
    'none known',
    '90210',
  ])('%s is kept as published and never guessed at', (value) => {
    expect(readOne(readPostcode, value)).toEqual([{ text: value, kind: 'OTHER' }, 'BAD_POSTCODE'])
  })
})

describe('a language', () => {
  it.each([
    ['Polish', { code: 'pl', name: 'Polish' }],
    ['urdu ', { code: 'ur', name: 'Urdu' }],
    ['eng', { code: 'en', name: 'English' }],
    ['cy', { code: 'cy', name: 'Welsh' }],
    ['en-GB', { code: 'en', name: 'English' }],
    ['Farsi', { code: 'fa', name: 'Persian' }],
    ['Cantonese', { code: 'yue', name: 'Cantonese' }],
    ['BSL', { code: 'bfi', name: 'British Sign Language' }],
    ['Somali', { code: 'so', name: 'Somali' }],
    ['Mandarin', { code: 'cmn', name: 'Mandarin' }],
    ['cmn', { code: 'cmn', name: 'Mandarin' }],
    ['Chinese', { code: 'zh', name: 'Chinese' }],
    ['prs', { code: 'prs', name: 'Dari' }],
    ['ckb', { code: 'ckb', name: 'Sorani' }],
    ['syl', { code: 'syl', name: 'Sylheti' }],
    ['Mirpuri', { code: 'phr', name: 'Pahari' }],
    ['tl', { code: 'tl', name: 'Tagalog' }],
    ['pol', { code: 'pl', name: 'Polish' }],
    ['swc', { code: 'sw', name: 'Swahili' }],
    ['Klingonish', undefined],
    ['zzz', undefined],
  ])('%j is %j', (stated, language) => {
    expect(findLanguage(stated)).toEqual(language)
  })
})

describe('a language that is part of another', () => {
  it('is found from either side', () => {
    expect(narrowerLanguages('zh')).toEqual(['cmn', 'yue', 'nan', 'hak'])
    expect(narrowerLanguages('ku')).toEqual(['ckb', 'kmr'])
    expect(narrowerLanguages('pl')).toEqual([])
    expect(broaderLanguage('ckb')).toBe('ku')
    expect(broaderLanguage('pl')).toBeUndefined()
  })
})

describe('the way one attends', () => {
  it.each([
    ['Venue', ['IN_PERSON']],
    ['in person', ['IN_PERSON']],
    ['online', ['ONLINE']],
    ['Telephone', ['PHONE']],
    ['home visit', ['HOME_VISIT']],
    ['Home visit, Venue, Phone', ['IN_PERSON', 'PHONE', 'HOME_VISIT']],
    ['Come in-person or remotely by video', ['IN_PERSON', 'ONLINE']],
    ['Information advice and guidance', undefined],
    ['Not online', undefined],
    ['In person, not online', ['IN_PERSON']],
    ['Not only online', ['ONLINE']],
    ['Home visits not available', undefined],
    ['Book online', undefined],
    ['Venue; phone to book', ['IN_PERSON']],
    [undefined, undefined],
    ['Serves a remote area', undefined],
    ['remote rural communities', undefined],
    ['Remote sessions', ['ONLINE']],
    ['remotely', ['ONLINE']],
    ['For people with physical disabilities', undefined],
    ['physical', ['IN_PERSON']],
    ['Physical venue', ['IN_PERSON']],
  ])('%j is %j', (words, types) => {
    expect(toAttendingTypes(words)).toEqual(types)
  })
})

describe('a yes or no', () => {
  it.each([
    [true, true],
    ['true', true],
    ['Yes', true],
    [1, true],
    ['0', false],
    ['no', false],
    ['perhaps', undefined],
    [null, undefined],
  ])('%j is %j', (value, meaning) => {
    expect(toBoolean(value)).toBe(meaning)
  })
})
