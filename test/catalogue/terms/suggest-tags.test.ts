import { expect, it } from 'vitest'
import { createTagSuggester } from '../../../src/catalogue/terms/suggest-tags.ts'

const suggest = createTagSuggester(
  [
    { uri: 's:1', name: 'Lunch clubs', otherNames: ['Dining groups'] },
    { uri: 's:2', name: 'Clubs', otherNames: [] },
    { uri: 's:3', name: 'Walking', otherNames: [] },
    { uri: 's:4', name: 'Health and care', otherNames: [] },
  ],
  2,
)

it.each<[rule: string, name: string, description: string, expected: readonly string[]]>([
  ['all words of a label in the name, in any order and form', 'The club for lunches', '', ['s:1 name']],
  ['another name of the term', 'Dining group', '', ['s:1 name']],
  ['a term once, though two of its names are there', 'Lunch club and dining group', '', ['s:1 name']],
  ['the longest label alone of those within each other', 'Lunch club', '', ['s:1 name']],
  ['two words of a description as a phrase', 'Meet', 'A weekly lunch club for all.', ['s:1 description']],
  ['not the same words apart in a description', 'Meet', 'Lunch, then the chess club.', []],
  ['not a single word of a description', 'Meet', 'Walking distance from the bus.', []],
  ['not a part of a label', 'Health shop', '', []],
  ['a phrase with its joining word', 'Meet', 'For your health and care.', ['s:4 description']],
  [
    'no more than asked for, the longest labels first',
    'Walking lunch club health and care',
    '',
    ['s:4 name', 's:1 name'],
  ],
])('suggests tags by the words of a service: %s', (_rule, name, description, expected) => {
  expect(suggest(name, description).map(({ term, from }) => `${term.uri} ${from}`)).toEqual(expected)
})
