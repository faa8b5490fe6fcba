import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULE_VERSIONS } from '../../../src/model/rule-versions.ts'
import { textOf } from '../../../src/store/row.ts'
import { LIVE_SIDE } from '../../../src/store/stored-pair.ts'
import { inventPublished, openCatalogue, temporaryCatalogue, type OpenCatalogue } from './invented-catalogue.ts'

const published = inventPublished(340)

/** What any reader sees of clusters and pairs. */
function shownBy({ store }: OpenCatalogue) {
  return {
    services: store.all('SELECT uid, cid, pref, solo FROM service ORDER BY uid'),
    members: store.all('SELECT * FROM cluster_member ORDER BY sid'),
    clusters: store.all('SELECT * FROM cluster ORDER BY key'),
    pairs: store.all(
      `SELECT a, b, relation, decision, score, judged, evidence FROM match_pair WHERE side = ${LIVE_SIDE} ORDER BY a, b`,
    ),
  }
}

function movesOf({ store }: OpenCatalogue) {
  return store.all("SELECT kind, origin_id FROM change WHERE kind IN ('MERGED', 'SPLIT')")
}

/** Has the file be one of other rules, which held every third cluster apart, and two records that are none to be one. */
function makeOlder({ store }: OpenCatalogue): void {
  store.run('DELETE FROM change')
  const keys = store.all('SELECT key FROM cluster ORDER BY key').map((row) => textOf(row, 'key'))
  for (const key of keys.filter((_, at) => at % 3 === 0)) {
    store.run(
      'UPDATE service SET cid = sid, pref = 0, solo = 1 WHERE cid = (SELECT cid FROM cluster WHERE key = ?)',
      key,
    )
    store.run('DELETE FROM cluster_member WHERE cid = (SELECT cid FROM cluster WHERE key = ?)', key)
    store.run('DELETE FROM cluster WHERE key = ?', key)
  }
  const alone = store.all("SELECT sid, uid FROM service WHERE solo = 1 AND uid LIKE 'first/%' ORDER BY uid LIMIT 2")
  const [one, other] = alone.map((row) => ({ sid: Number(row['sid']), uid: textOf(row, 'uid') }))
  if (one === undefined || other === undefined) throw new Error('two are alone')
  const cid = Math.min(one.sid, other.sid)
  store.run('INSERT INTO cluster VALUES (?, ?, ?, ?)', one.uid, cid, JSON.stringify([one.uid, other.uid]), '[]')
  for (const [pref, { sid }] of [one, other].entries()) {
    store.run('UPDATE service SET cid = ?, pref = ?, solo = 0 WHERE sid = ?', cid, pref, sid)
    store.run('INSERT INTO cluster_member VALUES (?, ?, ?)', sid, cid, pref)
  }
  store.run('UPDATE match_pair SET score = score + 1 WHERE a % 2 = 0')
  store.run("UPDATE meta SET value = 'orukmatch/0' WHERE key = 'matched_under'")
}

function progressOf({ store }: OpenCatalogue) {
  const row = store.get("SELECT value FROM meta WHERE key = 'rematching'")
  return row && JSON.parse(textOf(row, 'value'))
}

/** The key of the cluster that a record is in. */
function readKey({ members, clusters }: ReturnType<typeof shownBy>, sid: number): unknown {
  const cid = members.find((row) => row['sid'] === sid)?.['cid']
  return clusters.find((row) => row['cid'] === cid)?.['key']
}

let settledFile: string
let settled: ReturnType<typeof shownBy>

beforeAll(() => {
  settledFile = join(mkdtempSync(join(tmpdir(), 'oruk-gateway-')), 'settled.sqlite')
  const catalogue = openCatalogue(settledFile)
  catalogue.write(published)
  catalogue.settle()
  settled = shownBy(catalogue)
  catalogue.close()
}, 60_000)

afterAll(() => rmSync(dirname(settledFile), { recursive: true, force: true }))

/** A copy of a settled catalogue, made older; its path, and what readers see of it. */
function makeOld() {
  const file = temporaryCatalogue()
  copyFileSync(settledFile, file)
  const first = openCatalogue(file)
  makeOlder(first)
  const old = shownBy(first)
  first.close()
  return { file, old }
}

/** Steps until so many are matched by the present rules. */
function stepTo(catalogue: OpenCatalogue, done: number): void {
  while ((catalogue.step().rematching?.done ?? 0) < done);
}

describe('clusters made by other rules', () => {
  it('stand for every reader until all records are matched again, a stop in the middle notwithstanding', () => {
    const { file, old } = makeOld()
    expect(old).not.toEqual(settled)
    const stopped = openCatalogue(file)
    stepTo(stopped, 250)
    expect(shownBy(stopped)).toEqual(old)
    expect(progressOf(stopped)).toMatchObject({ rules: ['MATCHING'], done: 250, total: published.length })
    stopped.close()

    const again = openCatalogue(file)
    expect(shownBy(again)).toEqual(old)
    let last = progressOf(again)
    for (let isMore = true; isMore && last !== undefined;) {
      expect(shownBy(again)).toEqual(old)
      isMore = again.step().isMore
      const progress = progressOf(again)
      // It goes on where it was.
      if (progress !== undefined) expect(progress.done).toBeGreaterThanOrEqual(last.done)
      last = progress
    }
    expect(shownBy(again)).toEqual(settled)
    again.settle()
    expect(shownBy(again)).toEqual(settled)
    expect(movesOf(again)).toEqual([])
    expect(again.store.all('SELECT 1 FROM draft_cluster')).toEqual([])
    expect(again.store.all(`SELECT 1 FROM match_pair WHERE side <> ${LIVE_SIDE}`)).toEqual([])
    again.close()
  })

  it('are begun again where the rules change once more meanwhile', () => {
    const { file, old } = makeOld()
    const stopped = openCatalogue(file)
    stepTo(stopped, 500)
    stopped.store.run("UPDATE meta SET value = json_set(value, '$.version', 'orukmatch/x') WHERE key = 'rematching'")
    stopped.store.run('UPDATE match_pair SET score = 0 WHERE side = 1')
    stopped.close()
    const again = openCatalogue(file)
    while (progressOf(again).version === 'orukmatch/x') again.step()
    expect(progressOf(again)).toMatchObject({ done: 0 })
    expect(shownBy(again)).toEqual(old)
    again.settle()
    expect(shownBy(again)).toEqual(settled)
    again.close()
  })

  it('are kept, and the rest forgotten, where the former rules come back', () => {
    const { file, old } = makeOld()
    const stopped = openCatalogue(file)
    stepTo(stopped, 250)
    stopped.store.run('UPDATE meta SET value = ? WHERE key = ?', RULE_VERSIONS.matching, 'matched_under')
    stopped.close()
    const again = openCatalogue(file)
    again.settle()
    expect(progressOf(again)).toBeUndefined()
    expect(shownBy(again)).toEqual(old)
    expect(again.store.all('SELECT 1 FROM draft_cluster')).toEqual([])
    again.close()
  })

  it('change with the world meanwhile, which is noted, while what only the rules change is not', () => {
    const { file } = makeOld()
    const catalogue = openCatalogue(file)
    stepTo(catalogue, 500)
    // One that the other rules joined too is another service from now on, one goes, and one is new.
    const row = catalogue.store.get("SELECT sid, uid FROM service WHERE solo = 0 AND uid LIKE 'second/%' ORDER BY uid")
    const changed = published.find(({ sid }) => sid === row?.['sid'])
    const gone = published.findLast(({ slug }) => slug === 'second')
    const origin = published[5]
    if (changed === undefined || gone === undefined || origin === undefined) throw new Error('there are such records')
    const other = { ...changed, service: { ...changed.service, name: 'Quite Another Thing' } }
    const added = { slug: 'second', sid: published.length + 1, service: { ...origin.service, id: 'new' } }
    catalogue.write([other, added])
    catalogue.remove(gone.sid)
    catalogue.step()
    expect(catalogue.store.all('SELECT uid FROM unmatched')).toEqual([])
    expect(catalogue.store.get('SELECT solo FROM service WHERE sid = ?', changed.sid)).toEqual({ solo: 1 })
    const key = catalogue.store.get("SELECT origin_id FROM change WHERE kind = 'SPLIT'")?.['origin_id']
    expect(key).toBe(readKey(settled, changed.sid))
    const noted = movesOf(catalogue)
    catalogue.settle()
    expect(movesOf(catalogue)).toEqual(noted)

    const fresh = openCatalogue(temporaryCatalogue())
    fresh.write([...published.filter(({ sid }) => sid !== changed.sid && sid !== gone.sid), other, added])
    fresh.settle()
    const grouped = (from: OpenCatalogue) => from.store.all('SELECT uid, cid, pref, solo FROM service ORDER BY uid')
    expect(grouped(catalogue)).toEqual(grouped(fresh))
    expect(grouped(catalogue)).not.toEqual(settled.services)
    catalogue.close()
    fresh.close()
  })

  it('take up what is decided meanwhile', () => {
    const { file } = makeOld()
    const catalogue = openCatalogue(file)
    stepTo(catalogue, 500)
    const [a, b] = catalogue.store
      .all('SELECT uid FROM service WHERE solo = 1 ORDER BY uid LIMIT 2')
      .map((row) => textOf(row, 'uid'))
    const decision = { a, b, relation: 'SAME_SERVICE', by: 'pat', at: '2026-01-01T00:00:00Z' }
    catalogue.settle(`${JSON.stringify(decision)}\n`)
    expect(progressOf(catalogue)).toBeUndefined()
    const cids = catalogue.store.all('SELECT DISTINCT cid FROM service WHERE uid IN (?, ?)', a ?? '', b ?? '')
    expect(cids).toHaveLength(1)
    catalogue.close()
  })
})

it('notes no move where clusters are found again that lost their pairs with the tables', () => {
  const file = temporaryCatalogue()
  copyFileSync(settledFile, file)
  const first = openCatalogue(file)
  // As where derived tables are made again.
  first.store.run('DELETE FROM change')
  first.store.run('DELETE FROM match_pair')
  first.store.run('DELETE FROM cluster_member')
  first.store.run('UPDATE service SET cid = sid, pref = 0, solo = 1')
  first.store.run('INSERT OR IGNORE INTO unmatched (uid) SELECT uid FROM service')
  first.store.run(
    "UPDATE cluster SET members = json_array(key, 'first/gone') WHERE key IN (SELECT key FROM cluster LIMIT 20)",
  )
  first.close()
  const again = openCatalogue(file)
  again.settle()
  expect(shownBy(again).services).toEqual(settled.services)
  expect(movesOf(again)).toEqual([])
  again.close()
})
