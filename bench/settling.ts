import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createSettling, type ClusterSettling, type SettleOrder } from '../src/intake/clusters/settle-clusters.ts'
import { readMatchRecords, readUidsAfter } from '../src/intake/clusters/match-store.ts'
import { applyChanges } from '../src/merge/apply-changes.ts'
import type { MatchRecord } from '../src/merge/match-record.ts'
import { createMatchState } from '../src/merge/memory-state.ts'
import { numberOf } from '../src/store/row.ts'
import { figure, printTable } from './print-table.ts'
import { AT, inventRegion, openInvented, REGION, type InventedCatalogue } from './settling/open-invented.ts'

const SERVICES = 40_000
const CHANGES = 1_000
/** Larger ones are written bare, and judged in tables alone: plain Maps would not hold them. */
const MOST_WRITTEN = 100_000
const HEAP_EVERY_STEPS = 100
const ORDER: SettleOrder = { at: AT, feeds: [], decisions: '', unfinished: [] }

type Cells = readonly (string | number)[]

/**
 * Prints what clusters and scores of 60,000 records, half as many again as services, take from nothing, for 1,000 changes and
 * for 1,000 after a restart, beside judging them in plain Maps; the largest heap after a collection; and the bytes of pairs.
 */
export function benchSettling(services = SERVICES): void {
  const catalogue = openInvented()
  try {
    const rows = services > MOST_WRITTEN ? settleLarge(catalogue, services) : settleWritten(catalogue, services)
    printTable(
      'Clusters and scores',
      ['', 'records', 'CPU s', 'of Maps', 'seconds', 'longest step, ms', 'heap, MB'],
      rows,
    )
    printBytes(catalogue)
  } finally {
    catalogue.close()
  }
}

function settleWritten(catalogue: InventedCatalogue, services: number): readonly Cells[] {
  const published = inventRegion(0, services)
  const written = measure(() => catalogue.write(published))
  const some = published.slice(0, CHANGES)
  const settling = createSettling(catalogue.store, catalogue.file)
  const first = settleAll(catalogue, settling)
  catalogue.write(some.map((each) => ({ ...each, service: { ...each.service, alert: 'Changed.' } })))
  const changed = settleAll(catalogue, settling)
  settling.close()
  catalogue.write(some)
  const again = createSettling(catalogue.store, catalogue.file)
  const restarted = settleAll(catalogue, again)
  again.close()
  const plain = judgeInMaps(catalogue)
  const row = (what: string, records: number, { cpuMs, ms }: Spent, rest: Cells): Cells => [
    ...[what, records, seconds(cpuMs), figure(cpuMs / plain.cpuMs, 2), seconds(ms)],
    ...rest,
  ]
  return [
    row('written', published.length, written, ['', '']),
    row('settled from nothing', published.length, first, [first.longestMs, first.heapMb]),
    row('settled after changes', CHANGES, changed, [changed.longestMs, changed.heapMb]),
    row('settled after changes and a restart', CHANGES, restarted, [restarted.longestMs, restarted.heapMb]),
    row('judged in plain Maps', published.length, plain, ['', plain.heapMb]),
  ]
}

function settleLarge(catalogue: InventedCatalogue, services: number): readonly Cells[] {
  let records = 0
  for (let region = 0; region * REGION < services; region += 1) {
    const published = inventRegion(region, Math.min(REGION, services - region * REGION))
    catalogue.writeBare(published)
    records += published.length
  }
  const settling = createSettling(catalogue.store, catalogue.file)
  const { cpuMs, ms, longestMs, heapMb } = settleAll(catalogue, settling, (settled, heap) =>
    console.log(`  ${settled} steps: ${heap} MB of heap`),
  )
  settling.close()
  return [['settled from nothing', records, seconds(cpuMs), '', seconds(ms), longestMs, heapMb]]
}

interface Spent {
  readonly cpuMs: number
  readonly ms: number
}

interface Settled extends Spent {
  readonly longestMs: number
  /** The largest after a collection. */
  readonly heapMb: number
}

function settleAll(
  { store }: InventedCatalogue,
  settling: ClusterSettling,
  onHeap?: (steps: number, heapMb: number) => void,
): Settled {
  let [longestMs, heapMb] = [0, 0]
  const total = measure(() => {
    let isMore = true
    for (let steps = 0; isMore; steps += 1) {
      longestMs = Math.max(
        longestMs,
        measure(() => {
          isMore = settling.step(ORDER).isMore
          store.show()
        }).ms,
      )
      if (steps % HEAP_EVERY_STEPS !== 0) continue
      heapMb = Math.max(heapMb, heapAfterCollection())
      onHeap?.(steps, heapMb)
    }
  })
  return { ...total, longestMs: Math.round(longestMs), heapMb: Math.max(heapMb, heapAfterCollection()) }
}

function judgeInMaps({ store }: InventedCatalogue): Spent & { readonly heapMb: number } {
  const records: MatchRecord[] = []
  for (let next = readUidsAfter(store, 0, 1_000); next !== undefined; next = readUidsAfter(store, next.last, 1_000))
    records.push(...readMatchRecords(store, next.uids, []))
  const state = createMatchState()
  const spent = measure(() => void applyChanges(state, { put: records, remove: [] }))
  return { ...spent, heapMb: heapAfterCollection() }
}

function printBytes({ store }: InventedCatalogue): void {
  const bytes = numberOf(
    store.get("SELECT sum(pgsize) AS n FROM dbstat WHERE name IN ('match_pair', 'match_pair_other')") ?? {},
    'n',
  )
  const pairs = numberOf(store.get('SELECT count(*) AS n FROM match_pair') ?? {}, 'n')
  console.log(`  ${pairs} pairs in ${figure(bytes / 1e6)} MB: ${figure(bytes / pairs)} bytes each`)
}

function seconds(ms: number): string {
  return figure(ms / 1000)
}

function measure(run: () => void): Spent {
  const [start, before] = [performance.now(), process.cpuUsage()]
  run()
  const { user, system } = process.cpuUsage(before)
  return { cpuMs: (user + system) / 1000, ms: performance.now() - start }
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return Math.round(process.memoryUsage().heapUsed / 1e6)
}

if (import.meta.main) benchSettling(process.argv[2] === undefined ? undefined : Number(process.argv[2]))
