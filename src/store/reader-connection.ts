import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { createByteCache } from '../model/byte-cache.ts'
import { DamagedDataError } from '../model/damaged-data-error.ts'
import { isDamage, isGone } from './damage.ts'
import type { Row } from './row.ts'
import { openForReading } from './tables.ts'
import { addCountListed } from './count-listed.ts'
import { addNoteListed, createListedCounts, type ListedCounts } from './listed-counts.ts'
import type { SqlValue } from './sql.ts'

/** Functions that SQL may call, by name; each answers alike for equal values. */
export type SqlFunctions = Readonly<Record<string, (...values: SQLOutputValue[]) => SqlValue>>

/** The file open for reading, with statements kept by their text. `get` and `all` throw DamagedDataError where the file is damaged. */
export interface ReaderConnection {
  get(sql: string, ...values: SqlValue[]): Row | undefined
  all(sql: string, ...values: SqlValue[]): Row[]
  /** Begins a transaction, which sees one state. */
  begin(): void
  /** Ends it. Damage that is met on the way is noted and no error: what was read is answered already. */
  end(): void
  /** What `read` gives, or undefined where its statements with the condition `in_time()` take longer than so many milliseconds: they are ended then. */
  within<T>(ms: number, read: () => T): T | undefined
  /** Counts what the statements of `read` note by `note_listed(of, list)`. */
  counting(counts: ListedCounts, read: () => void): void
  /** Opens the file that is now under the same name. */
  reopen(): void
  close(): void
  /** Statements run so far. */
  statementCount(): number
}

/** Where the file lies; a function where that changes, asked at every opening. */
export type FilePath = string | (() => string)

const STATEMENT_BYTES = 16_000_000
/** SQLite's program for a statement, for each character of it; measured on long ones. */
const PROGRAM_BYTES_PER_CHARACTER = 25

/** Opens a connection whose SQL knows the words of texts as the tables `word` and `whole_word`, those of names as `name_word`, counts lists and calls `functions`; `onDamage` is called before DamagedDataError is thrown. */
export function openReaderConnection(file: FilePath, functions: SqlFunctions, onDamage: () => void): ReaderConnection {
  const statements = createByteCache<StatementSync>({ maxBytes: STATEMENT_BYTES })
  const outOfTime = new Error('The statement takes longer than it may.')
  let endsAtMs = Number.POSITIVE_INFINITY
  let statementCount = 0
  let listedCounts = createListedCounts()
  const path = typeof file === 'string' ? () => file : file
  let db = open()

  function open(): DatabaseSync {
    const opened = guard(() => openSearching(path(), functions, assertInTime))
    addNoteListed(opened, () => listedCounts)
    return opened
  }

  // Called for each row, it is what can end a statement: SQLite has no other way in from here.
  function assertInTime(): void {
    if (performance.now() > endsAtMs) throw outOfTime
  }

  function guard<T>(read: () => T): T {
    try {
      return read()
    } catch (cause) {
      if (!isDamage(cause) && !isGone(cause, path())) throw cause
      onDamage()
      throw new DamagedDataError({ cause })
    }
  }

  function statement(sql: string): StatementSync {
    statementCount += 1
    const known = statements.get(sql)
    if (known !== undefined) return known
    const prepared = db.prepare(sql)
    statements.set(sql, prepared, 2_000 + sql.length * PROGRAM_BYTES_PER_CHARACTER)
    return prepared
  }

  return {
    get: (sql, ...values) => guard(() => statement(sql).get(...values)),
    all: (sql, ...values) => guard(() => statement(sql).all(...values)),
    begin: () => guard(() => db.exec('BEGIN')),
    end() {
      try {
        guard(() => db.exec('COMMIT'))
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        if (!(error instanceof DamagedDataError)) throw error
      }
    },
    within<T>(ms: number, read: () => T): T | undefined {
      endsAtMs = performance.now() + ms
      try {
        return read()
      } catch (error) {
        if (error === outOfTime) return undefined
        throw error
      } finally {
        endsAtMs = Number.POSITIVE_INFINITY
      }
    },
    counting(counts, read) {
      listedCounts = counts
      read()
    },
    reopen() {
      const next = open()
      db.close()
      statements.clear()
      db = next
    },
    close: () => db.close(),
    statementCount: () => statementCount,
  }
}

/** Opens the file with the tables and functions that statements of searches use; `assertInTime` throws where their time is over. */
function openSearching(file: string, functions: SqlFunctions, assertInTime: () => void): DatabaseSync {
  const opened = openForReading(file)
  try {
    opened.exec(
      `CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, service_text, col);
       CREATE VIRTUAL TABLE temp.whole_word USING fts5vocab(main, service_text, row);
       CREATE VIRTUAL TABLE temp.name_word USING fts5vocab(main, name_text, row)`,
    )
    addCountListed(opened)
    for (const [name, answer] of Object.entries(functions)) opened.function(name, { deterministic: true }, answer)
    opened.function('in_time', () => {
      assertInTime()
      return 1
    })
    return opened
  } catch (error) {
    opened.close()
    throw error
  }
}
