import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createTwinSet } from '../../../bench/matching/twin-set.ts'
import { readMatchRecords } from '../../../src/intake/clusters/match-store.ts'
import { createStoredIndex } from '../../../src/intake/clusters/stored-index.ts'
import { applyChanges } from '../../../src/merge/apply-changes.ts'
import { readBlockKeys } from '../../../src/merge/block-keys.ts'
import { readShare } from '../../../src/merge/corpus.ts'
import { judgeRecords } from '../../../src/merge/judge-index.ts'
import { pairKeyOf } from '../../../src/merge/match-record.ts'
import { createMatchIndex } from '../../../src/merge/memory-index.ts'
import { createMatchState } from '../../../src/merge/memory-state.ts'
import { openMatchFile } from '../../../src/store/match-file.ts'
import { textOf } from '../../../src/store/row.ts'
import { LIVE_SIDE, readEvidence, readJudged } from '../../../src/store/stored-pair.ts'
import { inventPublished, openCatalogue, temporaryCatalogue, type OpenCatalogue } from './invented-catalogue.ts'

const { records } = createTwinSet(200, 5)
const keys = records.map(({ key }) => key)

it('finds in tables what it finds in the heap, as records come, change and go', () => {
  const [stored, plain] = [createStoredIndex(openMatchFile(':memory:')), createMatchIndex()]
  const pairsOf = (index: typeof stored) =>
    [...judgeRecords(index, keys)].toSorted((x, y) => (pairKeyOf(x.a, x.b) < pairKeyOf(y.a, y.b) ? -1 : 1))
  for (const record of records) for (const index of [stored, plain]) index.put(record)
  expect(pairsOf(stored)).toEqual(pairsOf(plain))
  for (const index of [stored, plain]) {
    for (const key of keys.slice(0, 40)) index.remove(key)
    for (const record of records.slice(10, 20)) index.put({ ...record, phones: ['+441179222000'] })
    index.remove('first/unknown')
  }
  expect(pairsOf(stored)).toEqual(pairsOf(plain))
  expect(pairsOf(plain).length).toBeGreaterThan(100)
})

it('counts in tables what it counts in the heap, down to nothing', () => {
  const [stored, plain] = [createStoredIndex(openMatchFile(':memory:')), createMatchIndex()]
  for (const record of records) for (const index of [stored, plain]) index.put(record)
  for (const key of keys.slice(0, 100)) for (const index of [stored, plain]) index.remove(key)
  expect(stored.corpus.records).toBe(plain.corpus.records)
  for (const record of records) {
    const { tokens, contacts, placed } = readShare(record)
    for (const token of tokens) expect(stored.corpus.countToken(token)).toBe(plain.corpus.countToken(token))
    for (const each of contacts) expect(stored.corpus.countSharers(each)).toBe(plain.corpus.countSharers(each))
    for (const each of placed) expect(stored.corpus.countPlaces(each)).toBe(plain.corpus.countPlaces(each))
    for (const { key } of readBlockKeys(record)) expect(stored.countBlock(key, 9)).toBe(plain.countBlock(key, 9))
  }
})

function heldPairs({ store }: OpenCatalogue) {
  const rows = store.all(
    `SELECT p.*, x.uid AS left_uid, y.uid AS right_uid FROM match_pair p JOIN service x ON x.sid = p.a JOIN service y ON y.sid = p.b
      WHERE side = ${LIVE_SIDE} ORDER BY 9, 10`,
  )
  return rows.map((row) => ({
    a: textOf(row, 'left_uid'),
    b: textOf(row, 'right_uid'),
    ...readJudged(row),
    features: readEvidence(row).evidence.map(({ feature, weight }) => [feature, weight]),
  }))
}

it('writes the pairs and clusters that a build in the heap finds, a portion at a time', () => {
  const file = temporaryCatalogue()
  const catalogue = openCatalogue(file)
  catalogue.write(inventPublished(300))
  catalogue.settle()
  const uids = catalogue.store.all('SELECT uid FROM service').map((row) => textOf(row, 'uid'))
  const put = readMatchRecords(catalogue.store, uids, [])
  const { pairs, clusters } = applyChanges(createMatchState(), { put, remove: [] })
  const expected = pairs
    .map(({ a, b, tier, score, withinFeed, vetoed, evidence }) => ({
      ...{ a, b, tier, score, withinFeed, vetoed },
      features: evidence.map(({ feature, weight }) => [feature, weight]),
    }))
    .toSorted((x, y) => (x.a < y.a || (x.a === y.a && x.b < y.b) ? -1 : 1))
  expect(heldPairs(catalogue)).toEqual(expected)
  const held = catalogue.store.all('SELECT key, members FROM cluster ORDER BY key')
  expect(held.map((row) => JSON.parse(textOf(row, 'members')))).toEqual(
    clusters.map(({ members }) => members).toSorted((x, y) => ((x[0] ?? '') < (y[0] ?? '') ? -1 : 1)),
  )
  expect(held.length).toBeGreaterThan(100)
  expect(existsSync(`${file}-matching`)).toBe(true)
  catalogue.close()
  expect(existsSync(`${file}-matching`)).toBe(false)
})

it('forgets the pairs of a record that goes at once, and matches those that it held together again', () => {
  const catalogue = openCatalogue(temporaryCatalogue())
  catalogue.write(inventPublished(40))
  catalogue.settle()
  const pair = heldPairs(catalogue).find(({ tier }) => tier === 'AUTO')
  const gone = Number(catalogue.store.get('SELECT sid FROM service WHERE uid = ?', pair?.a ?? '')?.['sid'])
  catalogue.remove(gone)
  expect(catalogue.store.all('SELECT 1 FROM match_pair WHERE a = ?1 OR b = ?1', gone)).toEqual([])
  expect(catalogue.store.all('SELECT uid FROM unmatched ORDER BY uid')).toEqual([{ uid: pair?.a }, { uid: pair?.b }])
  catalogue.settle()
  expect(catalogue.store.all('SELECT key FROM cluster WHERE key = ?', pair?.a ?? '')).toEqual([])
  expect(catalogue.store.all('SELECT solo, cid = sid AS alone FROM service WHERE uid = ?', pair?.b ?? '')).toEqual([
    { solo: 1, alone: 1 },
  ])
  catalogue.close()
})

it('leaves records of an unfinished feed, and matches them with the others once it is read', () => {
  const [waiting, whole] = [openCatalogue(temporaryCatalogue()), openCatalogue(temporaryCatalogue())]
  for (const catalogue of [waiting, whole]) catalogue.write(inventPublished(40))
  const feedsLeft = () =>
    waiting.store
      .all("SELECT DISTINCT substr(uid, 1, instr(uid, '/') - 1) AS feed FROM unmatched")
      .map(({ feed }) => feed)
  waiting.settle('', ['first'])
  expect(feedsLeft()).toEqual(['first'])
  expect(heldPairs(waiting).filter(({ a, b }) => a.startsWith('first/') || b.startsWith('first/'))).toEqual([])
  waiting.settle()
  whole.settle()
  expect(feedsLeft()).toEqual([])
  expect(heldPairs(waiting)).toEqual(heldPairs(whole))
  for (const catalogue of [waiting, whole]) catalogue.close()
})

it('groups organizations once no feed is unfinished, and has nothing to do before', () => {
  const catalogue = openCatalogue(temporaryCatalogue())
  const grouped = () => catalogue.store.all('SELECT oid FROM organization WHERE gid IS NOT NULL').length
  catalogue.write(inventPublished(40))
  catalogue.settle('', ['first'])
  expect(grouped()).toBe(0)
  expect(catalogue.step('', ['first'])).toStrictEqual({ isMore: false })
  catalogue.settle()
  expect(grouped()).toBeGreaterThan(0)
  catalogue.close()
})
