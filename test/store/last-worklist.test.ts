import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepLastWorklist, readLastWorklist } from '../../src/store/last-worklist.ts'
import {
  compareWorklists,
  type LastWorklist,
  type WorklistItem,
  type WorklistKind,
  type WorklistRules,
} from '../../src/model/worklist.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const item = (key: string): WorklistItem => ({ kind: 'STALE', key, message: 'Long ago.', services: 1 })
const RULES: WorklistRules = { reading: 'r1', matching: 'm1', scoring: 's1', placing: 'p1', terms: 't1' }
const UNCHANGED = { rules: RULES, today: '2026-11-28', hasChangedSince: () => false }
const AT = '2026-11-23T10:00:00.000Z'

it('is read as it was kept, private to its owner, and there is none before the first', () => {
  const folder = temporaryFolder()
  const catalogue = join(folder, 'catalogue.sqlite')
  expect(readLastWorklist(catalogue, 'north')).toBeUndefined()
  keepLastWorklist(catalogue, 'north', { at: AT, items: [item('a')] })
  expect(readLastWorklist(catalogue, 'north')).toEqual({ at: AT, items: [item('a')] })
  expect(readLastWorklist(catalogue, 'south')).toBeUndefined()
  expect(statSync(join(folder, 'worklists', 'north.json')).mode & 0o077).toBe(0)
})

it.each([['{"at":'], ['{"at":"2026-11-23T10:00:00Z"}'], ['[]']])('says what to do with a file of %s', (text) => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'worklists'))
  writeFileSync(join(folder, 'worklists', 'north.json'), text)
  expect(() => readLastWorklist(join(folder, 'catalogue.sqlite'), 'north')).toThrow(
    /^The worklist .*north\.json is none that was written here: remove it/,
  )
})

it('is what the next is compared with', () => {
  const last = { at: AT, items: [item('a'), item('b')] }
  const changesOf = (items: readonly WorklistItem[], before: LastWorklist | undefined) =>
    compareWorklists(items, before, UNCHANGED).map(({ key, change }) => `${key} ${change}`)
  expect(changesOf([item('c'), item('b')], last)).toEqual(['c NEW', 'b STANDING', 'a SETTLED'])
  expect(changesOf([item('c')], undefined)).toEqual(['c NEW'])
})

it.each<[WorklistKind, Partial<WorklistRules>, boolean]>([
  ['DUPLICATE', { matching: 'm2' }, true],
  ['DUPLICATE', { scoring: 's2' }, false],
  ['DEFECT', { reading: 'r2' }, true],
  ['DEFECT', { matching: 'm2' }, false],
  ['UNMAPPED', { terms: 't2' }, true],
  ['POOR', { scoring: 's2' }, true],
  ['POOR', { placing: 'p2' }, true],
  ['STALE', { reading: 'r2' }, true],
  ['STALE', { terms: 't2' }, false],
])('says of what is new or settled of kind %s, under %j, whether our own rules changed: %s', (kind, rules, isOurs) => {
  const of = (key: string): WorklistItem => ({ ...item(key), kind, record: `north/${key}` })
  const last = { at: AT, rules: RULES, items: [of('old'), of('both')] }
  const compared = compareWorklists([of('new'), of('both')], last, { ...UNCHANGED, rules: { ...RULES, ...rules } })
  expect(compared.map(({ key, isByOurRules }) => [key, isByOurRules])).toEqual([
    ['new', isOurs],
    ['both', false],
    ['old', isOurs],
  ])
})

it.each<[string, Partial<WorklistItem>, boolean, readonly string[]]>([
  ['a record that changed meanwhile', {}, true, ['north/a']],
  ['a pair whose other record did', { kind: 'DUPLICATE', other: 'south/b' }, true, ['south/b']],
  ['a last worklist that does not say by what rules', {}, false, []],
  ['a service that a year went by for', { date: '2025-11-25' }, true, []],
])('blames no rules of ours for %s', (_, stated, hasRules, changed) => {
  const now: WorklistItem = { ...item('a'), record: 'north/a', ...stated }
  const last = { at: AT, items: [], ...(hasRules && { rules: RULES }) }
  const [compared] = compareWorklists([now], last, {
    rules: { reading: 'r2', matching: 'm2', scoring: 's2', placing: 'p2', terms: 't2' },
    today: '2026-11-28',
    hasChangedSince: (record, at) => at === AT && changed.includes(record),
  })
  expect(compared).toMatchObject({ change: 'NEW', isByOurRules: false })
})
