import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { SOURCE_TABLES, SOURCE_VERSION } from '../../src/store/source-tables.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from '../gateway/start-gateway.ts'

/** A file of each version: three records of one feed, their lists and details, as that version wrote them. */
const FILES = join(import.meta.dirname, 'files')
const VERSIONS = Array.from({ length: SOURCE_VERSION }, (_, at) => at + 1)

function takeCopy(version: number): string {
  const folder = temporaryFolder()
  copyFileSync(join(FILES, `version-${version}.sqlite`), join(folder, 'catalogue.sqlite'))
  return folder
}

/** Every column, index and trigger of the source tables, in order of name. */
function formOf(db: DatabaseSync): unknown {
  const columns = SOURCE_TABLES.map((table) =>
    db.prepare('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY name').all(table),
  )
  const others = db
    .prepare(
      `SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name IN (${SOURCE_TABLES.map(() => '?').join(', ')}) ORDER BY name`,
    )
    .all(...SOURCE_TABLES)
  return { columns, others }
}

it('keeps a file of every version there was', () => {
  expect(new Set(readdirSync(FILES))).toEqual(new Set(VERSIONS.map((version) => `version-${version}.sqlite`)))
})

describe.each(VERSIONS)('a file of version %i', (version) => {
  it('has the form of a new one once it is open', () => {
    const { db } = openForWriting(join(takeCopy(version), 'catalogue.sqlite'))
    const { db: fresh } = openForWriting(join(temporaryFolder(), 'catalogue.sqlite'))
    expect(formOf(db)).toEqual(formOf(fresh))
    expect(db.prepare('PRAGMA application_id').get()).toEqual({ application_id: 0x4f_52_55_4b })
    db.close()
    fresh.close()
  })

  it('answers with its records, without asking the council', async () => {
    const gateway = await startGateway(testConfig([testFeed('north', 'http://127.0.0.1:9')]), {
      dataDir: takeCopy(version),
    })
    await gateway.reprocessed()
    const query =
      '{ services(orderBy: NAME) { nodes { name organization { name } serviceAtLocations { location { name } } } feeds { reprocessing { done } } } }'
    const shown = (name: string, location: string) => ({
      name,
      organization: { name: 'Town Trust' },
      serviceAtLocations: [{ location: { name: location } }],
    })
    const { data } = await gateway.ask(query)
    expect(data.services.nodes).toEqual([
      shown('Advice line', 'Hall s3'),
      shown('Lunch club', 'Hall s1'),
      shown('Walking group', 'Hall s2'),
    ])
    expect(data.services.feeds).toEqual([{ reprocessing: [] }])
    expect(gateway.readiness()).toEqual({ ready: true })
  })
})

it.each(VERSIONS.filter((version) => version >= 12))(
  'keeps what was observed while a file of version %i is made again',
  async (version) => {
    const dataDir = takeCopy(version)
    const file = join(dataDir, 'catalogue.sqlite')
    const read = (): readonly unknown[] => {
      const db = new DatabaseSync(file, { readOnly: true })
      const tables = ['observation', 'observed_frame', 'observed_term', 'observed_count']
      const rows = tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all())
      db.close()
      return rows
    }
    const before = read()
    expect(before).not.toContainEqual([])
    const db = new DatabaseSync(file)
    db.exec("UPDATE meta SET value = 'other' WHERE key = 'derived_tables'")
    db.close()
    const gateway = await startGateway(testConfig([testFeed('north', 'http://127.0.0.1:9')]), { dataDir })
    await gateway.reprocessed()
    await gateway.close()
    expect(read()).toEqual(before)
  },
)
