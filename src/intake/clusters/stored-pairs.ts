import type { Decisions } from '../../merge/decisions.ts'
import { standingOf } from '../../merge/decisions.ts'
import type { KeptPair, KeptPairs } from '../../merge/match-state.ts'
import { maybeNumberOf, textOf } from '../../store/row.ts'
import { pairColumns, readJudged } from '../../store/stored-pair.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** Pairs in the catalogue's file. */
export interface StoredPairs extends KeptPairs {
  /** Whether any row is another than it was when this was last asked. */
  takeChanged(): boolean
}

/**
 * The pairs of one side, 0 or 1, written as they stand under the decisions; to be used in a transaction. `sidOf` finds the row
 * of a record; pairs of records that are not held are none.
 */
export function createStoredPairs(
  store: WriterStore,
  side: number,
  sidOf: (uid: string) => number | undefined,
  decisions: () => Decisions,
): StoredPairs {
  let isChanged = false
  const inOrder = (a: string, b: string): readonly [number, number] | undefined => {
    const [left, right] = a < b ? [sidOf(a), sidOf(b)] : [sidOf(b), sidOf(a)]
    return left === undefined || right === undefined ? undefined : [left, right]
  }
  return {
    of(key) {
      const sid = sidOf(key)
      if (sid === undefined) return new Map()
      // Pairs of one side are many: the other end is found by its own index.
      const rows = store.all(
        `SELECT s.uid, p.score, p.judged FROM match_pair p CROSS JOIN service s ON s.sid = p.b WHERE p.side = ?1 AND p.a = ?2
         UNION ALL SELECT s.uid, p.score, p.judged FROM match_pair p CROSS JOIN service s ON s.sid = p.a WHERE +p.side = ?1 AND p.b = ?2`,
        side,
        sid,
      )
      return new Map(rows.map((row): [string, KeptPair] => [textOf(row, 'uid'), readJudged(row)]))
    },
    find(a, b) {
      const sids = inOrder(a, b)
      const row =
        sids && store.get('SELECT score, judged FROM match_pair WHERE side = ? AND a = ? AND b = ?', side, ...sids)
      return row && readJudged(row)
    },
    keep(pair) {
      const sids = inOrder(pair.a, pair.b)
      if (sids === undefined) return
      const key = [side, ...sids] as const
      const columns = pairColumns(pair, standingOf(pair, decisions()))
      const written =
        store.changeRows(INSERT_PAIR, ...columns, ...key) || store.changeRows(UPDATE_PAIR, ...columns, ...key)
      isChanged ||= written > 0
    },
    forget(a, b) {
      const sids = inOrder(a, b)
      if (sids === undefined) return
      store.run('DELETE FROM match_pair WHERE side = ? AND a = ? AND b = ?', side, ...sids)
      isChanged = true
    },
    takeChanged() {
      const was = isChanged
      isChanged = false
      return was
    },
  }
}

// Two statements, for SQLite keeps what an upsert overwrites in case it fails half done: that costs more than both. No column is ever null where it must not be.
const INSERT_PAIR =
  'INSERT OR IGNORE INTO match_pair (relation, decision, score, judged, evidence, side, a, b) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
const UPDATE_PAIR = `UPDATE match_pair SET relation = ?1, decision = ?2, score = ?3, judged = ?4, evidence = ?5
  WHERE side = ?6 AND a = ?7 AND b = ?8 AND (relation, decision, score, judged, evidence) IS NOT (?1, ?2, ?3, ?4, ?5)`

const SIDE_KEY = 'match_side'

/** Which side's pairs stand. */
export function readLiveSide(store: WriterStore): 0 | 1 {
  const row = store.get('SELECT CAST(value AS INTEGER) AS side FROM meta WHERE key = ?', SIDE_KEY)
  return row !== undefined && maybeNumberOf(row, 'side') === 1 ? 1 : 0
}

/** Has the pairs of the other side stand, in the transaction under way. */
export function turnSides(store: WriterStore): void {
  store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', SIDE_KEY, String(1 - readLiveSide(store)))
}

const CLEARED_TOGETHER = 5_000

/** Deletes some of the pairs that do not stand; whether there were any. */
export function clearOtherSide(store: WriterStore): boolean {
  const other = 1 - readLiveSide(store)
  if (store.get('SELECT 1 FROM match_pair WHERE side = ? LIMIT 1', other) === undefined) return false
  store.transaction(() => {
    store.run(
      `DELETE FROM match_pair WHERE side = ?1 AND a <= (SELECT max(a) FROM (SELECT a FROM match_pair WHERE side = ?1 ORDER BY a, b LIMIT ?2))`,
      other,
      CLEARED_TOGETHER,
    )
    return { visible: false }
  })
  return true
}
