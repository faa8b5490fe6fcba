import { StatementSync } from 'node:sqlite'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createWriter } from '../../../src/intake/create-writer.ts'
import { join } from 'node:path'
import { temporaryFolder, testFeed } from '../../gateway/start-gateway.ts'

const AT = '2026-11-29T10:00:00.000Z'
const RECORDS = 200
const SLUG = 'north'

/** A record with an organization that five share, a place, two terms, a schedule and a contact. */
function invent(n: number): object {
  return {
    id: `s${n}`,
    name: `Lunch club ${n}`,
    status: 'active',
    organization: { id: `o${n % 40}`, name: `Trust ${n % 40}`, description: 'A trust.' },
    service_at_locations: [
      {
        id: `at${n}`,
        location: {
          id: `l${n}`,
          location_type: 'physical',
          name: `Hall ${n}`,
          latitude: 51 + n / 1_000,
          longitude: -2,
          addresses: [{ id: `a${n}`, address_1: `${n} High Street`, postal_code: 'BS1 1AA', country: 'GB' }],
        },
      },
    ],
    schedules: [{ id: `h${n}`, freq: 'WEEKLY', byday: 'MO', opens_at: '09:30', closes_at: '12:00' }],
    attributes: [0, 1].map((at) => ({
      id: `t${n}-${at}`,
      link_entity: 'service',
      taxonomy_term: { id: `term-${(n + at) % 9}`, name: `Term ${(n + at) % 9}`, taxonomy: 'Local' },
    })),
    contacts: [{ id: `c${n}`, phones: [{ id: `p${n}`, number: '0117 496 0000' }] }],
  }
}

function pageOf(contents: readonly object[]): Uint8Array {
  const page = { total_items: contents.length, total_pages: 1, page_number: 1, first_page: true, last_page: true }
  return Buffer.from(JSON.stringify({ ...page, size: contents.length, empty: false, contents }))
}

function startWriter() {
  const writer = createWriter(join(temporaryFolder(), 'catalogue.sqlite'), () => false)
  onTestFinished(() => writer.close())
  writer.setFeeds([testFeed(SLUG, 'http://127.0.0.1:9')])
  return writer
}

/** How many statements ran for each record. */
function countStatements(work: () => void): number {
  const spies = (['run', 'get', 'all'] as const).map((method) => vi.spyOn(StatementSync.prototype, method))
  work()
  const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
  for (const spy of spies) spy.mockRestore()
  return calls / RECORDS
}

it('writes a new record with 35 statements, and one that is as it was with two', () => {
  const writer = startWriter()
  const body = {
    bytes: pageOf(Array.from({ length: RECORDS }, (_, n) => invent(n))),
    url: 'http://127.0.0.1:9/services',
    contentType: 'application/json',
  }
  const sweep = (): void => {
    writer.beginSweep(SLUG, AT)
    writer.readPage(SLUG, body, 1, AT)
    writer.endSweep(SLUG, AT, AT)
  }
  expect(countStatements(sweep)).toBeLessThan(36)
  expect(countStatements(sweep)).toBeLessThan(2.5)
})
