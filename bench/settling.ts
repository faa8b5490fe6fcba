import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSettling, type ClusterSettling, type SettleOrder } from '../src/intake/clusters/settle-clusters.ts'
import { geographyFileOf, openGeographyRows } from '../src/store/geography-file.ts'
import { holdGeography } from '../src/geography/geography.ts'
import { createPlaceWriter } from '../src/intake/places/place-writer.ts'
import { openForWriting } from '../src/store/tables.ts'
import { createTermWriter } from '../src/intake/terms/write-terms.ts'
import { writeService } from '../src/intake/records/write-service.ts'
import { createWriterStore } from '../src/store/writer-store.ts'
import type { Service } from '../src/model/service.ts'
import { inventServices } from './matching/invent-services.ts'
import { mangleService } from './matching/mangle-service.ts'
import { createRandom } from './matching/random.ts'
import { printTable } from './print-table.ts'

const SERVICES = 40_000
const CHANGES = 1_000
const AT = '2026-11-23T10:00:00.000Z'
const ORDER: SettleOrder = {
  at: AT,
  feeds: ['first', 'second'].map((slug) => ({ slug, areaNames: [], ownHosts: [] })),
  decisions: '',
}

/** Prints how long clusters and scores of 60,000 records take from nothing, for 1,000 changes and for 1,000 after a restart, in the file and by step. */
export function benchSettling(services = SERVICES): void {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  try {
    const file = join(folder, 'catalogue.sqlite')
    const { db } = openForWriting(file)
    const store = createWriterStore(db)
    const geography = holdGeography(() => openGeographyRows(geographyFileOf(file)))
    const [terms, places] = [createTermWriter(store), createPlaceWriter(store, geography)]
    const random = createRandom(11)
    const write = (feed: number, sid: number, service: Service): void => {
      const slug = feed === 1 ? 'first' : 'second'
      const source = {
        slug,
        fid: store.feedId(slug),
        sid,
        originId: service.id,
        isFull: true,
        publisherAreas: [],
        fetchedAt: AT,
        visibleFrom: undefined,
        updatedFrom: undefined,
      }
      writeService(store, terms, places, { record: service, issues: [] }, source)
    }
    const stated = inventServices(services, 11).flatMap(({ service }) =>
      random() < 0.5
        ? [
            { feed: 1, service },
            { feed: 2, service: mangleService(service, `t${service.id}`, random) },
          ]
        : [{ feed: 1, service }],
    )
    const writeAll = (some: readonly { readonly feed: number; readonly service: Service }[]): void => {
      store.transaction(() => {
        for (const [index, { feed, service }] of some.entries()) write(feed, index + 1, service)
        return { visible: true }
      })
    }
    const writing = time(() => writeAll(stated))
    const settling = createSettling(store, file)
    const rows = [['written', stated.length, seconds(writing), '']]
    rows.push(['settled from nothing', stated.length, ...settleAll(settling)])
    writeAll(stated.slice(0, CHANGES).map((each) => ({ ...each, service: { ...each.service, alert: 'Changed.' } })))
    rows.push(['settled after changes', CHANGES, ...settleAll(settling)])
    writeAll(stated.slice(0, CHANGES))
    rows.push(['settled after changes and a restart', CHANGES, ...settleAll(createSettling(store, file))])
    printTable('Clusters and scores', ['', 'records', 'seconds', 'longest step, ms'], rows)
    geography.close()
    db.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function settleAll(settling: ClusterSettling): readonly [string, string] {
  let longest = 0
  let isMore = true
  const total = time(() => {
    while (isMore)
      longest = Math.max(
        longest,
        time(() => (isMore = settling.step(ORDER).isMore)),
      )
  })
  return [seconds(total), String(Math.round(longest))]
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}

function time(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

if (import.meta.main) benchSettling(process.argv[2] === undefined ? undefined : Number(process.argv[2]))
