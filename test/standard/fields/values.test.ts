import { describe, expect, it } from 'vitest'
import { readAgeSpan } from '../../../src/standard/fields/age.ts'
import { toAttendingTypes } from '../../../src/standard/fields/attending.ts'
import { toBoolean } from '../../../src/standard/fields/boolean.ts'
import { readPoint } from '../../../src/standard/fields/coordinates.ts'
import { findLanguage } from '../../../src/model/known-language.ts'
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
    ['adult', 25, undefined, 25, ['BAD_NUMBER']],
    [60, 18, 60, 18, ['AGE_RANGE']],
  ])('%j to %j are %j to %j', (minimum, maximum, minimumAge, maximumAge, codes) => {
    const issues = createIssueCollector()
    expect(readAgeSpan({ minimum_age: minimum, maximum_age: maximum }, issues)).toEqual({ minimumAge, maximumAge })
    expect(issues.issues.map(({ code }) => code)).toEqual(codes)
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
    ['hp7', { text: 'HP7', kind: 'OUTCODE' }],
    ['', undefined],
  ])('%j is %j', (value, postcode) => {
    expect(readOne(readPostcode, value)).toEqual([postcode])
  })

  it.each(['LU7 ONY', 'ABC 1234'])('%s is kept as published and never guessed at', (value) => {
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
    ['Klingonish', undefined],
    ['zzz', undefined],
  ])('%j is %j', (told, language) => {
    expect(findLanguage(told)).toEqual(language)
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
    [undefined, undefined],
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
