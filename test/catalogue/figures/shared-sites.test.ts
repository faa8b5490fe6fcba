import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { FiguresContext } from '../../../src/catalogue/figures/figures-context.ts'
import { countSharedSites } from '../../../src/catalogue/figures/shared-sites.ts'
import { openStore } from '../../../src/catalogue/open-store.ts'
import { openForWriting } from '../../../src/store/tables.ts'

interface Stated {
  readonly services: number
  readonly organizations: number
  /** The first two organizations are records of one. */
  readonly twins?: boolean
  /** The first two services are one. */
  readonly merged?: boolean
  /** The first service is not active. */
  readonly closed?: boolean
}

/** How many places are shared by very many where one place of the area is stated like this. */
function countOf({ services, organizations, twins = false, merged = false, closed = false }: Stated): number {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-sites-'))
  const file = join(folder, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  db.exec('INSERT INTO location_area (aid, lid, rank) VALUES (1, 1, 0)')
  const addOrganization = db.prepare(
    `INSERT INTO organization (oid, fid, origin_id, uid, body, hash, full, fetched_at, name_sort, identifiers, gid)
     VALUES (?1, 1, 'o' || ?1, 'o' || ?1, x'', '', 1, '', '', '', ?2)`,
  )
  for (let oid = 1; oid <= organizations; oid++) addOrganization.run(oid, twins && oid <= 2 ? 9 : null)
  const addService = db.prepare(
    `INSERT INTO service (sid, fid, uid, body_hash, full, oid, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash, cid)
     VALUES (?1, 1, 's' || ?1, '', 1, ?2, '', '', '', ?3, 0, '', '', '', ?4)`,
  )
  const addPlace = db.prepare("INSERT INTO service_location (sid, place, origin_id, fid, lid) VALUES (?, 0, '', 1, 1)")
  for (let sid = 1; sid <= services; sid++) {
    addService.run(sid, 1 + (sid % organizations), Number(!(closed && sid === 1)), merged && sid <= 2 ? 1 : sid)
    addPlace.run(sid)
  }
  db.close()
  const store = openStore(file)
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })
  return countSharedSites(
    { store, areas: { aidOf: (code: string) => (code === 'E1' ? 1 : undefined) } } as FiguresContext,
    'E1',
  )
}

it.each<[number, string, Stated]>([
  [1, 'more than 20 services of more than 5 organizations', { services: 21, organizations: 6 }],
  [0, '20 services', { services: 20, organizations: 6 }],
  [0, '5 organizations', { services: 21, organizations: 5 }],
  [0, '6 organizations of which two are one', { services: 21, organizations: 6, twins: true }],
  [1, '7 organizations of which two are one', { services: 21, organizations: 7, twins: true }],
  [0, '21 services of which two are one', { services: 21, organizations: 6, merged: true }],
  [0, '21 services of which one is not active', { services: 21, organizations: 6, closed: true }],
])('counts %i place that very many share: %s', (count, _, stated) => {
  expect(countOf(stated)).toBe(count)
})
