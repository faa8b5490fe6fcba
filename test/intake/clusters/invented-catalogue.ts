import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { mangleService } from '../../../bench/matching/mangle-service.ts'
import { inventServices } from '../../../bench/matching/invent-services.ts'
import { createRandom } from '../../create-random.ts'
import { holdGeography } from '../../../src/geography/geography.ts'
import { createSettling, type Settled } from '../../../src/intake/clusters/settle-clusters.ts'
import { createPlaceWriter } from '../../../src/intake/places/place-writer.ts'
import { unwriteService } from '../../../src/intake/records/write-indexes.ts'
import { writeService } from '../../../src/intake/records/write-service.ts'
import { createTermWriter } from '../../../src/intake/terms/write-terms.ts'
import type { Service } from '../../../src/model/service.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { createWriterStore, type WriterStore } from '../../../src/store/writer-store.ts'

const AT = '2026-11-23T10:00:00.000Z'

/** A service as a feed, `first` or `second`, publishes it. */
export interface Published {
  readonly slug: string
  readonly sid: number
  readonly service: Service
}

/** So many services of a first feed, every other of which a second one lists in its own hand. */
export function inventPublished(count: number): readonly Published[] {
  const random = createRandom(11)
  const stated = inventServices(count, 11).flatMap(({ service }, at) => [
    { slug: 'first', service },
    ...(at % 2 === 0 ? [{ slug: 'second', service: mangleService(service, `t${service.id}`, random) }] : []),
  ])
  return stated.map((each, at) => ({ ...each, sid: at + 1 }))
}

/** A catalogue's file open for writing, whose clusters are settled by hand. */
export interface OpenCatalogue {
  readonly store: WriterStore
  write(published: readonly Published[]): void
  remove(sid: number): void
  /** One step of settling; records of the feeds that are unfinished wait. */
  step(decisions?: string, unfinished?: readonly string[]): Settled
  settle(decisions?: string, unfinished?: readonly string[]): void
  /** As where the process ends between two steps: what they wrote stands. */
  close(): void
}

/** Path of a file in a folder that goes with the test. */
export function temporaryCatalogue(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'catalogue.sqlite')
}

/** Opens the file as the writer does. */
export function openCatalogue(file: string): OpenCatalogue {
  const { db } = openForWriting(file)
  const store = createWriterStore(db)
  const geography = holdGeography(() => undefined)
  const [terms, places] = [createTermWriter(store), createPlaceWriter(store, geography)]
  const settling = createSettling(store, file)
  const feeds = ['first', 'second'].map((slug) => ({ slug, areaNames: [], ownHosts: [] }))
  const catalogue: OpenCatalogue = {
    store,
    write(published) {
      store.transaction(() => {
        for (const { slug, sid, service } of published) {
          const source = {
            ...{ slug, sid, fid: store.feedId(slug), originId: service.id, isFull: true, publisherAreas: [] },
            ...{ fetchedAt: AT, visibleFrom: undefined, updatedFrom: undefined },
          }
          writeService(store, terms, places, { record: service, issues: [] }, source)
        }
        return { visible: true }
      })
    },
    remove: (sid) =>
      void store.transaction(() => {
        unwriteService(store, sid, undefined)
        return { visible: true }
      }),
    step: (decisions = '', unfinished = []) => settling.step({ at: AT, feeds, decisions, unfinished }),
    settle(decisions, unfinished) {
      while (catalogue.step(decisions, unfinished).isMore);
    },
    close() {
      store.show()
      settling.close()
      db.close()
    },
  }
  return catalogue
}
