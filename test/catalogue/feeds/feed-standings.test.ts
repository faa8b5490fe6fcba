import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { feedStanding } from '../../../src/catalogue/feeds/feed-standings.ts'
import { createReaderStore } from '../../../src/store/reader-store.ts'
import { NEVER_READ, type SyncState } from '../../../src/store/sync-state.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { testFeed } from '../../gateway/start-gateway.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
/** It is refreshed every hour. */
const FEED = testFeed('north', 'https://north.example/api')

/** How the feed stands with so many services held, each in full or as a list item. */
function standing(sync: Partial<SyncState>, services: readonly ('FULL' | 'LIST')[]) {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-test-'))
  const file = join(folder, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  db.prepare('INSERT INTO feed (fid, slug, sync) VALUES (1, ?, ?)').run(
    'north',
    JSON.stringify({ ...NEVER_READ, ...sync }),
  )
  for (const [index, held] of services.entries())
    db.prepare(
      `INSERT INTO service (fid, uid, body_hash, full, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash)
        VALUES (1, ?, '', ?, '', '', '', 1, 0, '', '', '')`,
    ).run(`north/${index}`, Number(held === 'FULL'))
  const store = createReaderStore(file)
  onTestFinished(() => {
    store.close()
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return feedStanding(store, FEED, 1, NOW)
}

const fault = { code: 'CONNECT_TIMEOUT', message: 'The feed is down.', at: '2026-03-01T11:00:00Z' } as const

describe('a feed', () => {
  it.each<[string, Partial<SyncState>, readonly ('FULL' | 'LIST')[], string, RegExp | undefined]>([
    ['never asked is MISSING', {}, [], 'MISSING', /not been asked yet/],
    ['that failed before anything came is MISSING, by its fault', { fault }, [], 'MISSING', /is down/],
    [
      'whose first list is under way is PARTIAL',
      { lastAttempt: '2026-03-01T11:59:00Z' },
      ['LIST'],
      'PARTIAL',
      /first time/,
    ],
    [
      'whose list is under two intervals old is FRESH',
      { lastComplete: '2026-03-01T10:00:01Z' },
      ['FULL'],
      'FRESH',
      undefined,
    ],
    [
      'whose list is two intervals old is STALE, and says how old',
      { lastComplete: '2026-03-01T10:00:00Z' },
      ['FULL'],
      'STALE',
      /2 hours ago/,
    ],
    [
      'is FRESH in spite of a failure since',
      { lastComplete: '2026-03-01T11:30:00Z', fault },
      ['FULL'],
      'FRESH',
      undefined,
    ],
    [
      'with an old list and nothing held is MISSING',
      { lastComplete: '2026-02-01T00:00:00Z' },
      [],
      'MISSING',
      /read for the first time|not been asked/,
    ],
  ])('%s', (_, sync, services, state, reason) => {
    const found = standing(sync, services)
    expect(found.state).toBe(state)
    if (reason === undefined) expect(found).not.toHaveProperty('reason')
    else expect(found.reason).toMatch(reason)
  })

  it('says what share of its services is held in detail; nothing where none is held', () => {
    expect(standing({}, ['FULL', 'LIST', 'LIST', 'FULL']).detailedShare).toBe(0.5)
    expect(standing({}, [])).not.toHaveProperty('detailedShare')
  })
})
