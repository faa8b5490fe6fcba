import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { LRUCache } from 'lru-cache'
import { distanceMetres } from '../../geography/distance.ts'
import { isOpen, type OpeningQuestion } from '../facts/is-open.ts'
import type { OpeningRule } from '../facts/opening-rule.ts'
import type { Row } from '../row.ts'
import { openForReading } from '../tables.ts'

/** The reader's hold on the file: statements kept by their text, and answers kept while the generation stands. */
export interface ReaderStore {
  get(sql: string, ...values: SQLInputValue[]): Row | undefined
  all(sql: string, ...values: SQLInputValue[]): Row[]
  /** Equal generation: the same data. */
  generation(): string
  /** The value of `key` under the present generation, computed once. `bytes` is its rough size. */
  remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T
  close(): void
  /** Statements run so far. */
  statementCount(): number
}

const MOST_STATEMENTS = 500
const REMEMBERED_BYTES = 32 * 1024 * 1024
const SMALL_BYTES = 200

/** Opens the file for reading and teaches SQLite the two questions it can't answer by itself. */
export function createReaderStore(file: string): ReaderStore {
  const db = openForReading(file)
  db.function('distance_metres', { deterministic: true }, (latitude, longitude, toLatitude, toLongitude) =>
    distanceMetres(
      { latitude: Number(latitude), longitude: Number(longitude) },
      { latitude: Number(toLatitude), longitude: Number(toLongitude) },
    ),
  )
  const ask = createOpeningAsker()
  db.function('is_open', { deterministic: true }, (rules, question) => (ask(String(rules), String(question)) ? 1 : 0))
  const statements = new LRUCache<string, StatementSync>({ max: MOST_STATEMENTS })
  const answers = new LRUCache<string, { readonly value: unknown }>({
    maxSize: REMEMBERED_BYTES,
    sizeCalculation: () => SMALL_BYTES,
  })
  let statementCount = 0
  let generation: string | undefined

  function statement(sql: string): StatementSync {
    statementCount += 1
    const known = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, known)
    return known
  }

  const store: ReaderStore = {
    get: (sql, ...values) => statement(sql).get(...values),
    all: (sql, ...values) => statement(sql).all(...values),
    generation() {
      // Once per turn of the event loop: a reader asks for it with everything it remembers.
      if (generation === undefined) {
        generation = String(statement("SELECT value FROM meta WHERE key = 'generation'").get()?.['value'])
        setImmediate(() => (generation = undefined))
      }
      return generation
    },
    remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T {
      const place = `${store.generation()}\n${key}`
      const known = answers.get(place)
      // Only this function writes under this key, always a T.
      if (known !== undefined) return known.value as T
      const value = compute()
      answers.set(place, { value }, { size: key.length + (bytes?.(value) ?? SMALL_BYTES) })
      return value
    },
    close: () => db.close(),
    statementCount: () => statementCount,
  }
  return store
}

/** Questions and rules arrive as text from SQLite; each is parsed once while it is in use. */
function createOpeningAsker(): (rules: string, question: string) => boolean {
  const parsedRules = new LRUCache<string, readonly OpeningRule[]>({ max: 5_000 })
  let lastQuestion = ''
  let question: OpeningQuestion = { dates: [] }
  return (rulesText, questionText) => {
    if (questionText !== lastQuestion) {
      question = JSON.parse(questionText)
      lastQuestion = questionText
    }
    const rules: readonly OpeningRule[] = parsedRules.get(rulesText) ?? JSON.parse(rulesText)
    parsedRules.set(rulesText, rules)
    return isOpen(rules, question)
  }
}
