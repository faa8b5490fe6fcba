import type { FeedSighting } from '../model/feed-observations.ts'
import type { NewInspection, RootStatement } from '../model/inspection.ts'
import { present } from '../model/present.ts'
import { judgeFilterHonesty } from '../quality/judge-filter-honesty.ts'
import { judgeVerification } from '../quality/judge-verification.ts'
import { parseBody } from '../standard/parse-json.ts'
import { readRoot } from '../standard/read-root.ts'
import { type FetchedBody, UnreadableBody } from '../standard/reading-context.ts'
import type { WriterStore } from '../store/writer-store.ts'

const DAY_MS = 86_400_000

/** What the writer does with looks at feeds. Instants are RFC 3339. */
export function createInspectionWriter(store: WriterStore) {
  return {
    /** Whether a day has passed since the feed's root document was last asked for, by a refresh or an inspection. */
    wantsRoot(slug: string, at: string): boolean {
      const asked = store.syncState(slug).root?.at
      return asked === undefined || Math.abs(Date.parse(at) - Date.parse(asked)) >= DAY_MS
    },
    /** Keeps that the root document was asked for, and what it states; without a body, or where that is no document, what it stated before stands. */
    keepRoot(slug: string, body: FetchedBody | undefined, at: string): void {
      const stated = body === undefined ? undefined : statedBy(body)
      store.transaction(() => {
        return { visible: keepRoot(store, slug, stated, at) }
      })
    },
    /** Judges what looking at a feed showed and keeps that; what it does not bring stays. */
    writeInspection(slug: string, sighting: FeedSighting): NewInspection {
      const inspection = judgeSighting(sighting)
      store.transaction(() => {
        writeInspection(store, slug, inspection)
        keepRoot(store, slug, inspection.verification?.stated, sighting.at)
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

/** Whether it states other than before. */
function keepRoot(store: WriterStore, slug: string, stated: RootStatement | undefined, at: string): boolean {
  const state = store.syncState(slug)
  const before = state.root?.stated
  store.saveSyncState(slug, { ...state, root: { at, ...present({ stated: stated ?? before }) } })
  return stated !== undefined && JSON.stringify(stated) !== JSON.stringify(before)
}

function statedBy(body: FetchedBody): RootStatement | undefined {
  try {
    return readRoot(parseBody(body).value)
  } catch (error) {
    if (error instanceof UnreadableBody) return undefined
    throw error
  }
}
