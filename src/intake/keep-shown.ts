import type { Shown, ShownMark } from '../store/shown-mark.ts'
import type { SyncState } from '../store/sync-state.ts'
import { textOf } from '../store/row.ts'
import type { WriterStore } from '../store/writer-store.ts'

/** A catalogue that is older than what was shown from it: its log was lost, or an older copy lies in its place. */
export interface OlderThanShown {
  readonly held: Shown
  readonly shown: Shown
}

/**
 * Notes from now on how far a catalogue has been shown. Where it was shown further than it is, no number is given out twice, every feed is to be
 * asked at once, and what was found is the answer.
 */
export function keepShown(store: WriterStore, mark: ShownMark): OlderThanShown | undefined {
  store.onShown(() => mark.note(shownOf(store)))
  const [held, shown] = [shownOf(store), mark.read()]
  if (shown === undefined || (shown.generation <= held.generation && shown.change <= held.change)) return undefined
  store.transaction(() => {
    const generation = Math.max(held.generation, shown.generation)
    store.run("UPDATE meta SET value = ? WHERE key = 'generation'", String(generation))
    store.run("DELETE FROM sqlite_sequence WHERE name = 'change'")
    store.run("INSERT INTO sqlite_sequence VALUES ('change', ?)", Math.max(held.change, shown.change))
    for (const row of store.all('SELECT slug, sync FROM feed')) {
      // Without its source it counts as not asked yet.
      const { source: _, ...state }: SyncState = JSON.parse(textOf(row, 'sync'))
      store.saveSyncState(textOf(row, 'slug'), state)
    }
    return { visible: true }
  })
  store.show()
  return { held, shown }
}

function shownOf(store: WriterStore): Shown {
  return {
    generation: Number(store.get("SELECT value FROM meta WHERE key = 'generation'")?.['value'] ?? 0),
    change: Number(store.get("SELECT seq FROM sqlite_sequence WHERE name = 'change'")?.['seq'] ?? 0),
  }
}
