import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeChangedScores, writeScores } from '../../../src/intake/scores/write-score.ts'
import { toBytes } from '../../../src/store/packed.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { readWholeServices } from '../../../src/store/whole-service.ts'
import { createWriterStore } from '../../../src/store/writer-store.ts'

const AT = '2026-11-23T10:00:00Z'
const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-scores-'))
const { db } = openForWriting(join(folder, 'catalogue.sqlite'))
const store = createWriterStore(db)

afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

function writeOrganization(organization: object, hash: string): void {
  store.run(
    `INSERT OR REPLACE INTO organization (oid, fid, origin_id, uid, body, hash, full, fetched_at, name_sort, identifiers)
     VALUES (1, 1, 'o1', 'north/o1', ?, ?, 1, '', '', '')`,
    toBytes(organization),
    hash,
  )
}

it('scores a service again only where its organization is held otherwise than it was scored with', () => {
  store.run(
    `INSERT INTO service (sid, fid, uid, body_hash, full, oid, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash)
     VALUES (1, 1, 'north/s1', '', 1, 1, 'yoga', '', '', 1, 0, '', '', '')`,
  )
  store.run('INSERT INTO service_body (sid, body) VALUES (1, ?)', toBytes({ name: 'Yoga', organizationId: 'o1' }))
  writeOrganization({ id: 'o1', name: 'Trust' }, 'short')
  const score = (): unknown => store.get('SELECT quality FROM service WHERE sid = 1')?.['quality']
  const held = () => readWholeServices(store, ['north/s1'])

  expect(writeScores(store, held(), AT)).toBe(true)
  const first = score()
  expect(writeChangedScores(store, ['north/s1'], AT)).toBe(false)

  writeOrganization(
    { id: 'o1', name: 'Trust', organizationIdentifiers: [{ identifierScheme: 'GB-CHC', identifier: '1234567' }] },
    'long',
  )
  expect(writeChangedScores(store, ['north/s1'], AT)).toBe(true)
  expect(score()).toBeGreaterThan(Number(first))
  expect(writeChangedScores(store, ['north/s1'], AT)).toBe(false)
})
