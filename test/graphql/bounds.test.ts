import { expect, it } from 'vitest'
import { assertBounded } from '../../src/graphql/assert-bounded.ts'

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const words = (count: number): string => many(count, (at) => `word${at}`).join(' ')

it.each<[what: string, args: Record<string, unknown>, path: readonly (string | number)[], sentence: RegExp]>([
  ['a text of 501 characters', { where: { text: 'é'.repeat(501) } }, ['where', 'text'], /501 characters.*at most 500/],
  ['33 different words', { where: { text: words(33) } }, ['where', 'text'], /33 different words.*at most 32/],
  ['a phrase of 13 words', { where: { text: `tea "${'a '.repeat(13)}"` } }, ['where', 'text'], /13 words.*at most 12/],
  ['a phrase left open', { where: { text: `tea "${'a '.repeat(13)}` } }, ['where', 'text'], /13 words/],
  ['the same in a filter inside', { where: { or: [{ text: words(33) }] } }, ['where', 'or', 0, 'text'], /33/],
  ['an id of 2,001 characters', { id: 'x'.repeat(2_001) }, ['id'], /2001 characters.*at most 2000/],
  ['1,001 values', { ids: many(1_001, String) }, ['ids'], /more than 1000 values/],
  ['1,001 values of several lists', { a: many(600, String), b: many(401, String) }, ['b'], /more than 1000 values/],
  [
    '201 conditions',
    { where: { or: many(201, (age) => ({ age })) } },
    ['where', 'or', 200],
    /more than 200 conditions/,
  ],
  [
    '201 terms that must all be carried',
    { where: { taxonomyTerms: { allOf: many(201, String) } } },
    ['where', 'taxonomyTerms', 'allOf'],
    /200 conditions/,
  ],
  ['201 empty filters', { where: { or: many(201, () => ({})) } }, ['where', 'or'], /200 conditions/],
  [
    '51 boxes',
    { where: { and: many(51, () => ({ within: { south: 1, north: 2, west: 1, east: 2 } })) } },
    ['where', 'and', 50, 'within'],
    /200 conditions/,
  ],
])('refuses %s, with the limit and the place named', (_what, args, path, sentence) => {
  expect(() => assertBounded(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', path }))
  expect(() => assertBounded(args)).toThrow(sentence)
})

it.each<[what: string, args: Record<string, unknown>]>([
  ['500 characters', { where: { text: 'é'.repeat(500) } }],
  ['one word 100 times', { where: { text: 'tea '.repeat(100) } }],
  ['32 words and a phrase of 12', { where: { text: `${words(20)} "${many(12, (at) => `p${at}`).join(' ')}"` } }],
  ['1,000 values', { ids: many(1_000, String) }],
  ['200 conditions', { where: { or: many(200, (age) => ({ age })) } }],
  ['what is not given', { where: { text: null, age: undefined }, first: 100 }],
])('lets %s pass', (_what, args) => {
  expect(() => assertBounded(args)).not.toThrow()
})
