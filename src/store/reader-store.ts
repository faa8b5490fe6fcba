import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { distanceMetres } from '../geography/distance.ts'
import { isOpen, type OpeningQuestion } from '../facts/is-open.ts'
import type { OpeningRule } from '../facts/opening-rule.ts'
import { createByteCache } from '../model/byte-cache.ts'
import { estimateBytes } from '../model/estimate-bytes.ts'
import type { Row } from './row.ts'
import { openForReading } from './tables.ts'
import { addTally } from './tally.ts'

/** The reader's hold on the file: statements kept by their text, and answers kept while the generation stands. */
export interface ReaderStore {
  get(sql: string, ...values: SQLInputValue[]): Row | undefined
  all(sql: string, ...values: SQLInputValue[]): Row[]
  /** Equal generation: the same data. */
  generation(): string
  /** The value of `key` under the present generation, computed once while there is room. `bytes` is its rough size, worked out from the value unless given. */
  remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T
  /** The same for what there is one of in a generation: kept whatever its size. No part of `name` is a client's word. */
  once<T>(name: string, compute: () => T): T
  /** What was kept under `key` in the present generation; undefined where nothing is. One key has one T. */
  recall<T>(key: string): T | undefined
  /** Keeps a value of about so many bytes while the generation stands and there is room. */
  keep(key: string, value: object, bytes: number): void
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
const RULES_BYTES = 8 * MEGABYTE

/** Opens the file for reading, shows the words of its texts as the table `word`, and teaches SQLite what it can't do by itself: measure on the globe, ask schedules, tally lists. */
export function createReaderStore(file: string): ReaderStore {
  const db = openForReading(file)
  db.exec('CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, service_text, row)')
  db.function('distance_metres', { deterministic: true }, (latitude, longitude, toLatitude, toLongitude) =>
    distanceMetres(
      { latitude: Number(latitude), longitude: Number(longitude) },
      { latitude: Number(toLatitude), longitude: Number(toLongitude) },
    ),
  )
  addTally(db)
  const ask = createOpeningAsker()
  db.function('is_open', { deterministic: true }, (rules, question) => (ask(String(rules), String(question)) ? 1 : 0))
  const statements = createByteCache<StatementSync>({ maxBytes: STATEMENT_BYTES })
  const answers = createByteCache<{ readonly value: unknown }>({
    maxBytes: REMEMBERED_BYTES,
    newcomerBytes: NEWCOMER_BYTES,
    maxEntryBytes: REMEMBERED_BYTES / 2,
  })
  const single = new Map<string, unknown>()
  let statementCount = 0
  let generation: string | undefined
  let generationKept: string | undefined

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
    get: (sql, ...values) => statement(sql).get(...values),
    all: (sql, ...values) => statement(sql).all(...values),
    generation() {
      // Once per stretch of work that waits for nothing: a reader asks for it with everything it remembers. Until the next
      // turn of the event loop would be too long, for a writer's word of a change can come before that.
      if (generation === undefined) {
        generation = String(statement("SELECT value FROM meta WHERE key = 'generation'").get()?.['value'])
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
    recall<T>(key: string): T | undefined {
      // As in `remember`: who reads a key wrote it.
      return present().get(key)?.value as T | undefined
    },
    keep: (key, value, bytes) => present().set(key, { value }, bytes),
    close: () => db.close(),
    statementCount: () => statementCount,
  }
  return store
}

/** Questions and rules arrive as text from SQLite; each is parsed once while it is in use. */
function createOpeningAsker(): (rules: string, question: string) => boolean {
  const parsedRules = createByteCache<readonly OpeningRule[]>({ maxBytes: RULES_BYTES, newcomerBytes: RULES_BYTES / 2 })
  let lastQuestion = ''
  let question: OpeningQuestion = { dates: [] }
  return (rulesText, questionText) => {
    if (questionText !== lastQuestion) {
      question = JSON.parse(questionText)
      lastQuestion = questionText
    }
    const known = parsedRules.get(rulesText)
    const rules: readonly OpeningRule[] = known ?? JSON.parse(rulesText)
    if (known === undefined) parsedRules.set(rulesText, rules, estimateBytes(rules))
    return isOpen(rules, question)
  }
}
