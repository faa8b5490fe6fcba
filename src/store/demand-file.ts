import { appendFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type DemandCount, FEWEST_COUNTED } from '../model/demand.ts'
import { readBoundedFile } from '../model/read-bounded-file.ts'
import { CatalogueFileError } from './catalogue-file-error.ts'

const MOST_BYTES = 100_000_000
/** Above it, the lines of one thing are added up to one. */
const LONG_BYTES = 1_000_000
const KEPT_WEEKS = 104
const WEEK_MS = 7 * 86_400_000

const Line = z.object({
  week: z.iso.date(),
  term: z.string().exactOptional(),
  area: z.string().exactOptional(),
  outcome: z.enum(['NONE', 'FEW']),
  count: z.int().min(FEWEST_COUNTED),
})

/** Counts of searches, kept beside the catalogue: a JSON object a line, private to its owner. */
export interface DemandFile {
  /** All that is kept, each thing once, in order of week. CatalogueFileError where a line is none that was written here. */
  read(): readonly DemandCount[]
  append(counts: readonly DemandCount[]): void
}

/** The counts beside that catalogue's file; weeks over two years old are forgotten. */
export function openDemandFile(catalogueFile: string, now: () => number): DemandFile {
  const file = join(dirname(catalogueFile), 'demand.ndjson')
  let last: { readonly state: string; readonly counts: readonly DemandCount[] } | undefined
  function read(): readonly DemandCount[] {
    const state = stateOf(file)
    if (last?.state === state) return last.counts
    const counts = addUp(state === '' ? [] : parseLines(file), oldestWeek(now()))
    last = { state, counts }
    return counts
  }
  return {
    read,
    append(counts) {
      if (counts.length === 0) return
      appendFileSync(file, linesOf(counts), { mode: 0o600 })
      if (statSync(file).size < LONG_BYTES) return
      writeFileSync(`${file}.part`, linesOf(read()), { mode: 0o600 })
      renameSync(`${file}.part`, file)
    },
  }
}

function linesOf(counts: readonly DemandCount[]): string {
  return counts.map((count) => `${JSON.stringify(count)}\n`).join('')
}

/** Equal state: the same lines; empty where there are none. */
function stateOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.ino} ${stat.size} ${stat.mtimeMs}`
}

function parseLines(file: string): readonly DemandCount[] {
  const lines = readBoundedFile(file, MOST_BYTES).split('\n')
  return lines.flatMap((line, at) => {
    // A line that is being written, or that a full disk cut off.
    if (at === lines.length - 1) return []
    try {
      return [Line.parse(JSON.parse(line))]
    } catch (cause) {
      throw new CatalogueFileError(file, `has a line ${at + 1} that was not written here: take the line out`, {
        what: 'demand',
        cause,
      })
    }
  })
}

function addUp(counts: readonly DemandCount[], from: string): readonly DemandCount[] {
  const groups = Map.groupBy(counts, ({ week, term, area, outcome }) => JSON.stringify([week, term, area, outcome]))
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first === undefined || first.week < from
        ? []
        : [{ ...first, count: others.reduce((sum, { count }) => sum + count, first.count) }],
    )
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)))
}

function keyOf({ week, area = '', term = '', outcome }: DemandCount): string {
  return `${week} ${area} ${term} ${outcome}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function oldestWeek(nowMs: number): string {
  return new Date(nowMs - KEPT_WEEKS * WEEK_MS).toISOString().slice(0, 10)
}
