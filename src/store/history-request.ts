import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ReaderStore } from './reader-store.ts'
import { numberOf, textOf } from './row.ts'

/** The file beside a catalogue by which a command asks the gateway that keeps it to look at the figures. */
export function historyRequestOf(catalogueFile: string): string {
  return join(dirname(catalogueFile), 'history.request')
}

/** Asks for a look; `at` is RFC 3339. */
export function requestLook(catalogueFile: string, at: string): void {
  writeFileSync(historyRequestOf(catalogueFile), `${at}\n`, { mode: 0o600 })
}

/** When the figures were last looked at, RFC 3339; undefined before the first time. */
export function readLastLook(store: Pick<ReaderStore, 'get'>): string | undefined {
  const row = store.get('SELECT at FROM observation ORDER BY observed DESC LIMIT 1')
  return row === undefined ? undefined : textOf(row, 'at')
}

/** One look, and how much of what it saw was not as before. */
export interface Look {
  readonly id: number
  /** RFC 3339. */
  readonly at: string
  readonly generation: number
  /** Of which anything was ever counted, up to then. */
  readonly areas: number
  readonly changed: number
}

/** All looks, in the order in which they were taken. */
export function readLooks(store: Pick<ReaderStore, 'all'>): readonly Look[] {
  return store
    .all(
      `WITH added AS MATERIALIZED (SELECT observed, count(*) AS n FROM observed_count GROUP BY observed),
         first AS MATERIALIZED (SELECT area, min(observed) AS since FROM observed_count GROUP BY area)
       SELECT o.observed, o.at, o.generation, coalesce(a.n, 0) AS changed, (SELECT count(*) FROM first f WHERE f.since <= o.observed) AS areas
       FROM observation o LEFT JOIN added a ON a.observed = o.observed ORDER BY o.observed`,
    )
    .map((row) => ({
      id: numberOf(row, 'observed'),
      at: textOf(row, 'at'),
      generation: numberOf(row, 'generation'),
      areas: numberOf(row, 'areas'),
      changed: numberOf(row, 'changed'),
    }))
}
