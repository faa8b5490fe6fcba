import { describe, expect, it } from 'vitest'
import { breaksBetween } from '../../src/coverage/breaks.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import type { KeptObservation, ObservationFrame, ObservedFeed } from '../../src/model/observation.ts'

const [HERE, ELSEWHERE] = ['E06000001', 'E06000002']
const GAZETTEER = createGazetteer(
  [HERE, ELSEWHERE].map((code) => ({
    ...{ code, name: code, otherNames: [], parents: [], successors: [] },
    type: 'DISTRICT',
  })),
)
const NORTH: ObservedFeed = {
  ...{ slug: 'north', name: 'North', areas: [HERE], readBy: 'orukread/1', readWith: 'a' },
  state: 'FRESH',
  detailedPercent: 100,
}
const FRAME: ObservationFrame = {
  feeds: [NORTH],
  rules: { matching: 'orukmatch/1', placing: 'orukplace/1', coverage: 'orukcoverage/1' },
  ...{ geography: 'g', terms: 't', decisions: 'd' },
}

function look(id: number, frame: ObservationFrame): KeptObservation {
  return { id, at: `2026-11-0${id}T06:00:00.000Z`, generation: id, frame }
}

function between(before: Partial<ObservationFrame>, after: Partial<ObservationFrame>) {
  return breaksBetween(look(1, { ...FRAME, ...before }), look(2, { ...FRAME, ...after }), GAZETTEER)
}

const north = (more: Partial<ObservedFeed>) => ({ feeds: [{ ...NORTH, ...more }] })
const rules = (more: Partial<ObservationFrame['rules']>) => ({ rules: { ...FRAME.rules, ...more } })

describe('between two looks', () => {
  it.each([
    ['nothing', {}, {}, []],
    ['a feed that is stale by now', {}, north({ state: 'STALE' }), []],
    ['a feed that was added', { feeds: [] }, {}, ['FEED_CAME']],
    ['a feed read to its end since', north({ state: 'PARTIAL' }), {}, ['FEED_CAME']],
    ['a feed not read to its end either time', north({ state: 'PARTIAL' }), north({ state: 'MISSING' }), []],
    ['a feed that was taken out', {}, { feeds: [] }, ['FEED_WENT']],
    ['another version of reading', {}, north({ readBy: 'orukread/2' }), ['FEED_REREAD']],
    ['another configuration of a feed', {}, north({ readWith: 'b' }), ['FEED_REREAD']],
    ['another name of a feed', {}, north({ name: 'The North' }), []],
    ['details that came', north({ detailedPercent: 40 }), {}, ['FEED_DETAILED']],
    ['other rules of matching', {}, rules({ matching: 'orukmatch/2' }), ['MATCHING_CHANGED']],
    ['other rules of placing', {}, { ...rules({ placing: 'orukplace/2' }), geography: 'h' }, ['PLACING_CHANGED']],
    ['areas imported again', {}, { geography: 'h' }, ['PLACING_CHANGED']],
    ['other schemes or mappings', {}, { terms: 'u' }, ['TERMS_CHANGED']],
    ['other definitions', {}, rules({ coverage: 'orukcoverage/2' }), ['DEFINITIONS_CHANGED']],
    ['other decisions of people', {}, { decisions: 'e' }, ['DECISIONS_CHANGED']],
  ] as const)('%s', (_what, before, after, kinds) => {
    const breaks = between(before, after)
    expect(breaks.map(({ kind }) => kind)).toEqual(kinds)
    for (const { at, since } of breaks)
      expect([since, at]).toEqual(['2026-11-01T06:00:00.000Z', '2026-11-02T06:00:00.000Z'])
  })

  it('names the versions before and after', () => {
    expect(between({}, rules({ matching: 'orukmatch/2' }))[0]).toMatchObject({
      from: 'orukmatch/1',
      to: 'orukmatch/2',
      message: 'Records are held to be one service by orukmatch/2, before by orukmatch/1.',
    })
  })
})

describe('a break bears on', () => {
  it.each([
    ['a feed, its own area', north({ readBy: 'orukread/2' }), HERE, false, true],
    ['a feed, another area that did not change', north({ readBy: 'orukread/2' }), ELSEWHERE, false, false],
    ['a feed, another area that changed: its services may serve it', north({ readWith: 'b' }), ELSEWHERE, true, true],
    ['details, an area that did not change', north({ detailedPercent: 50 }), HERE, false, false],
    ['details, an area that changed', north({ detailedPercent: 50 }), HERE, true, true],
    ['rules, every area', rules({ matching: 'orukmatch/2' }), ELSEWHERE, false, true],
    ['decisions, an area that did not change', { decisions: 'e' }, HERE, false, false],
    ['decisions, an area that changed', { decisions: 'e' }, HERE, true, true],
  ] as const)('of %s', (_what, after, area, isChanged, bears) => {
    expect(between({}, after).map((each) => each.bearsOn(area, isChanged))).toEqual([bears])
  })
})
