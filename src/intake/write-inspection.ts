import type { FeedSighting } from '../model/feed-observations.ts'
import type { NewInspection } from '../model/inspection.ts'
import { judgeFilterHonesty } from '../quality/judge-filter-honesty.ts'
import { judgeVerification } from '../quality/judge-verification.ts'
import type { WriterStore } from '../store/writer-store.ts'

/** What the writer does with looks at feeds. */
export function createInspectionWriter(store: WriterStore) {
  return {
    /** Judges what looking at a feed showed and keeps that; what it does not bring stays. */
    writeInspection(slug: string, sighting: FeedSighting): NewInspection {
      const inspection = judgeSighting(sighting)
      store.transaction(() => {
        writeInspection(store, slug, inspection)
        return { visible: true }
      })
      store.show()
      return inspection
    },
  }
}

/** What a look at a feed is worth: its verification, and how honest each filter is that was tried. */
function judgeSighting({ at, seen, filters }: FeedSighting): NewInspection {
  const verification = judgeVerification(seen, new Date(at))
  if (filters === undefined) return { verification }
  const judged = judgeFilterHonesty(filters).map((honesty) =>
    honesty.result === 'UNTESTED' ? honesty : { ...honesty, at },
  )
  return { verification, filters: judged }
}

/** Keeps what an inspection brought, and the first time the feed passed: no check failed (docs/standard.md 1.6). */
function writeInspection(store: WriterStore, slug: string, { verification, filters }: NewInspection): void {
  const passedAt = verification === undefined || verification.outcome === 'FAIL' ? null : verification.at
  store.run(
    `INSERT INTO inspection (fid, verification, filters, passed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (fid) DO UPDATE SET verification = coalesce(excluded.verification, verification),
       filters = coalesce(excluded.filters, filters), passed_at = coalesce(passed_at, excluded.passed_at)`,
    store.feedId(slug),
    verification === undefined ? null : JSON.stringify(verification),
    filters === undefined ? null : JSON.stringify(filters),
    passedAt,
  )
}
