import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { NEVER_READ, type SyncState } from './sync-state.ts'
import type { Row } from './row.ts'
import type { SqlValue } from './sql.ts'
import type { Shipping } from './transaction-log.ts'

/** The writer's hold on the file: statements prepared once, transactions that raise the generation, feeds and their state. */
export interface WriterStore {
  run(sql: string, ...values: SqlValue[]): number
  /** As `run`; how many rows it changed. RETURNING would have SQLite keep what each statement overwrites. */
  changeRows(sql: string, ...values: SqlValue[]): number
  get(sql: string, ...values: SqlValue[]): Row | undefined
  all(sql: string, ...values: SqlValue[]): Row[]
  /**
   * As `run`, after what else there is of the transaction, or much of it: for the text index, which SQLite has write out what it gathered
   * before each statement that may change several rows.
   */
  runLast(sql: string, ...values: SqlValue[]): void
  /**
   * All of `change` stands, or none; the generation rises where it says that something visible changed. It is visible, and
   * safe from a crash, once `show` is called: a commit costs as much as many records. One within another is part of it. One
   * that throws takes with it what was not shown: who expects that shows before. From then on each is shown before the next.
   */
  transaction<T extends { readonly visible: boolean }>(change: () => T): T
  /** Makes what was written visible, in one generation. Throws where the file can't take it: nothing of it stands then. */
  show(): void
  /** Whether something waits to be shown. */
  isGathering(): boolean
  /** Calls back, from now on, after each generation that was shown. */
  onShown(listener: () => void): void
  /** Calls back, from now on, where changes that stood are lost before they were shown, with the reason. */
  onLost(listener: (error: unknown) => void): void
  /** Lets SQLite look again at how its indexes are filled. */
  optimize(): void
  /** Gives back the pages of the file that SQLite keeps in memory. */
  shrink(): void
  /** Row number of a feed, made where new. */
  feedId(slug: string): number
  syncState(slug: string): SyncState
  saveSyncState(slug: string, state: SyncState): void
  /** Called between the records of long work: throws WriterStopped once the writer is to stop, so that its transaction is undone. */
  goOn(): void
}

/** The work under way was broken off, because the writer is to stop; nothing of it is kept. */
class WriterStopped extends Error {
  override readonly name = 'WriterStopped'

  constructor() {
    super('The writer is to stop.')
  }
}

/** Of texts: a transaction may be the whole of a list. */
const MOST_HELD_BACK = 1_000

type HeldBack = readonly [sql: string, ...values: SqlValue[]]

type Statement = (sql: string) => StatementSync

/** Wraps a database opened for writing; where its transactions are shipped, each lies in the log before it is committed, and nothing is written outside of one. */
export function createWriterStore(
  db: DatabaseSync,
  isStopping: () => boolean = () => false,
  shipping?: Shipping,
): WriterStore {
  const prepared = new Map<string, StatementSync>()
  const statement: Statement = (sql) => {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const writing: Statement = (sql) => {
    if (shipping !== undefined && !db.isTransaction) statement('BEGIN IMMEDIATE').run()
    return statement(sql)
  }
  const { forget, ...feeds } = createFeedStates(statement, writing)
  return {
    goOn() {
      if (isStopping()) throw new WriterStopped()
    },
    run: (sql, ...values) => Number(writing(sql).run(...values).lastInsertRowid),
    changeRows: (sql, ...values) => Number(writing(sql).run(...values).changes),
    get: (sql, ...values) => statement(sql).get(...values),
    all: (sql, ...values) => statement(sql).all(...values),
    optimize: () => db.exec('PRAGMA optimize'),
    shrink: () => db.exec('PRAGMA shrink_memory'),
    ...createTransactions(db, { statement, forget, shipping }),
    ...feeds,
  }
}

type Transactions = Pick<WriterStore, 'runLast' | 'transaction' | 'show' | 'isGathering' | 'onShown' | 'onLost'>

interface TransactionParts {
  readonly statement: Statement
  /** Called where a transaction is lost. */
  forget(): void
  readonly shipping: Shipping | undefined
}

/** Changes that are gathered in one transaction of SQLite until they are shown. */
function createTransactions(db: DatabaseSync, { statement, forget, shipping }: TransactionParts): Transactions {
  const lostListeners: ((error: unknown) => void)[] = []
  const shownListeners: (() => void)[] = []
  let heldBack: HeldBack[] = []
  let isChanging = false
  let isVisible = false
  let isAlone = false

  function runHeldBack(): void {
    for (const [sql, ...values] of heldBack) statement(sql).run(...values)
    heldBack = []
  }

  /** Ends the transaction of SQLite, if it has not ended by itself, as it does where the disk is full. */
  function lose(error: unknown, isOneChange: boolean): void {
    if (db.isTransaction) db.exec('ROLLBACK')
    heldBack = []
    isVisible = false
    shipping?.lost()
    forget()
    if (!isOneChange) for (const listener of lostListeners) listener(error)
  }

  function show(): void {
    if (!db.isTransaction) return
    try {
      runHeldBack()
      if (isVisible) statement("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'").run()
      shipping?.append(() => Number(statement("SELECT value FROM meta WHERE key = 'generation'").get()?.['value']))
      statement('COMMIT').run()
      shipping?.committed()
    } catch (error) {
      lose(error, false)
      throw error
    }
    if (isVisible) for (const listener of shownListeners) listener()
    isVisible = false
  }

  return {
    show,
    runLast(sql, ...values) {
      heldBack.push([sql, ...values])
      if (heldBack.length >= MOST_HELD_BACK) runHeldBack()
    },
    transaction(change) {
      if (isChanging) return change()
      if (isAlone) show()
      const isFirst = !db.isTransaction
      if (isFirst) statement('BEGIN IMMEDIATE').run()
      isChanging = true
      try {
        const result = change()
        isVisible ||= result.visible
        return result
      } catch (error) {
        isAlone ||= !isFirst
        lose(error, isFirst)
        throw error
      } finally {
        isChanging = false
      }
    },
    isGathering: () => db.isOpen && db.isTransaction,
    onShown: (listener) => void shownListeners.push(listener),
    onLost: (listener) => void lostListeners.push(listener),
  }
}

interface FeedStates extends Pick<WriterStore, 'feedId' | 'syncState' | 'saveSyncState'> {
  /** Rows of feeds that were made may be undone. */
  forget(): void
}

function createFeedStates(statement: Statement, writing: Statement): FeedStates {
  const feedIds = new Map<string, number>()

  function feedId(slug: string): number {
    const known = feedIds.get(slug)
    if (known !== undefined) return known
    writing('INSERT OR IGNORE INTO feed (slug, sync) VALUES (?, ?)').run(slug, JSON.stringify(NEVER_READ))
    const fid = Number(statement('SELECT fid FROM feed WHERE slug = ?').get(slug)?.['fid'])
    feedIds.set(slug, fid)
    return fid
  }

  return {
    feedId,
    syncState(slug) {
      const row = statement('SELECT sync FROM feed WHERE fid = ?').get(feedId(slug))
      const state: SyncState = JSON.parse(String(row?.['sync']))
      return state
    },
    saveSyncState(slug, state) {
      writing('UPDATE feed SET sync = ? WHERE fid = ?').run(JSON.stringify(state), feedId(slug))
    },
    forget: () => feedIds.clear(),
  }
}
