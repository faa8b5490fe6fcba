import { describe, expect, it } from 'vitest'
import { readingOf, stated as reported } from '../pages.ts'

function read(languages: unknown) {
  const { record, issues } = readingOf({ languages })
  return {
    languages: record.languages?.map(({ name, code }) => [name, code]),
    codes: reported(issues),
  }
}

describe('the languages of a service', () => {
  it.each([
    [[{ name: 'English, Polish and Urdu' }], ['en', 'pl', 'ur']],
    [[{ name: 'Arabic & French' }], ['ar', 'fr']],
    [[{ name: 'Welsh / English' }], ['cy', 'en']],
    [[{ name: 'English; Welsh or Irish' }], ['en', 'cy', 'ga']],
    [[{ name: 'Kurdish (Sorani)' }], ['ku', 'ckb']],
    [[{ name: 'Chinese (Mandarin, Cantonese)' }], ['zh', 'cmn', 'yue']],
    [[{ name: 'Chinese - Mandarin' }], ['zh', 'cmn']],
    [[{ name: 'English, English' }], ['en']],
    [[{ name: 'Welsh / Cymraeg' }], ['cy']],
    [[{ name: 'Cymraeg (Welsh)' }], ['cy']],
    [[{ name: 'Punjabi, Panjabi and Urdu' }], ['pa', 'ur']],
    [[{ name: 'Farsi/Persian', code: 'fa' }], ['fa']],
    [[{ name: 'Welsh' }, { name: 'Cymraeg' }], ['cy']],
    [
      [
        { id: '1', name: 'Welsh' },
        { id: '2', name: 'Cymraeg' },
      ],
      ['cy', 'cy'],
    ],
    [[{ name: 'Chinese/Mandarin' }], ['zh', 'cmn']],
    [[{ name: 'Gaelic / Irish' }], ['gd', 'ga']],
    [[{ name: 'British Sign Language (BSL)' }], ['bfi']],
    [[{ name: 'Welsh\nlanguage, English' }], [undefined, 'en']],
    [
      [{ name: 'English' }, { name: 'Polish' }],
      ['en', 'pl'],
    ],
    [[{ name: 'Polish', code: 'pl' }], ['pl']],
    [[{ name: 'Chinese', code: 'yue' }], ['yue']],
    [[{ name: 'Polski', code: 'pl' }], ['pl']],
    [[{ language: 'urd' }], ['ur']],
    [[{ code: 'cmn' }], ['cmn']],
    [[{ code: 'no' }], ['no']],
    [[{ name: 'No' }], [undefined]],
  ])('%j are %j', (languages, codes) => {
    expect(read(languages).languages?.map(([, code]) => code)).toEqual(codes)
    expect(read(languages).codes.filter((code) => code.startsWith('LANGUAGE_CODE'))).toEqual([])
  })

  it('that are one keep the words of all', () => {
    const [only, ...others] =
      readingOf({ languages: [{ name: 'Persian, Farsi', note: 'On Mondays' }] }).record.languages ?? []
    expect(others).toEqual([])
    expect(only).toMatchObject({ name: 'Persian', code: 'fa', note: 'On Mondays' })
    expect(readingOf({ languages: [{ name: 'Welsh / Cymraeg' }] }).record.languages).toEqual([
      { name: 'Welsh', code: 'cy', note: 'Cymraeg' },
    ])
  })

  it.each([
    ['Arabic', ['ar']],
    ['Polish, Urdu', ['pl', 'ur']],
    [
      ['Polish', 'Urdu'],
      ['pl', 'ur'],
    ],
  ])('as texts, %j, are read and reported', (languages, codes) => {
    expect(read(languages).languages?.map(([, code]) => code)).toEqual(codes)
    expect(read(languages).codes[0]).toMatch(/^TEXT_FOR_OBJECT languages/)
  })

  it.each([
    [{ name: 'Polish', code: 'pt' }, ['Polish', 'pl']],
    [{ name: 'Spanish', code: 'sp' }, ['Spanish', 'es']],
    [{ name: 'Mandarin', code: 'yue' }, ['Mandarin', 'cmn']],
    [{ name: 'Welsh / Cymraeg', code: 'pl' }, ['Welsh', 'cy']],
  ])('with the code of another, %j, are what they are named', (language, known) => {
    expect(read([language])).toEqual({ languages: [known], codes: ['LANGUAGE_CODE languages[0].code'] })
  })

  it.each(['Klingonish', 'Interpreters by arrangement and on request', 'any'])('%s stays in its words', (name) => {
    expect(read([{ name }])).toEqual({ languages: [[name, undefined]], codes: ['LANGUAGE_UNKNOWN languages[0].name'] })
  })
})
