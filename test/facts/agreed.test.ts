import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { FREE } from '../../src/facts/free.ts'
import { openForWriting } from '../../src/store/tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-agreed-'))
const { db } = openForWriting(join(folder, 'catalogue.sqlite'))
const insert = db.prepare(
  `INSERT INTO service (sid, fid, uid, body_hash, full, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash, free, cid, solo)
   VALUES (?, 1, ?, '', 1, '', '', '', ?, 0, '', '', '', ?, ?, ?)`,
)

afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

/** What each record of one service is held to say, of what they state themselves. */
function saidBy(records: readonly { readonly free: number | null; readonly isActive?: boolean }[]): unknown[] {
  db.exec('DELETE FROM service')
  for (const [at, { free, isActive = true }] of records.entries())
    insert.run(at + 1, String(at), Number(isActive), free, 1, Number(records.length === 1))
  return db
    .prepare(`SELECT ${FREE.on('s')} AS free FROM service s ORDER BY s.sid`)
    .all()
    .map(({ free }) => free)
}

describe('what the records of one service agree on', () => {
  it.each<[string, Parameters<typeof saidBy>[0], unknown[]]>([
    ['one alone', [{ free: 1 }], [1]],
    ['two that agree', [{ free: 0 }, { free: 0 }], [0, 0]],
    ['two that contradict each other', [{ free: 1 }, { free: 0 }], [null, null]],
    ['one that states it and one that does not', [{ free: 1 }, { free: null }], [1, 1]],
    ['two that do not', [{ free: null }, { free: null }], [null, null]],
    ['one that is not active beside one that is', [{ free: 1 }, { free: 0, isActive: false }], [1, 1]],
    [
      'two that are not active',
      [
        { free: 1, isActive: false },
        { free: 0, isActive: false },
      ],
      [null, null],
    ],
  ])('%s', (_, records, said) => {
    expect(saidBy(records)).toEqual(said)
  })
})
