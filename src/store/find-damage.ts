import { DatabaseSync } from 'node:sqlite'
import { isDamage, isGone } from './damage.ts'

/** Names of the tables whose pages or indexes are not what they should be, as far as SQLite's quick check finds out; empty where all are sound. */
export function findDamage(file: string): readonly string[] {
  let db: DatabaseSync | undefined
  try {
    const opened = new DatabaseSync(file, { readOnly: true })
    db = opened
    const rows = opened.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all()
    // One by one, so that the writer's log can be folded in between.
    return rows.map(({ name }) => String(name)).filter((name) => !isSound(opened, name))
  } catch (error) {
    if (isDamage(error) || isGone(error, file)) return ['sqlite_master']
    throw error
  } finally {
    db?.close()
  }
}

function isSound(db: DatabaseSync, table: string): boolean {
  try {
    return db
      .prepare(`PRAGMA quick_check("${table}")`)
      .all()
      .every((row) => row['quick_check'] === 'ok')
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}
