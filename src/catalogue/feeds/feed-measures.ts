import { measureAvailability, measureChurn, measureListDetail, shareOf, type MeasuredShare } from './measure-shares.ts'
import { parse } from '../../store/packed.ts'
import { unpackRaw } from '../../store/raw-record.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeTextOf, numberOf, textOf } from '../../store/row.ts'
import { LIVE_SIDE, MAY_BE_ONE } from '../../store/stored-pair.ts'
import type { PollWalk } from '../../store/poll.ts'
import { present } from '../../model/present.ts'

/** How a feed as a whole does (docs/figures.md 4.3). A value is absent where there is nothing to measure yet. */
export interface FeedMeasures {
  /** Refreshes of the last 30 days that read the list to its end, by all of them. */
  readonly availability: MeasuredShare
  /** Distinct ids on the list by the total it states; absent where it states none. */
  readonly pagingComplete?: MeasuredShare
  /** Ids met again on the list; absent before the first list. */
  readonly repeatedIds?: number
  /** Of the ids of the list before, those still there; absent before the second list. */
  readonly idStability?: MeasuredShare
  /** Sampled records whose list item and detail agree on all that both state. */
  readonly listDetail: MeasuredShare
  /** Records that look like another record of the same feed. */
  readonly duplicates: MeasuredShare
  /** Records added, changed and removed in a week, by records held. */
  readonly churnPerWeek: MeasuredShare
  /** Of the scores of active services, 0 to 100; absent where there are none. */
  readonly medianQuality?: number
}

const SAMPLED = 50
const DAY_MS = 86_400_000
const CHURN_DAYS = 28

/** Measures a feed by what its refreshes showed and what is held of it. */
export function measureFeed(store: ReaderStore, fid: number, nowMs: number): FeedMeasures {
  const polls = store.all('SELECT at, succeeded, ms, walk FROM poll WHERE fid = ? ORDER BY at DESC', fid)
  const walks = polls.flatMap((row): readonly PollWalk[] => {
    const walk = maybeTextOf(row, 'walk')
    return walk === undefined ? [] : [JSON.parse(walk)]
  })
  const firstRead = polls.findLast((row) => row['succeeded'] === 1)
  const medianQuality = readMedianQuality(store, fid)
  return {
    availability: measureAvailability(polls.map((row) => ({ succeeded: row['succeeded'] === 1 }))),
    ...measureWalks(walks),
    listDetail: sampleListDetail(store, fid),
    duplicates: countDuplicates(store, fid),
    churnPerWeek: countChurn(store, fid, firstRead === undefined ? undefined : textOf(firstRead, 'at'), nowMs),
    ...present({ medianQuality }),
  }
}

function measureWalks([last, before]: readonly PollWalk[]): Pick<
  FeedMeasures,
  'pagingComplete' | 'repeatedIds' | 'idStability'
> {
  if (last === undefined) return {}
  const { distinctIds, repeatedIds, totalItemsStated, removed } = last
  return {
    repeatedIds,
    ...(totalItemsStated === undefined ? {} : { pagingComplete: shareOf(distinctIds, totalItemsStated) }),
    ...(before === undefined
      ? {}
      : { idStability: shareOf(Math.max(0, before.distinctIds - removed), before.distinctIds) }),
  }
}

function sampleListDetail(store: ReaderStore, fid: number): MeasuredShare {
  const rows = store.all(
    'SELECT list, detail FROM record WHERE fid = ? AND list IS NOT NULL AND detail IS NOT NULL ORDER BY origin_id LIMIT ?',
    fid,
    SAMPLED,
  )
  return measureListDetail(
    rows
      .map(unpackRaw)
      .flatMap(({ list, detail }) =>
        list === undefined || detail === undefined ? [] : [{ list: parse(list), detail: parse(detail) }],
      ),
  )
}

function countDuplicates(store: ReaderStore, fid: number): MeasuredShare {
  const row =
    store.get(
      `WITH own AS (SELECT p.a, p.b FROM service x CROSS JOIN match_pair p ON p.side = ${LIVE_SIDE} AND p.a = x.sid AND ${MAY_BE_ONE}
           CROSS JOIN service y ON y.sid = p.b WHERE x.fid = ?1 AND y.fid = ?1)
       SELECT (SELECT count(*) FROM (SELECT a FROM own UNION SELECT b FROM own)) AS alike,
         (SELECT count(*) FROM service WHERE fid = ?1) AS held`,
      fid,
    ) ?? {}
  return shareOf(numberOf(row, 'alike'), numberOf(row, 'held'))
}

/** The first list is no churn: everything in it is new. */
function countChurn(store: ReaderStore, fid: number, firstRead: string | undefined, nowMs: number): MeasuredShare {
  if (firstRead === undefined) return shareOf(0, 0)
  const since = Math.max(Date.parse(firstRead), nowMs - CHURN_DAYS * DAY_MS)
  const row =
    store.get(
      `SELECT (SELECT count(*) FROM change WHERE fid = ?1 AND type = 'service' AND at > ?2) AS changes,
         (SELECT count(*) FROM service WHERE fid = ?1) AS held`,
      fid,
      new Date(since).toISOString(),
    ) ?? {}
  return measureChurn(numberOf(row, 'changes'), numberOf(row, 'held'), (nowMs - since) / DAY_MS)
}

function readMedianQuality(store: ReaderStore, fid: number): number | undefined {
  const row = store.get(
    `SELECT avg(quality) AS median FROM (SELECT quality FROM service WHERE fid = ?1 AND active = 1 ORDER BY quality
       LIMIT 2 - (SELECT count(*) FROM service WHERE fid = ?1 AND active = 1) % 2
       OFFSET max(0, ((SELECT count(*) FROM service WHERE fid = ?1 AND active = 1) - 1) / 2))`,
    fid,
  )
  const median = row?.['median']
  return typeof median === 'number' ? median : undefined
}
