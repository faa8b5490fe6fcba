import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { foldedWords } from '../../../src/facts/fold-text.ts'
import { createSynonyms, LONGEST_PHRASE } from '../../../src/catalogue/search/synonyms.ts'
import { REVIEWED_SYNONYMS } from '../../../src/catalogue/search/words/reviewed-synonyms.ts'

const synonyms = createSynonyms([
  ['older people', 'seniors'],
  { asked: ['carers twice a day', 'typing'], called: ['home care'], hints: ['overnight'] },
  { asked: ['dip in the sea', 'sea air'], called: ['swimming'], hints: ['overnight', 'wetsuit'] },
])
const wordsOf = (text: string): readonly string[] => text.split(' ')

describe('createSynonyms', () => {
  it.each([
    ['in its order', 'carers twice a day', [0, 1]],
    ['in another order, with a word between', 'twice daily do i need a carer', [0, 6]],
    ['not with many words between', 'a carer whose sister lives abroad came twice', undefined],
    ['not where a word of it is missing', 'twice a day', undefined],
  ])('finds a way to ask of several words %s', (_, text, at) => {
    expect(synonyms.ways.findIn(wordsOf(text))[0]?.at).toEqual(at)
  })

  it('takes each word for one way to ask', () => {
    expect(synonyms.ways.findIn(wordsOf('dip in the sea air'))).toHaveLength(1)
  })

  it.each([
    ['the word', 'typing', true],
    ['its plural', 'typings', true],
    ['another form of it', 'type', false],
  ])('knows a single word to ask with by %s', (_, word, isKnown) => {
    expect(synonyms.of([word]).length > 0).toBe(isKnown)
    expect(synonyms.isWayToAsk([word])).toBe(isKnown)
  })

  it('takes what stands for one another for no way to ask', () => {
    expect(synonyms.isWayToAsk(['older', 'people'])).toBe(false)
  })

  it.each([
    ['one topic', 'a wetsuit', [['swimming']]],
    ['the one that more of them hint at', 'overnight in a wetsuit', [['swimming']]],
    ['none, by words that nobody listed', 'ordinary sentences', []],
  ])('guesses what words hint at: %s', (_, text, called) => {
    expect(synonyms.guess.of(wordsOf(text))).toEqual(called)
  })

  it('has the ways to ask of every file', () => {
    const folder = new URL('../../../src/catalogue/search/words/ways/', import.meta.url)
    const inFiles = globSync('*.json', { cwd: folder }).flatMap((name): readonly unknown[] =>
      JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
    )
    expect(REVIEWED_SYNONYMS.filter((group) => 'asked' in group)).toHaveLength(inFiles.length)
  })

  it('has no reviewed phrase to look for that is too long to be looked for', () => {
    const sought = REVIEWED_SYNONYMS.flatMap((group) => ('asked' in group ? group.called : group))
    expect(sought.filter((phrase) => foldedWords(phrase).length > LONGEST_PHRASE)).toEqual([])
  })

  it('has no reviewed way to ask that asks for nothing', () => {
    const silent = REVIEWED_SYNONYMS.flatMap((group) => {
      if (!('asked' in group)) return []
      const alone = createSynonyms([group])
      return group.asked.filter((phrase) => {
        const words = foldedWords(phrase)
        return alone.of(words).length === 0 && alone.ways.findIn(words).length === 0
      })
    })
    expect(silent).toEqual([])
  })
})
