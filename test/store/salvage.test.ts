import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { createGeographyFile } from '../../src/store/geography-file.ts'
import { salvageCatalogue } from '../../src/store/salvage.ts'
import { salvageGeography } from '../../src/store/salvage-geography.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const AT = new Date('2026-11-23T10:00:00Z')

/** A catalogue with one feed and a thousand of its raw records. */
function createCatalogue(): string {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const { db } = openForWriting(file)
  db.exec("INSERT INTO feed VALUES (1, 'north', '{}')")
  db.exec(`INSERT INTO record (sid, fid, origin_id)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, 1, 's' || i FROM n`)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  return file
}

function createGeography(): string {
  const file = join(temporaryFolder(), 'geography.sqlite')
  const db = createGeographyFile(file)
  db.exec(`INSERT INTO area VALUES ('E06000001', '{"code":"E06000001"}')`)
  db.close()
  return file
}

it.each([
  ['a catalogue', createCatalogue, salvageCatalogue],
  ['imported areas', createGeography, salvageGeography],
] as const)(
  'of %s stops when it is to, leaves the file as it is, and is done the next time',
  (_what, create, salvage) => {
    const file = create()
    const before = readFileSync(file)
    let rows = 0
    expect(() => salvage(file, AT, () => (rows += 1) > 1)).toThrow('The writer is to stop.')
    expect(readFileSync(file)).toEqual(before)
    const salvaged = salvage(file, AT, () => false)
    expect(salvaged?.aside).toBe(`${file}.damaged-2026-11-23T10-00-00-000Z`)
    expect(existsSync(`${file}.salvaging`)).toBe(false)
    expect(readFileSync(salvaged?.aside ?? '')).toEqual(before)
    const db = new DatabaseSync(file, { readOnly: true })
    expect(db.prepare('PRAGMA quick_check').get()).toEqual({ quick_check: 'ok' })
    db.close()
  },
)

it('takes what was observed over, and adds to it under numbers of its own', () => {
  const file = createCatalogue()
  const { db } = openForWriting(file)
  db.exec(`INSERT INTO observed_frame (hash, body) VALUES ('h', '{"feeds":[]}');
    INSERT INTO observation (at, generation, frame) VALUES ('2026-11-01T00:00:00.000Z', 1, 1), ('2026-11-02T00:00:00.000Z', 2, 1);
    INSERT INTO observed_term (key, since) VALUES ('', 1), ('https://terms.example/1', 1);
    INSERT INTO observed_count VALUES ('E06000001', 1, 1, x'020203'), ('E06000001', 2, 2, x'05')`)
  const read = (from: DatabaseSync): readonly unknown[] =>
    ['observed_frame', 'observation', 'observed_term', 'observed_count'].map((table) =>
      from.prepare(`SELECT * FROM ${table}`).all(),
    )
  const before = read(db)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  salvageCatalogue(file, AT, () => false)
  const { db: salvaged } = openForWriting(file)
  expect(read(salvaged)).toEqual(before)
  salvaged.exec("INSERT INTO observation (at, generation, frame) VALUES ('2026-11-03T00:00:00.000Z', 3, 1)")
  expect(salvaged.prepare('SELECT max(observed) AS last FROM observation').get()).toEqual({ last: 3 })
  salvaged.close()
})

it('leaves out rows that no sound file has, and takes the others over', () => {
  const file = createCatalogue()
  const db = new DatabaseSync(file)
  // As a page that was written over may have it: what no table would take.
  db.exec(`CREATE TABLE loose AS SELECT * FROM record; DROP TABLE record; ALTER TABLE loose RENAME TO record;
    UPDATE record SET fid = NULL WHERE sid = 1; UPDATE record SET origin_id = x'00ff' WHERE sid = 2;
    UPDATE record SET fid = 9007199254740993 WHERE sid = 3; UPDATE record SET seen = 'seen' WHERE sid = 4`)
  db.close()
  const { records, incomplete } = salvageCatalogue(file, AT, () => false)
  expect({ records, incomplete }).toEqual({ records: 996, incomplete: ['north'] })
  const mended = new DatabaseSync(file, { readOnly: true })
  expect(mended.prepare('PRAGMA quick_check').all()).toEqual([{ quick_check: 'ok' }])
  mended.close()
})

it('keeps what the file alone holds where its log was taken away below those who have it open', () => {
  const file = createCatalogue()
  const open = new DatabaseSync(file)
  onTestFinished(() => open.close())
  open.exec("UPDATE record SET modified = 'later'")
  for (const end of ['-wal', '-shm']) rmSync(file + end)
  expect(salvageCatalogue(file, AT, () => false)).toMatchObject({ records: 1_000 })
})
