import { statSync } from 'node:fs'
import { SOURCE_TABLES, versionOf } from './source-tables.ts'
import { numberOf, textOf } from './row.ts'
import { openForReading } from './tables.ts'

/** What a group of tables takes of a catalogue's file, with its indexes. */
interface TableGroup {
  readonly name: string
  readonly bytes: number
  /** Of these, in pages but not in use. */
  readonly unusedBytes: number
}

/** What a catalogue's file holds, and where its bytes are. */
export interface FileMeasures {
  /** Of the file and of its log beside it. */
  readonly bytes: number
  readonly logBytes: number
  /** Pages that wait to be used again. */
  readonly freeBytes: number
  readonly pageBytes: number
  readonly generation: number
  /** Of the tables of raw records. */
  readonly version: number
  /** The greatest first. */
  readonly groups: readonly TableGroup[]
  /** Rows by what they are: raw records, services, organizations and the like. */
  readonly counts: Readonly<Record<string, number>>
}

const COUNTED = ['record', 'service', 'organization', 'location', 'term', 'cluster', 'change', 'issue', 'observation']

/** The groups of derived tables by how their names begin, the first that fits; what fits none is `other`. */
const GROUPS: readonly (readonly [group: string, ...beginnings: string[]])[] = [
  ['text index', 'service_text', 'name_text'],
  ['bodies', 'service_body', 'organization', 'location', 'copy'],
  ['clusters', 'match', 'cluster_member', 'unmatched', 'draft'],
  ['scores', 'service_score', 'issue'],
  ['places', 'place', 'service_location', 'location_area', 'postcode', 'site', 'service_accessible'],
  ['areas', 'service_area', 'service_placement', 'area', 'unresolved_area', 'cell'],
  ['terms', 'service_term', 'term', 'scheme', 'taxonomy'],
  ['services', 'service'],
]
const CHANGES: ReadonlySet<string> = new Set(['change', 'gone', 'cluster', 'poll', 'inspection'])
/** What was counted at each look. */
const HISTORY: ReadonlySet<string> = new Set(['observed_frame', 'observation', 'observed_term', 'observed_count'])
const SOURCE: ReadonlySet<string> = new Set(SOURCE_TABLES)

/** Measures a catalogue's file, beside a gateway that may be running on it. */
export function measureFile(file: string): FileMeasures {
  const db = openForReading(file)
  try {
    const rows = db
      .prepare(
        `SELECT coalesce(m.tbl_name, d.name) AS name, sum(d.pgsize) AS bytes, sum(d.unused) AS unused
         FROM dbstat d LEFT JOIN sqlite_schema m ON m.name = d.name WHERE d.aggregate = 1 GROUP BY 1`,
      )
      .all()
    const groups = new Map<string, TableGroup>()
    for (const row of rows) {
      const name = groupOf(textOf(row, 'name'))
      const { bytes, unusedBytes } = groups.get(name) ?? { bytes: 0, unusedBytes: 0 }
      groups.set(name, {
        name,
        bytes: bytes + numberOf(row, 'bytes'),
        unusedBytes: unusedBytes + numberOf(row, 'unused'),
      })
    }
    const pragma = (name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name])
    const names = new Set(rows.map((row) => textOf(row, 'name')))
    const counted = COUNTED.filter((name) => names.has(name)).map((name) => [
      name,
      Number(db.prepare(`SELECT count(*) AS n FROM ${name}`).get()?.['n']),
    ])
    return {
      bytes: statSync(file).size,
      logBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
      freeBytes: pragma('freelist_count') * pragma('page_size'),
      pageBytes: pragma('page_size'),
      generation: Number(db.prepare("SELECT value FROM meta WHERE key = 'generation'").get()?.['value']),
      version: versionOf(db),
      groups: [...groups.values()].toSorted((a, b) => b.bytes - a.bytes),
      counts: Object.fromEntries(counted),
    }
  } finally {
    db.close()
  }
}

function groupOf(table: string): string {
  if (table.startsWith('sqlite_')) return 'other'
  if (CHANGES.has(table)) return 'changes'
  if (HISTORY.has(table)) return 'history'
  if (SOURCE.has(table)) return 'raw records'
  return GROUPS.find(([, ...beginnings]) => beginnings.some((each) => table.startsWith(each)))?.[0] ?? 'other'
}
