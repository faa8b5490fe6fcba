import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { heldAtPlace } from '../../../src/catalogue/search/held-at-place.ts'
import type { SearchContext } from '../../../src/catalogue/search/search-context.ts'
import type { ServiceFilter } from '../../../src/catalogue/service-query.ts'
import { openForWriting } from '../../../src/store/tables.ts'

/** Places of two records of one service, by what each states of a wheelchair user's access, of which the filter may hold. */
function placesHolding(first: readonly (0 | 1 | null)[], second: readonly (0 | 1 | null)[], filter: ServiceFilter) {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-held-'))
  const { db } = openForWriting(join(folder, 'catalogue.sqlite'))
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })
  const addService = db.prepare(
    `INSERT INTO service (sid, fid, uid, body_hash, full, name_sort, modified, assured, active, accessible, languages, text_hash, terms_hash, places_hash, cid, solo)
     VALUES (?1, 1, 's' || ?1, '', 1, '', '', '', 1, NULL, 0, '', '', '', 1, 0)`,
  )
  const addPlace = db.prepare("INSERT INTO service_location (sid, place, origin_id, fid) VALUES (?, ?, '', 1)")
  const addAccess = db.prepare('INSERT INTO service_accessible (sid, place, accessible) VALUES (?, ?, ?)')
  for (const [sid, places] of [first, second].entries()) {
    addService.run(sid)
    for (const [at, access] of places.entries()) {
      addPlace.run(sid, at)
      addAccess.run(sid, at, access)
    }
  }
  const held = heldAtPlace({} as SearchContext, filter)
  if (held === undefined) return undefined
  return db
    .prepare(
      `SELECT p.place FROM service_location p JOIN service s ON s.sid = p.sid WHERE s.sid = 0 AND ${held.on('s')} ORDER BY 1`,
    )
    .all(...held.values)
    .map((row) => row['place'])
}

it('asks nothing where the filter asks nothing of a place', () => {
  expect(placesHolding([1], [], { free: true })).toBeUndefined()
})

it.each<[string, ServiceFilter, readonly number[]]>([
  ['that are accessible, or may be', { accessible: true }, [0, 2]],
  ['that are not, or may not be', { and: [{ accessible: false }] }, [1, 2]],
  ['whatever stands under `not`', { accessible: true, not: { accessible: true } }, [0, 2]],
])('keeps places %s', (_, filter, places) => {
  expect(placesHolding([1, 0, null], [], filter)).toEqual(places)
})

it("goes by the place's own record, whatever another record of the service states of its places", () => {
  expect(placesHolding([1, 0, null], [0, 1, 0], { accessible: true })).toEqual([0, 2])
})
