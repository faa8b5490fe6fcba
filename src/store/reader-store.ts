import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { LRUCache } from 'lru-cache'
import { distanceMetres } from '../geography/distance.ts'
import { isOpen } from '../facts/is-open.ts'
import { prepareQuestion } from '../facts/opening-question.ts'
import type { OpeningRule } from '../facts/opening-rule.ts'
import type { Truth } from '../facts/truth.ts'
import type { Row } from './row.ts'
import { openForReading } from './tables.ts'
import { addTally } from './tally.ts'

/** The reader's hold on the file: statements kept by their text, and answers kept while the generation stands. */
export interface ReaderStore {
  get(sql: string, ...values: SQLInputValue[]): Row | undefined
  all(sql: string, ...values: SQLInputValue[]): Row[]
  /** Equal generation: the same data. */
  generation(): string
  /** The value of `key` under the present generation, computed once. `bytes` is its rough size. */
  remember<T>(key: string, compute: () => T, bytes?: (value: T) => number): T
  /** What was kept under `key` in the present generation; undefined where nothing is. One key has one T. */
  recall<T>(key: string): T | undefined
  /** Keeps a value of about so many bytes while the generation stands and there is room. */
  keep(key: string, value: object, bytes: number): void
  close(): void
  /** Statements run so far. */
  statementCount(): number
}

const MOST_STATEMENTS = 500
const REMEMBERED_BYTES = 64 * 1024 * 1024
const SMALL_BYTES = 200

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
  db.function('is_open', { deterministic: true }, (rules, nations, question) => {
    const answer = ask(String(rules), Number(nations), String(question))
    return answer === undefined ? null : Number(answer)
  })
  const statements = new LRUCache<string, StatementSync>({ max: MOST_STATEMENTS })
  const answers = new LRUCache<string, { readonly value: unknown }>({
    maxSize: REMEMBERED_BYTES,
    sizeCalculation: () => SMALL_BYTES,
  })
  let statementCount = 0
  let generation: string | undefined
  let generationKept: string | undefined

  function statement(sql: string): StatementSync {
    statementCount += 1
    const known = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, known)
    return known
  }

  /** The answers kept, of the present generation alone. */
  function present(): typeof answers {
    const now = store.generation()
    if (now !== generationKept) answers.clear()
    generationKept = now
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
      answers.set(key, { value }, { size: key.length + (bytes?.(value) ?? SMALL_BYTES) })
      return value
    },
    recall<T>(key: string): T | undefined {
      // As in `remember`: who reads a key wrote it.
      return present().get(key)?.value as T | undefined
    },
    keep: (key, value, bytes) => void present().set(key, { value }, { size: key.length + bytes }),
    close: () => db.close(),
    statementCount: () => statementCount,
  }
  return store
}

/** Questions and rules arrive as text from SQLite; each is parsed once while it is in use. */
function createOpeningAsker(): (rules: string, nations: number, question: string) => Truth {
  const parsedRules = new LRUCache<string, readonly OpeningRule[]>({ max: 5_000 })
  let lastQuestion = ''
  let question = prepareQuestion({ dates: [] })
  return (rulesText, nations, questionText) => {
    if (questionText !== lastQuestion) {
      question = prepareQuestion(JSON.parse(questionText))
      lastQuestion = questionText
    }
    const rules: readonly OpeningRule[] = parsedRules.get(rulesText) ?? JSON.parse(rulesText)
    parsedRules.set(rulesText, rules)
    return isOpen(rules, question, nations)
  }
}
