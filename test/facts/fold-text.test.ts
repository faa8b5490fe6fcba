import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldedWords, foldText, sortableName } from '../../src/facts/fold-text.ts'

describe('foldText', () => {
  it.each([
    ['organization', 'organisation'],
    ['Specialized', 'specialised'],
    ['analyze', 'analyse'],
    ['neighborhood', 'neighbourhood'],
    ['Health Center', 'health centre'],
    ['programs', 'programmes'],
    ['counselor', 'counsellor'],
    ['travelers', 'travellers'],
    ['enrollment', 'enrolment'],
    ['licensed', 'licenced'],
    ['pediatrics', 'paediatrics'],
  ])('takes %j and %j for the same', (american, british) => {
    expect(foldText(american)).toBe(foldText(british))
  })

  it.each(['citizen', 'horizon', 'size', 'prize', 'hour', 'central', 'travel', 'grayling'])(
    'leaves %j as it is',
    (word) => {
      expect(foldText(word)).toBe(word)
    },
  )

  it('drops case, accents and apostrophes and writes & out', () => {
    expect(foldedWords('Café Zoë & the Carers’ Group')).toEqual(['cafe', 'zoe', 'and', 'the', 'carers', 'group'])
  })

  it.each(['organisation', 'neighbourhood', 'centre', 'behaviour', 'specialised', 'counselling', 'travellers'])(
    'finds %j at every keystroke',
    (word) => {
      for (let end = 1; end <= word.length; end += 1)
        expect(foldText(word)).toMatch(new RegExp(`^${foldText(word.slice(0, end))}`))
    },
  )

  it('folds what is folded to itself', () => {
    fc.assert(fc.property(fc.string(), (text) => foldText(foldText(text)) === foldText(text)))
  })
})

describe('sortableName', () => {
  it.each([
    ['The Acorn Centre', 'acorn centre'],
    ['Élan (Over-60s)', 'elan over 60s'],
    ["St. Anne's", 'st annes'],
    ['The', 'the'],
    ['Theatre', 'theatre'],
  ])('files %j under %j', (name, filed) => {
    expect(sortableName(name)).toBe(filed)
  })
})
