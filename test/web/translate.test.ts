import { describe, expect, it } from 'vitest'

import { ENGLISH } from '../../src/web/texts/english.ts'
import { wordsIn } from '../../src/web/texts/translate.ts'
import { WELSH } from '../../src/web/texts/welsh.ts'

const placesOf = (text: unknown): readonly string[] =>
  [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()

describe('fixed texts', () => {
  it('put numbers and values in their places, in the form of the count', () => {
    const { t } = wordsIn('en')
    expect(t('homeFree', { count: 1, unknown: 2_000 })).toBe('is free of charge; 2,000 do not say')
    expect(t('homeFree', { count: 2, unknown: '<b>' })).toBe('are free of charge; <b> do not say')
  })

  it('are in English where Welsh has them not', () => {
    const { t } = wordsIn('cy')
    expect([t('navSearch'), t('homeNextTitle')]).toEqual(['Chwilio am wasanaethau', ENGLISH.homeNextTitle])
  })

  it.each(Object.entries(WELSH))('have in Welsh the places of the English: %s', (name, text) => {
    const english = Object.entries(ENGLISH).find(([known]) => known === name)?.[1]
    expect([...new Set(placesOf(text))]).toEqual([...new Set(placesOf(english))])
  })
})
