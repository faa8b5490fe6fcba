import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepLastWorklist, readLastWorklist } from '../../src/store/last-worklist.ts'
import { compareWorklists, type WorklistItem } from '../../src/model/worklist.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const item = (key: string): WorklistItem => ({ kind: 'STALE', key, message: 'Long ago.', services: 1 })
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
  const changesOf = (...[items, before]: Parameters<typeof compareWorklists>) =>
    compareWorklists(items, before).map(({ key, change }) => `${key} ${change}`)
  expect(changesOf([item('c'), item('b')], last)).toEqual(['c NEW', 'b STANDING', 'a SETTLED'])
  expect(changesOf([item('c')], undefined)).toEqual(['c NEW'])
})
