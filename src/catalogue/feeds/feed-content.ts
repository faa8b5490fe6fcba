import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'
import { CONTENT_FLAGS } from '../../facts/content-flags.ts'
import type { QualityBandCounts } from '../../model/quality.ts'
import { present } from '../../model/present.ts'

/** What a feed's active services hold; a share is 0 to 1, and absent where there are none. */
export interface FeedContent {
  readonly shares: Readonly<Partial<Record<keyof typeof CONTENT_FLAGS, number>>>
  readonly freshness: Freshness
  /** Services by the band of their quality; absent where none is scored. */
  readonly qualityBands?: QualityBandCounts
  /** Names of declared areas that no gazetteer knows, the most frequent first. */
  readonly unresolvedAreaNames: readonly NameCount[]
  /** Terms that are of no shared scheme and lead to none over reviewed mappings, by name, the most frequent first. */
  readonly unmappedTerms: readonly NameCount[]
}

/** Services by the age of their assurance in days (docs/figures.md M18); one of the future is not known. */
interface Freshness {
  readonly d90: number
  readonly d180: number
  readonly d365: number
  readonly older: number
  readonly unknown: number
}

interface NameCount {
  readonly name: string
  readonly count: number
}

/** What other rooms know of a feed's content; each is asked at most once per generation. */
export interface ContentSources {
  readonly qualityBands?: (fid: number) => QualityBandCounts | undefined
  readonly unresolvedAreaNames?: (fid: number) => readonly NameCount[]
  readonly unmappedTerms?: (fid: number) => readonly NameCount[]
}

const DAY_MS = 86_400_000
const MOST_NAMES = 50

/** What a feed holds, counted once per generation and day. */
export function feedContent(store: ReaderStore, fid: number, nowMs: number, sources: ContentSources = {}): FeedContent {
  const today = new Date(Math.floor(nowMs / DAY_MS) * DAY_MS).toISOString().slice(0, 10)
  return store.remember(`content ${fid} ${today}`, () => {
    // First, for they are counted in steps of all feeds together, and asked for again when those are done.
    const unmappedTerms = sources.unmappedTerms?.(fid).slice(0, MOST_NAMES) ?? []
    const unresolvedAreaNames = sources.unresolvedAreaNames?.(fid).slice(0, MOST_NAMES) ?? []
    const qualityBands = sources.qualityBands?.(fid)
    return { ...countContent(store, fid, today), ...present({ qualityBands }), unresolvedAreaNames, unmappedTerms }
  })
}

function countContent(store: ReaderStore, fid: number, today: string): Pick<FeedContent, 'shares' | 'freshness'> {
  const names = Object.keys(CONTENT_FLAGS) as (keyof typeof CONTENT_FLAGS)[]
  const sums = names.map((name) => `coalesce(sum((c.flags & ${CONTENT_FLAGS[name]}) <> 0), 0) AS ${name}`)
  const row =
    store.get(
      `SELECT count(*) AS services, ${sums.join(', ')},
         coalesce(sum(age BETWEEN 0 AND 90), 0) AS d90, coalesce(sum(age > 90 AND age <= 180), 0) AS d180,
         coalesce(sum(age > 180 AND age <= 365), 0) AS d365, coalesce(sum(age > 365), 0) AS older
       FROM (SELECT sid, julianday(?2) - julianday(nullif(assured, '')) AS age FROM service WHERE fid = ?1 AND active = 1)
         LEFT JOIN service_content c USING (sid)`,
      fid,
      today,
    ) ?? {}
  const services = numberOf(row, 'services')
  const [d90, d180, d365, older] = [
    numberOf(row, 'd90'),
    numberOf(row, 'd180'),
    numberOf(row, 'd365'),
    numberOf(row, 'older'),
  ]
  return {
    shares: services === 0 ? {} : Object.fromEntries(names.map((name) => [name, numberOf(row, name) / services])),
    freshness: { d90, d180, d365, older, unknown: services - d90 - d180 - d365 - older },
  }
}
