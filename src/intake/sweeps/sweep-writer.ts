import type { Fault } from '../../model/feed.ts'
import type { FetchedBody, PageSummary } from '../../standard/reading-context.ts'
import type { WorkingFeeds } from '../feed-set.ts'
import type { Writing } from '../records/feed-records.ts'
import { dialectOf, endSweep, type SweepOutcome } from './end-sweep.ts'
import { beginSweep, takePage, type Sweep } from './sweep.ts'

/** What the writer does with passes over feeds' lists. Instants are RFC 3339. */
export function createSweepWriter(writing: Writing, { feedOf, sourceOf, attempt }: WorkingFeeds) {
  const { store } = writing
  const sweeps = new Map<string, Sweep>()
  /** Sweeps of which pages were lost after they were answered, with the reason: they can't be read to their end. */
  const lost = new Map<string, unknown>()
  store.onLost((error) => {
    for (const slug of sweeps.keys()) lost.set(slug, error)
  })

  function sweepOf(slug: string): Sweep {
    const sweep = sweeps.get(slug)
    if (sweep === undefined) throw new Error(`no sweep of ${slug} has begun`)
    if (lost.has(slug)) throw lost.get(slug)
    return sweep
  }

  return {
    /** A pass over a feed's list begins; an earlier one that did not end is forgotten. */
    beginSweep(slug: string, at: string): void {
      const { detected: _, ...feed } = feedOf(slug)
      lost.delete(slug)
      sweeps.set(slug, beginSweep(writing, feed, at))
    },
    /**
     * Reads a page of the sweep, in its first or a further pass over the list. Until a first list was read to its end its
     * records are visible at once; later ones wait for `endSweep`. Throws an `UnreadableBody` where it is no page.
     */
    readPage: (slug: string, body: FetchedBody, pass: number, at: string): PageSummary =>
      attempt(() => takePage(writing, sweepOf(slug), body, pass, at)),
    /** The list was read to its end, from `readFrom` on: makes it visible in one transaction, deletions included, or holds it back and says why. Shown when this returns where anything is another than before. */
    endSweep(slug: string, readFrom: string, at: string): SweepOutcome {
      const { visible, aged, ...outcome } = attempt(() =>
        endSweep(writing, { ...sweepOf(slug), startedAt: readFrom, source: sourceOf(slug) }, at),
      )
      // That all is as it was is shown with how the refresh went; whoever reads details looks for aged ones now.
      if (visible || aged > 0) store.show()
      sweeps.delete(slug)
      if (visible) store.optimize()
      return outcome
    },
    /** The list could not be read to its end: what was good stays. */
    failSweep(slug: string, fault: Fault, at: string): void {
      const sweep = sweeps.get(slug)
      sweeps.delete(slug)
      store.transaction(() => {
        store.run('DELETE FROM incoming WHERE fid = ?', store.feedId(slug))
        const state = store.syncState(slug)
        const sinceAttempt = {
          lastAttempt: state.lastAttempt ?? at,
          consecutiveFailures: state.consecutiveFailures + 1,
        }
        const spoken = sweep?.feed.detected === undefined ? {} : dialectOf(sweep.feed)
        store.saveSyncState(slug, { ...state, ...spoken, ...sinceAttempt, fault: { ...fault, at } })
        return { visible: true }
      })
      store.show()
    },
  }
}
