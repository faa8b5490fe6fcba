import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { createByteCache } from '../model/byte-cache.ts'
import { DamagedDataError } from '../model/damaged-data-error.ts'
import { isDamage } from './damage.ts'
import type { Row } from './row.ts'
import { openForReading } from './tables.ts'
import { addCountListed } from './count-listed.ts'
import type { SqlValue } from './sql.ts'
import { estimateBytes } from '../model/estimate-bytes.ts'

/** The reader's hold on the file: statements kept by their text, and answers kept while the generation stands. */
export interface ReaderStore {
  get(sql: string, ...values: SqlValue[]): Row | undefined
  all(sql: string, ...values: SqlValue[]): Row[]
  /** Equal generation: the same data. */
  generation(): string
  /** The value of `key` under the present generation, computed once while there is room. `bytes` is its rough size, worked out from the value unless given. */
  remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T
  /** The same for what there is one of in a generation: kept whatever its size. No part of `name` is a client's word. */
  once<T>(name: string, compute: () => T): T
  /** What was kept under `key` in the present generation; undefined where nothing is. One key has one T. */
  kept<T>(key: string): T | undefined
  /** Keeps a value of about so many bytes while the generation stands and there is room. */
  keep(key: string, value: object, bytes: number): void
  /** Lets go of answers of earlier generations. */
  dropOutdated(): void
  /** What `read` gives, or undefined where its statements with the condition `in_time()` take longer than so many milliseconds: they are ended then. */
  within<T>(ms: number, read: () => T): T | undefined
  /** Sees the data as it now is, whatever is written, until `letGo`. Gives its generation. */
  hold(): string
  letGo(): void
  /** Takes up the file that lies under its path now: at once, or when what it holds is let go. */
  reopen(): void
  close(): void
  /** Statements run so far. */
  statementCount(): number
}

const MEGABYTE = 1_000_000
const REMEMBERED_BYTES = 64 * MEGABYTE
/** Of these, for what was asked for once: enough that the parts of one request share what they work out. */
const NEWCOMER_BYTES = 8 * MEGABYTE
const STATEMENT_BYTES = 16 * MEGABYTE
/** SQLite's program for a statement, for each character of it; measured on long ones. */
const PROGRAM_BYTES_PER_CHARACTER = 25

/** Functions that SQL may call, by name; each answers alike for equal values. */
export type SqlFunctions = Readonly<Record<string, (...values: SQLOutputValue[]) => SqlValue>>

/**
 * Opens the file for reading, shows the words of its texts as the table `word`, and lets statements count lists and call
 * `functions`. Statements throw DamagedDataError where the file is damaged, after `onDamage` was called.
 */
export function createReaderStore(
  file: string,
  functions: SqlFunctions = {},
  onDamage: () => void = () => {},
): ReaderStore {
  let isHeld = false
  let isReplaced = false
  const statements = createByteCache<StatementSync>({ maxBytes: STATEMENT_BYTES })
  const answers = createByteCache<{ readonly value: unknown }>({
    maxBytes: REMEMBERED_BYTES,
    newcomerBytes: NEWCOMER_BYTES,
    maxEntryBytes: REMEMBERED_BYTES / 2,
  })
  const single = new Map<string, unknown>()
  let endsAtMs = Number.POSITIVE_INFINITY
  const outOfTime = new Error('The statement takes longer than it may.')
  let statementCount = 0
  let generation: string | undefined
  let generationKept: string | undefined
  let db = open()

  function open(): DatabaseSync {
    const opened = guard(() => openForReading(file))
    try {
      opened.exec('CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, service_text, col)')
      addCountListed(opened)
      for (const [name, answer] of Object.entries(functions)) opened.function(name, { deterministic: true }, answer)
      // Called for each row, it is what can end a statement: SQLite has no other way in from here.
      opened.function('in_time', () => {
        if (performance.now() > endsAtMs) throw outOfTime
        return 1
      })
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  }

  function guard<T>(read: () => T): T {
    try {
      return read()
    } catch (cause) {
      if (!isDamage(cause)) throw cause
      onDamage()
      throw new DamagedDataError({ cause })
    }
  }

  function reopen(): void {
    db.close()
    statements.clear()
    answers.clear()
    single.clear()
    generation = undefined
    generationKept = undefined
    isReplaced = false
    db = open()
  }

  function statement(sql: string): StatementSync {
    statementCount += 1
    const known = statements.get(sql)
    if (known !== undefined) return known
    const prepared = db.prepare(sql)
    statements.set(sql, prepared, 2_000 + sql.length * PROGRAM_BYTES_PER_CHARACTER)
    return prepared
  }

  function follow(): void {
    const now = store.generation()
    if (now === generationKept) return
    answers.clear()
    single.clear()
    generationKept = now
  }

  /** The answers kept, of the present generation alone. */
  function present(): typeof answers {
    follow()
    return answers
  }

  const store: ReaderStore = {
    get: (sql, ...values) => guard(() => statement(sql).get(...values)),
    all: (sql, ...values) => guard(() => statement(sql).all(...values)),
    generation() {
      // Once per stretch of work that waits for nothing: a reader asks for it with everything it remembers. Until the next
      // turn of the event loop would be too long, for a writer's word of a change can come before that.
      if (generation === undefined) {
        generation = String(store.get("SELECT value FROM meta WHERE key = 'generation'")?.['value'])
        queueMicrotask(() => (generation = undefined))
      }
      return generation
    },
    remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T {
      const known = present().get(key)
      // Only this function writes under this key, always a T.
      if (known !== undefined) return known.value as T
      const value = compute()
      answers.set(key, { value }, bytes?.(value) ?? estimateBytes(value))
      return value
    },
    once<T>(name: string, compute: () => T): T {
      follow()
      // Only this function writes under this name, always a T.
      if (single.has(name)) return single.get(name) as T
      const value = compute()
      single.set(name, value)
      return value
    },
    kept<T>(key: string): T | undefined {
      // As in `remember`: who reads a key wrote it.
      return present().get(key)?.value as T | undefined
    },
    keep: (key, value, bytes) => present().set(key, { value }, bytes),
    dropOutdated: () => void present(),
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
    hold() {
      db.exec('BEGIN')
      isHeld = true
      generation = undefined
      // The first reading is what fixes the state.
      return store.generation()
    },
    letGo() {
      db.exec('COMMIT')
      isHeld = false
      if (isReplaced) return reopen()
      generation = undefined
      // What was kept of an older state is of no use to the next hold.
      follow()
    },
    reopen() {
      if (isHeld) isReplaced = true
      else reopen()
    },
    close: () => db.close(),
    statementCount: () => statementCount,
  }
  return store
}
