import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { BRISTOL, serving, SOMERSET, start, stated } from './coverage-kit.ts'

const DAY = 86_400_000

/** Rows of the history as they lie in the file. */
function rowsOf(dataDir: string, sql: string): readonly unknown[] {
  const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'), { readOnly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

it('keeps a look, and of the next one only what changed', async () => {
  const services = [stated('s1', [1], serving(BRISTOL)), stated('s2', [1, 2], serving(SOMERSET))]
  const { gateway, councils, pass } = await start({
    north: { services, feed: { areas: [BRISTOL] } },
  })
  const first = await gateway.recordHistory()
  expect(first).toMatchObject({ id: 1, at: '2026-11-23T10:00:00.000Z' })
  expect(first?.changed).toBeGreaterThan(0)
  pass(DAY)
  expect(await gateway.recordHistory()).toMatchObject({ id: 2, changed: 0 })
  Object.assign(councils['north'] ?? {}, { services: [...services, stated('s3', [2], serving(BRISTOL))] })
  pass(DAY)
  await gateway.refreshAll()
  await gateway.reprocessed()
  const third = await gateway.recordHistory()
  expect(third?.id).toBe(3)
  expect(third?.changed).toBeGreaterThan(0)
  const changed = rowsOf(
    gateway.dataDir,
    `SELECT DISTINCT t.key FROM observed_count c JOIN observed_term t USING (term) WHERE c.observed = 3 AND c.area = '${BRISTOL}' ORDER BY 1`,
  )
  expect(changed.map((row) => Object(row).key)).toEqual([
    '',
    'http://id.esd.org.uk/service/2',
    'scheme http://id.esd.org.uk/list/services',
  ])
})

it('refuses to have what was observed rewritten', async () => {
  const { gateway } = await start({ north: { services: [stated('s1', [1])], feed: { areas: [BRISTOL] } } })
  await gateway.recordHistory()
  await gateway.close()
  const db = new DatabaseSync(join(gateway.dataDir, 'catalogue.sqlite'))
  for (const table of ['observation', 'observed_frame', 'observed_term', 'observed_count']) {
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('never rewritten')
    expect(() => db.exec(`UPDATE ${table} SET rowid = rowid`)).toThrow()
  }
  db.close()
})

it('looks at nothing before a feed is read to its end', async () => {
  const { gateway, councils } = await start({ north: { services: [], feed: { areas: [BRISTOL] } } })
  expect(await gateway.recordHistory()).toBeUndefined()
  Object.assign(councils['north'] ?? {}, { services: [stated('s1', [1])] })
  await gateway.refreshAll()
  expect(await gateway.recordHistory()).toMatchObject({ id: 1 })
})
