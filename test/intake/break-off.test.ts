import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startWriter } from '../../src/intake/start-writer.ts'
import { openForReading } from '../../src/store/tables.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'
import { NORTH } from './north-feed.ts'

const AT = '2026-11-23T10:00:00.000Z'
it('breaks a page of 20,000 records off when it is to stop, and keeps nothing of it', { timeout: 60_000 }, async () => {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const writer = await startWriter(file)
  await writer.setFeeds([NORTH], AT)
  await writer.beginSweep('north', AT)
  const contents = Array.from({ length: 20_000 }, (_, n) => ({ id: `s${n}`, name: `Service ${n}`, status: 'active' }))
  const bytes = new TextEncoder().encode(JSON.stringify({ contents }))
  const reading = writer.readPage('north', { bytes, url: NORTH.url, contentType: 'application/json' }, 1, AT)
  writer.breakOff()
  await expect(reading).rejects.toThrow('The writer is to stop.')
  await writer.close()
  const db = openForReading(file)
  expect(db.prepare('SELECT count(*) AS n FROM service').get()).toEqual({ n: 0 })
  db.close()
})
