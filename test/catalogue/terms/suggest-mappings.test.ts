import { expect, it } from 'vitest'
import { createSuggester, type MatchedUse, type NamedTerm } from '../../../src/catalogue/terms/suggest-mappings.ts'

const term = (uri: string, name: string, ...otherNames: readonly string[]): NamedTerm => ({ uri, name, otherNames })
const LUNCH = term('s:1', 'Lunch clubs', 'Dining groups')
const SHARED = [LUNCH, term('s:2', 'Clubs'), term('s:3', 'Rural lunch clubs'), term('s:4', 'Near homeless')]

/** Suggestions for a label, as `uri relation reasons`. */
function suggested(name: string, matched: readonly MatchedUse[] = [], most = 5): readonly string[] {
  const suggest = createSuggester({ shared: SHARED, reviewed: [] }, most)
  return suggest(term('l:1', name), matched).map(
    ({ to, relation, reasons }) => `${to.uri} ${relation} ${reasons.join('; ')}`,
  )
}

it.each<[rule: string, name: string, first: string | undefined]>([
  ['equal labels but for case and punctuation', 'LUNCH, clubs', 's:1 CLOSE same label'],
  ['an alternative label', 'dining groups', 's:1 CLOSE also called "Dining groups" there'],
  ['equal stems', 'Lunches, club', 's:1 CLOSE same words but for their endings'],
  ['half of the words, the target the broader', 'Chess clubs', 's:2 BROAD shares "clubs"'],
  ['all of its words, the target the narrower', 'Homeless', 's:4 NARROW shares "homeless"'],
  ['words that only join say nothing', 'With the', undefined],
  ['fewer than half of the words say nothing', 'Chess and bridge clubs', undefined],
])('suggests by %s', (_rule, name, first) => {
  expect(suggested(name)[0]).toBe(first)
})

it.each<[rule: string, services: number, ofServices: number, isSuggested: boolean]>([
  ['half of two or more', 2, 4, true],
  ['fewer than half', 2, 5, false],
  ['a single service', 1, 1, false],
])('takes the terms of matched services: %s', (_rule, services, ofServices, isSuggested) => {
  const matched = [{ to: LUNCH, services, ofServices }]
  const expected = isSuggested ? [`s:1 CLOSE on ${services} of ${ofServices} matched services`] : []
  expect(suggested('Meeting up', matched)).toEqual(expected)
})

it('puts first what more evidence speaks for, says all of it, and stops at the number asked for', () => {
  const matched = [{ to: LUNCH, services: 3, ofServices: 3 }]
  expect(suggested('Lunch club', matched, 1)).toEqual([
    's:1 CLOSE on 3 of 3 matched services; same words but for their endings',
  ])
})

it("suggests what another council's reviewer accepted for the same words, with the reviewed relation, and never a term's own row", () => {
  const mapping = { to: 's:2', relation: 'BROAD', source: 'workshop', reviewer: 'A team', proposed: false } as const
  const row = { fromName: 'Social eating', to: term('s:2', 'Clubs'), mapping: { ...mapping, from: 'other:9' } }
  const suggest = createSuggester({ shared: SHARED, reviewed: [row] }, 5)
  expect(suggest(term('l:1', 'social eating'), [])).toEqual([
    { to: row.to, relation: 'BROAD', reasons: ['reviewed for another "Social eating" (workshop, A team)'] },
  ])
  expect(suggest(term('other:9', 'social eating'), [])).toEqual([])
})
