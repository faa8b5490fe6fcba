import type { ReadingContext } from '../../standard/reading-context.ts'
import { UnreadableBody } from '../../standard/reading-context.ts'
import { readDetail } from '../../standard/read-detail.ts'
import { openForWriting } from '../tables.ts'
import type { ArrivedDetail, CatalogueWriter, DetailFault, Fault } from './catalogue-writer.ts'
import { applyDetail, noteIssue, type WriterFeed, type Writing } from './feed-records.ts'
import { settleFeeds, writerFeed } from './feed-set.ts'
import { endSweep } from './end-sweep.ts'
import { beginSweep, takePage, type Sweep } from './sweep.ts'
import { reindexMovedTerms } from './write-indexes.ts'
import { createTermWriter } from './write-terms.ts'
import { createWriterStore } from './writer-store.ts'

/** Opens the catalogue's file and serves its writing side; CatalogueFileError where the file can't be used. */
export function createWriter(file: string): CatalogueWriter {
  const { db, rebuild } = openForWriting(file)
  const store = createWriterStore(db)
  const writing: Writing = { store, terms: createTermWriter(store) }
  const contexts = new Map<string, ReadingContext>()
  const sweeps = new Map<string, Sweep>()
  let isRebuild = rebuild

  function contextOf(slug: string): ReadingContext {
    const context = contexts.get(slug)
    if (context === undefined) throw new Error(`no feed ${slug} is set`)
    return context
  }

  function sweepOf(slug: string): Sweep {
    const sweep = sweeps.get(slug)
    if (sweep === undefined) throw new Error(`no sweep of ${slug} has begun`)
    return sweep
  }

  /** What was remembered in a transaction that did not happen is forgotten with it. */
  function guarded<T>(change: () => T): T {
    try {
      return change()
    } catch (error) {
      writing.terms.forget()
      throw error
    }
  }

  return {
    async setFeeds(feeds) {
      contexts.clear()
      for (const context of feeds) contexts.set(context.feed, context)
      guarded(() => settleFeeds(writing, feeds, isRebuild))
      isRebuild = false
    },
    async beginSweep(slug, at) {
      const { detected: _, ...feed } = writerFeed(writing, contextOf(slug))
      sweeps.set(slug, beginSweep(writing, feed, at))
    },
    async readPage(slug, body, pass, at) {
      return guarded(() => takePage(writing, sweepOf(slug), body, pass, at))
    },
    async endSweep(slug, at) {
      const outcome = guarded(() => endSweep(writing, sweepOf(slug), at))
      sweeps.delete(slug)
      db.exec('PRAGMA optimize')
      return outcome
    },
    async failSweep(slug, fault, at) {
      sweeps.delete(slug)
      store.transaction(() => {
        store.run('DELETE FROM incoming WHERE fid = ?', store.feedId(slug))
        const state = store.syncState(slug)
        const sinceAttempt = {
          lastAttempt: state.lastAttempt ?? at,
          consecutiveFailures: state.consecutiveFailures + 1,
        }
        store.saveSyncState(slug, { ...state, ...sinceAttempt, fault: { ...fault, at } })
        return { visible: true }
      })
    },
    async writeDetails(slug, details, at) {
      return guarded(() => writeDetails(writing, writerFeed(writing, contextOf(slug)), details, at))
    },
    async close() {
      db.close()
    },
  }
}

function writeDetails(
  writing: Writing,
  feed: WriterFeed,
  details: readonly ArrivedDetail[],
  at: string,
): readonly DetailFault[] {
  const faults: DetailFault[] = []
  writing.store.transaction(() => {
    let visible = false
    for (const { originId, body } of details) {
      const detail = body === undefined ? undefined : readBody(feed, originId, body)
      if (detail !== undefined && 'code' in detail) faults.push({ originId, ...detail })
      if (detail !== undefined && 'issue' in detail) noteIssue(writing.store, feed, { ...detail, originId }, false)
      const usable = detail !== undefined && 'raw' in detail ? detail : undefined
      visible = applyDetail(writing, feed, originId, usable, at) === 'changed' || visible
    }
    reindexMovedTerms(writing.store, writing.terms)
    return { visible }
  })
  return faults
}

/** A body that can't be read is that record's fault alone: its list item stands. */
function readBody(
  feed: WriterFeed,
  originId: string,
  body: NonNullable<ArrivedDetail['body']>,
): ReturnType<typeof readDetail> | Fault {
  try {
    return readDetail(body, originId, { ...feed, ...(feed.detected === undefined ? {} : { dialect: feed.detected }) })
  } catch (error) {
    if (error instanceof UnreadableBody) return { code: error.code, message: error.message }
    throw error
  }
}
