import { readDetail } from '../../standard/read-detail.ts'
import { type FetchedBody, UnreadableBody } from '../../standard/reading-context.ts'
import type { Fault } from '../../model/feed.ts'
import type { WorkingFeeds } from '../feed-set.ts'
import { applyDetail, type WriterFeed, type Writing, reapplyBorrowers } from './feed-records.ts'
import { noteIssue } from './note-issue.ts'
import { reindexMovedTerms } from './write-indexes.ts'
import { present } from '../../model/present.ts'

interface ArrivedDetail {
  readonly originId: string
  /** Absent: the feed has none. */
  readonly body?: FetchedBody
}

interface DetailFault extends Fault {
  readonly originId: string
}

/** What the writer does with details. */
export function createDetailWriter(writing: Writing, { feedOf, attempt }: WorkingFeeds) {
  return {
    /** Reads details; those that can't be read are named, and their list items stand. Visible when this returns where somebody waits for them. */
    writeDetails(
      slug: string,
      details: readonly ArrivedDetail[],
      at: string,
      isAwaited = false,
    ): readonly DetailFault[] {
      const faults = attempt(() => writeDetails(writing, feedOf(slug), details, at))
      if (isAwaited) writing.store.show()
      return faults
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
    reapplyBorrowers(writing, feed, at)
    reindexMovedTerms(writing.store, writing.terms)
    return { visible }
  })
  return faults
}

/** A body that can't be read is that record's fault alone: its list item stands. */
function readBody(feed: WriterFeed, originId: string, body: FetchedBody): ReturnType<typeof readDetail> | Fault {
  try {
    return readDetail(body, originId, { ...feed, ...present({ dialect: feed.detected }) })
  } catch (error) {
    if (error instanceof UnreadableBody) return { code: error.code, message: error.message }
    throw error
  }
}
