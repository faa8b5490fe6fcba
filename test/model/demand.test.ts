import { expect, it } from 'vitest'
import { createDemandCounter, type DemandSubject } from '../../src/model/demand.ts'

const MONDAY = Date.parse('2026-11-23T10:00:00Z')
const HOUR = 3_600_000
const SUBJECT: DemandSubject = { term: 'urn:x:1', area: 'E06000023' }

function createCounter() {
  let ms = MONDAY
  const counter = createDemandCounter({ now: () => ms, disguise: (asker) => `hidden ${asker}` })
  return { ...counter, wait: (more: number) => void (ms += more) }
}

const askers = (number: number): string[] => Array.from({ length: number }, (_, at) => `198.51.100.${at}`)

it.each([
  [4, []],
  [5, [{ ...SUBJECT, week: '2026-11-23', outcome: 'NONE', count: 5 }]],
  [7, [{ ...SUBJECT, week: '2026-11-23', outcome: 'NONE', count: 7 }]],
])('gives out what %i clients searched for as %j', (number, expected) => {
  const { note, take } = createCounter()
  for (const asker of askers(number)) note(asker, [SUBJECT], 'NONE')
  expect(take()).toEqual(expected)
  expect(take()).toEqual([])
})

it('counts a client once an hour', () => {
  const { note, take, wait } = createCounter()
  for (let at = 0; at < 20; at += 1) note('198.51.100.1', [SUBJECT], 'NONE')
  expect(take()).toEqual([])
  for (let hour = 0; hour < 4; hour += 1) {
    wait(HOUR)
    note('198.51.100.1', [SUBJECT], 'NONE')
  }
  expect(take()).toMatchObject([{ count: 5 }])
})

it('holds terms, areas and outcomes apart, and what is under five until there are five', () => {
  const { note, take } = createCounter()
  for (const asker of askers(5)) note(asker, [SUBJECT, { area: 'E06000023' }], 'NONE')
  for (const asker of askers(4)) note(asker, [SUBJECT], 'FEW')
  expect(take().map(({ term, outcome, count }) => [term, outcome, count])).toEqual([
    ['urn:x:1', 'NONE', 5],
    [undefined, 'NONE', 5],
  ])
  note('203.0.113.9', [SUBJECT], 'FEW')
  expect(take()).toMatchObject([{ outcome: 'FEW', count: 5 }])
})

it('forgets at the end of a week what stayed under five', () => {
  const { note, take, wait } = createCounter()
  for (const asker of askers(4)) note(asker, [SUBJECT], 'NONE')
  wait(7 * 24 * HOUR)
  expect(take()).toEqual([])
  note('203.0.113.9', [SUBJECT], 'NONE')
  expect(take()).toEqual([])
})
