import { DatabaseSync } from 'node:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyDatabase } from '../../src/store/copy-database.ts'
import { digestTables, keyOfTable, namesOfTables } from '../../src/store/digest-tables.ts'
import { openFollower, ReplicaDiffers } from '../../src/store/follower.ts'
import { readShipMark, type ShipMark } from '../../src/store/ship-mark.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { type LogEntry, openShipping, type TransactionLog } from '../../src/store/transaction-log.ts'
import { createWriterStore, type WriterStore } from '../../src/store/writer-store.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'log-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** A log in memory that fails where it is asked to, before or after it has taken the entry. */
function createLog() {
  const entries: LogEntry[] = []
  let head: ShipMark | undefined
  const log = {
    entries,
    fails: undefined as 'BEFORE' | 'AFTER' | undefined,
    snapshot: join(folder, 'snapshot.sqlite'),
    head: () => head,
    append(entry: LogEntry) {
      if (log.fails === 'BEFORE') throw new Error('cut off')
      entries.push(entry)
      head = { lineage: entry.lineage, position: entry.position }
      if (log.fails === 'AFTER') throw new Error('cut off')
    },
    establish(mark: ShipMark) {
      copyDatabase(join(folder, 'leader.sqlite'), log.snapshot)
      head = mark
    },
  } satisfies TransactionLog & Record<string, unknown>
  return log
}

function openLeader(
  log: TransactionLog,
  file = join(folder, 'leader.sqlite'),
): { readonly db: DatabaseSync; readonly store: WriterStore } {
  const { db } = openForWriting(file)
  return { db, store: createWriterStore(db, undefined, openShipping(db, log)) }
}

/** Writes to every kind of table: rows, texts, places, and what a trigger follows. */
function change(store: WriterStore, round: number): void {
  store.transaction(() => {
    for (let sid = 1; sid <= 60; sid += 1) {
      if ((sid * round) % 7 === 0) {
        for (const [table, key] of [
          ['service_text', 'rowid'],
          ['place', 'id'],
          ['service', 'sid'],
        ])
          store.run(`DELETE FROM ${table} WHERE ${key} = ?`, sid)
        continue
      }
      store.run(
        'INSERT OR REPLACE INTO service_text (rowid, name, description) VALUES (?, ?, ?)',
        sid,
        `club ${round}`,
        `lunch ${sid}`,
      )
      store.run(
        'INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, 0, 1, 1)',
        sid,
        50 + sid / 60,
        50 + sid / 60,
        round / 9,
        round / 9,
        sid,
      )
      store.run(
        `INSERT OR IGNORE INTO service (sid, fid, uid, body_hash, full, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash)
         VALUES (?, 1, ?, '', 1, '', '', '', 1, 0, '', '', '')`,
        ...[sid, `uid ${sid}`],
      )
      store.run('UPDATE service SET cid = ? WHERE sid = ?', sid + round, sid)
      store.run('INSERT OR REPLACE INTO service_area VALUES (?, ?, 1)', sid % 5, sid)
    }
    store.run(
      'INSERT INTO sweep_issue (fid, sweep, aside, code, severity, path, message) VALUES (1, ?, 0, ?, ?, ?, ?)',
      round,
      'A',
      'B',
      'C',
      'D',
    )
    store.run('INSERT INTO term_cut VALUES (?, ?)', 100 - round, round)
    return { visible: true }
  })
  store.show()
}

function digestsOf(file: string): Readonly<Record<string, string>> {
  const db = new DatabaseSync(file, { readOnly: true })
  const text = db
    .prepare(
      "SELECT rowid, bm25(service_text) FROM service_text WHERE service_text MATCH 'lunch* AND club' ORDER BY rowid",
    )
    .all()
  const places = db.prepare('SELECT id FROM place WHERE north >= 50.2 AND south <= 50.6 ORDER BY id').all()
  const checked = db.prepare("SELECT rtreecheck('place') AS found").get()
  const all = {
    ...digestTables(db),
    text: JSON.stringify(text),
    places: JSON.stringify(places),
    checked: String(checked?.['found']),
  }
  db.close()
  return all
}

describe('transactions in a log', () => {
  it('make another file of the lineage equal in every table, those of texts and places included', () => {
    const log = createLog()
    const { db, store } = openLeader(log)
    for (let round = 1; round <= 20; round += 1) change(store, round)
    // Outside of any transaction.
    store.saveSyncState('northam', { ...store.syncState('northam'), lastCompleteCount: 3 })
    store.show()
    const replica = openFollower(log.snapshot)
    for (const entry of log.entries) replica.apply(entry)
    replica.close()
    const [ours, theirs] = [digestsOf(join(folder, 'leader.sqlite')), digestsOf(log.snapshot)]
    db.close()
    expect(theirs).toStrictEqual(ours)
    expect(theirs['checked']).toBe('ok')
    expect(JSON.parse(theirs['text'] ?? '')).not.toHaveLength(0)
    expect(log.entries).toHaveLength(21)
    // A gateway that writes to the replica's file finds what follows changes of its own again.
    const { db: next } = openForWriting(log.snapshot)
    const triggers = next
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE '%never%' ORDER BY name")
      .all()
    next.close()
    expect(triggers.map(({ name }) => name)).toStrictEqual(['service_clustered', 'term_moved'])
  })

  it.each(['BEFORE', 'AFTER'] as const)(
    'do not stand where the log is cut off %s it took them, and nothing follows them',
    (fails) => {
      const log = createLog()
      const { db, store } = openLeader(log)
      change(store, 1)
      const before = digestsOf(join(folder, 'leader.sqlite'))
      log.fails = fails
      expect(() => change(store, 2)).toThrow('cut off')
      log.fails = undefined
      expect(() => change(store, 3)).toThrow('this writer is to be closed')
      expect(digestsOf(join(folder, 'leader.sqlite'))).toStrictEqual(before)
      db.close()
      if (fails === 'BEFORE') return
      expect(() => openLeader(log)).toThrow('The log goes on from another state')
      // What was appended and not committed is caught up as a replica would.
      const follower = openFollower(join(folder, 'leader.sqlite'))
      for (const entry of log.entries.slice(1)) follower.apply(entry)
      follower.close()
      const again = openLeader(log)
      change(again.store, 3)
      expect(log.entries.map(({ position }) => position)).toStrictEqual([2, 3, 4])
      again.db.close()
    },
  )

  it('are taken up though each machine that leads has SQLite look at how its indexes are filled', () => {
    const log = createLog()
    const statistics = (file: string): readonly unknown[] => {
      const db = new DatabaseSync(file, { readOnly: true })
      const rows = db.prepare('SELECT tbl, idx FROM sqlite_stat1 ORDER BY 1, 2').all()
      db.close()
      return rows
    }
    const [one, other] = [join(folder, 'leader.sqlite'), log.snapshot]
    let taken = 0
    function lead(file: string, rounds: readonly number[]): void {
      const { db, store } = openLeader(log, file)
      for (const round of rounds) {
        db.exec('ANALYZE')
        store.optimize()
        change(store, round)
      }
      db.close()
      taken = log.entries.length - rounds.length
    }
    function follow(file: string): void {
      const follower = openFollower(file)
      for (const entry of log.entries.slice(taken)) follower.apply(entry)
      follower.close()
      expect(digestsOf(one)).toStrictEqual(digestsOf(other))
    }
    lead(one, [1, 2, 3])
    follow(other)
    expect(statistics(other)).toStrictEqual(statistics(one))
    expect(statistics(other)).not.toHaveLength(0)
    // Noted where it led, and lost with what followed.
    const lost = openLeader(log, other)
    lost.db.exec('DELETE FROM sqlite_stat1')
    lost.db.close()
    lead(other, [4])
    follow(one)
    lead(one, [5])
    follow(other)
  })

  it('are refused by a file that is not what they were written to', () => {
    const log = createLog()
    const { db, store } = openLeader(log)
    for (let round = 1; round <= 3; round += 1) change(store, round)
    db.close()
    const [first, second, third] = log.entries
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three entries are expected')
    const replica = openFollower(log.snapshot)
    replica.apply(first)
    expect(() => replica.apply(third)).toThrow(ReplicaDiffers)
    expect(() => replica.apply({ ...second, lineage: 'another' })).toThrow(ReplicaDiffers)
    replica.close()
    const tampering = new DatabaseSync(log.snapshot)
    tampering.exec('DELETE FROM service WHERE sid = 15')
    tampering.close()
    const differing = openFollower(log.snapshot)
    expect(() => differing.apply(second)).toThrow(ReplicaDiffers)
    differing.close()
    const held = new DatabaseSync(log.snapshot)
    expect(readShipMark(held)?.position).toBe(first.position)
    held.close()
  })
})

describe('the tables of a catalogue', () => {
  it('have a primary key each, so that no change of a row is lost on the way', () => {
    const { db } = openForWriting(join(folder, 'any.sqlite'))
    const names = namesOfTables(db)
    expect(names).toContain('service_text_data')
    expect(names).toContain('place_node')
    expect(names.filter((name) => keyOfTable(db, name).length === 0)).toStrictEqual([])
    db.close()
  })
})
