import { DatabaseSync } from 'node:sqlite'

/** A table of a file that others read: its columns with their SQLite types. */
interface PlainTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: 'TEXT' | 'INTEGER' | 'REAL' }[]
}

/** A SQLite file being written for others to read, with nothing of this gateway's own tables. */
export interface PlainDatabase {
  /** Creates the table and gives what adds a row, its values in the order of the columns. */
  create(table: PlainTable): (row: readonly (string | number | null)[]) => void
  /** Runs statements that make views and indexes. */
  run(sql: string): void
  /** Ends the file, as small as it goes and free of a log beside it. */
  close(): void
}

/** Begins a new file, which must not exist. */
export function createPlainDatabase(file: string): PlainDatabase {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN')
  return {
    create({ name, columns }) {
      const named = columns.map((column) => `${quoted(column.name)} ${column.type}`)
      db.exec(`CREATE TABLE ${quoted(name)} (${named.join(', ')})`)
      const insert = db.prepare(`INSERT INTO ${quoted(name)} VALUES (${columns.map(() => '?').join(', ')})`)
      return (row) => void insert.run(...row)
    },
    run: (sql) => db.exec(sql),
    close() {
      db.exec('COMMIT; PRAGMA optimize')
      db.close()
    },
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
