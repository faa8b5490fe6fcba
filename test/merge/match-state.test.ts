import { describe, expect, it } from 'vitest'
import type { Service } from '../../src/model/service.ts'
import { parseDecisions, standingOf } from '../../src/merge/decisions.ts'
import { applyChanges, applyDecisions } from '../../src/merge/apply-changes.ts'
import { createMatchState, type MemoryState } from '../../src/merge/memory-state.ts'
import { createTwinSet } from '../../bench/matching/twin-set.ts'
import { eastholt, placedAt, record, westmere } from './service-fixture.ts'

const stated: Partial<Service> = {
  organization: { name: 'Quillmead Wellbeing' },
  phones: [{ number: '0117 922 2000' }],
  ...placedAt('14 Mill Road', 'BS1 1JT'),
}
const here = record(westmere, stated)
const there = record(eastholt, stated)

function clustersOf(state: MemoryState): readonly string[] {
  return [...new Set(state.clusterOf.values())]
    .map((cluster) => cluster.members.join(' '))
    .toSorted((a, b) => a.localeCompare(b))
}

describe('matching as records change', () => {
  it('says what a change did and nothing that stayed', () => {
    const state = createMatchState()
    expect(applyChanges(state, { put: [here], remove: [] })).toMatchObject({ pairs: [], clusters: [] })
    const joined = applyChanges(state, { put: [there], remove: [] })
    expect(joined.clusters).toEqual([{ id: 'eastholt/1', members: ['eastholt/1', 'westmere/1'], mergedFrom: [] }])
    expect(joined.pairs).toMatchObject([{ a: 'eastholt/1', b: 'westmere/1', tier: 'AUTO' }])
    const same = applyChanges(state, { put: [there], remove: [] })
    expect(same).toMatchObject({ clusters: [], removedClusters: [], removedPairs: [] })
    const gone = applyChanges(state, { put: [], remove: ['eastholt/1'] })
    expect(gone).toMatchObject({
      removedPairs: ['eastholt/1\twestmere/1'],
      removedClusters: ['eastholt/1'],
      clusters: [],
    })
    expect(state.clusterOf.size).toBe(0)
  })

  it('splits a cluster whose record has become another service', () => {
    const state = createMatchState()
    applyChanges(state, { put: [here, there], remove: [] })
    const delta = applyChanges(state, { put: [record(eastholt, { ...stated, name: 'Debt Advice' })], remove: [] })
    expect(delta).toMatchObject({
      removedClusters: ['eastholt/1'],
      pairs: [{ relation: 'SAME_SITE_DIFFERENT_SERVICE' }],
    })
  })

  it('comes to what a build from nothing comes to, in whatever order and portions', () => {
    const { records } = createTwinSet(300)
    const whole = createMatchState()
    applyChanges(whole, { put: records, remove: [] })
    const portions = createMatchState()
    for (let at = 0; at < records.length; at += 37)
      applyChanges(portions, { put: records.slice(at, at + 37), remove: [] })
    const some = records.slice(100, 160)
    applyChanges(portions, { put: [], remove: some.map((each) => each.key) })
    applyChanges(portions, { put: some.toReversed(), remove: [] })
    expect(clustersOf(portions)).toEqual(clustersOf(whole))
    expect(clustersOf(whole).length).toBeGreaterThan(50)
  })

  it('lets decisions outrank scores, survive a refresh and be taken back', () => {
    const state = createMatchState()
    applyChanges(state, { put: [here, there], remove: [] })
    const apart =
      '{"a":"westmere/1","b":"eastholt/1","relation":"SAME_ORGANIZATION","by":"pat","at":"2026-01-01T00:00:00Z"}'
    const { decisions } = parseDecisions(apart)
    expect(applyDecisions(state, decisions)).toMatchObject({ removedClusters: ['eastholt/1'] })
    const [pair] = applyChanges(state, { put: [there, here], remove: [] }).pairs
    expect(state.clusterOf.size).toBe(0)
    if (pair === undefined) throw new Error('the two are still a pair')
    expect(standingOf(pair, decisions)).toEqual({ relation: 'SAME_ORGANIZATION', decision: 'REVIEWED' })
    expect(standingOf(pair, new Map())).toEqual({ relation: 'SAME_SERVICE', decision: 'AUTO' })
    expect(applyDecisions(state, new Map()).clusters).toHaveLength(1)
  })

  it('goes on from what was kept as if it had never stopped', () => {
    const { records } = createTwinSet(120)
    const state = createMatchState()
    const { pairs, clusters } = applyChanges(state, { put: records, remove: [] })
    const restored = createMatchState({ records, pairs, clusters })
    expect(clustersOf(restored)).toEqual(clustersOf(state))
    const changes = { put: records.slice(5, 9), remove: records.slice(20, 30).map((each) => each.key) }
    expect(applyChanges(restored, changes)).toEqual(applyChanges(state, changes))
  })

  it('joins records that only a decision relates, as soon as both are there', () => {
    const text = '{"a":"westmere/1","b":"eastholt/9","relation":"SAME_SERVICE","by":"pat","at":"2026-01-01T00:00:00Z"}'
    const state = createMatchState({ decisions: parseDecisions(text).decisions })
    expect(applyChanges(state, { put: [here], remove: [] }).clusters).toEqual([])
    const other = record(eastholt, { id: '9', name: 'Wholly Other' })
    const joined = applyChanges(state, { put: [other], remove: [] })
    expect(joined.clusters).toMatchObject([{ members: ['eastholt/9', 'westmere/1'] }])
    expect(joined.pairs).toMatchObject([{ a: 'eastholt/9', b: 'westmere/1', tier: 'REJECT' }])
    expect(applyDecisions(state, new Map())).toMatchObject({
      pairs: [],
      removedPairs: ['eastholt/9\twestmere/1'],
      removedClusters: ['eastholt/9'],
    })
  })
})
