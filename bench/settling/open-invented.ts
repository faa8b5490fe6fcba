import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPlaceWriter } from '../../src/intake/places/place-writer.ts'
import { writeService } from '../../src/intake/records/write-service.ts'
import { createTermWriter } from '../../src/intake/terms/write-terms.ts'
import { holdGeography } from '../../src/geography/geography.ts'
import { uidOf } from '../../src/model/record-uid.ts'
import type { Service } from '../../src/model/service.ts'
import { pack } from '../../src/store/packed.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { createWriterStore, type WriterStore } from '../../src/store/writer-store.ts'
import { inventServices } from '../matching/invent-services.ts'
import { mangleService } from '../matching/mangle-service.ts'
import { createRandom } from '../../test/create-random.ts'

/** When all of it was written. */
export const AT = '2026-11-23T10:00:00.000Z'

/** A service as a feed publishes it. */
export interface Published {
  readonly slug: string
  readonly service: Service
}

/** Two regions of so many services share nothing but words. */
export const REGION = 40_000

/** Services of a region's first feed, half of which its second lists in its own hand; the same for the same region. */
export function inventRegion(region: number, services: number): readonly Published[] {
  const random = createRandom(11 + region)
  const [first, second] = region === 0 ? ['first', 'second'] : [`first-${region}`, `second-${region}`]
  return inventServices(services, 11 + region).flatMap(({ service }) =>
    random() < 0.5
      ? [
          { slug: first, service },
          { slug: second, service: mangleService(service, `t${service.id}`, random) },
        ]
      : [{ slug: first, service }],
  )
}

/** A catalogue's file in a folder of its own. */
export interface InventedCatalogue {
  readonly file: string
  readonly store: WriterStore
  /** Writes services as the gateway does, numbered from 1. */
  write(published: readonly Published[]): void
  /** Writes after those that are there as much of services as matching reads: for more than can be waited for. */
  writeBare(published: readonly Published[]): void
  close(): void
}

/** Opens an empty one. */
export function openInvented(): InventedCatalogue {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const file = join(folder, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  const store = createWriterStore(db)
  const geography = holdGeography(() => undefined)
  const [terms, places] = [createTermWriter(store), createPlaceWriter(store, geography)]
  let bare = 0

  function writeOne({ slug, service }: Published, sid: number): void {
    const source = {
      ...{ slug, sid, fid: store.feedId(slug), originId: service.id, isFull: true, publisherAreas: [] },
      ...{ fetchedAt: AT, visibleFrom: undefined, updatedFrom: undefined },
    }
    writeService(store, terms, places, { record: service, issues: [] }, source)
  }

  function writeBareOne({ slug, service }: Published): void {
    const [sid, uid] = [(bare += 1), uidOf({ feed: slug, originId: service.id })]
    store.run(
      `INSERT INTO service (sid, fid, uid, body_hash, full, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash, cid)
       VALUES (?, ?, ?, '', 1, '', '', '', 1, 0, '', '', '', ?)`,
      ...[sid, store.feedId(slug), uid, sid],
    )
    store.run('INSERT INTO service_body VALUES (?, ?)', sid, pack(service))
    store.run('INSERT INTO unmatched (uid) VALUES (?)', uid)
  }

  const all = (write: () => void): void => {
    store.transaction(() => {
      write()
      return { visible: true }
    })
    store.show()
  }
  return {
    file,
    store,
    write: (published) => all(() => published.forEach((each, at) => writeOne(each, at + 1))),
    writeBare: (published) => all(() => published.forEach(writeBareOne)),
    close() {
      geography.close()
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
