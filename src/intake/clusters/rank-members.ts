import type { MatchFeed } from '../../merge/match-record.ts'
import { chooseRepresentative, type Listing, type ListingStanding } from '../../merge/survivorship.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import type { WriterStore } from '../../store/writer-store.ts'

interface MemberListing extends Listing {
  readonly sid: number
}

/** What records are ranked by besides themselves. */
export interface RankingContext {
  readonly feeds: readonly MatchFeed[]
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** Row numbers of a cluster's services, the preferred record first, then whichever would be preferred of the rest. */
export function rankMembers(
  store: WriterStore,
  members: readonly string[],
  { feeds, today }: RankingContext,
): readonly number[] {
  let left = readListings(store, members, feeds)
  const ranked: number[] = []
  for (;;) {
    const best = chooseRepresentative(left, today)
    if (best === undefined) return ranked
    ranked.push(best.sid)
    left = left.filter((each) => each !== best)
  }
}

function readListings(
  store: WriterStore,
  members: readonly string[],
  feeds: readonly MatchFeed[],
): readonly MemberListing[] {
  const feedOf = new Map(feeds.map((feed) => [feed.slug, feed]))
  return readWholeServices(store, members).map(({ sid, feed, originId, quality, service }) => ({
    ...{ sid, feed, originId, quality, service },
    standing: readStanding(store, sid, feedOf.get(feed)),
  }))
}

/** Row numbers of services rise with the time at which they were first seen, and are kept while a record is. */
function readStanding(store: WriterStore, sid: number, feed: MatchFeed | undefined): ListingStanding {
  const row = store.get(
    `SELECT min(l.rank) AS rank FROM service_location s JOIN location_area l USING (lid) JOIN area a USING (aid)
      WHERE s.sid = ? AND a.code IN (SELECT value FROM json_each(?)) HAVING count(*) > 0`,
    sid,
    JSON.stringify(feed?.areaCodes ?? []),
  )
  return {
    trust: feed?.trust ?? 0,
    ...(row === undefined ? {} : { areaRank: numberOf(row, 'rank') }),
    seen: sid,
  }
}

const STORED_STANDINGS = 'standings'

/**
 * Has the services of clusters matched again, a portion at a time, where the configuration gives feeds another trust or other
 * areas than when it was last asked.
 */
export function noteStandings(store: WriterStore, feeds: readonly MatchFeed[]): void {
  const stated = JSON.stringify(
    feeds.map(({ slug, trust = 0, areaCodes = [] }) => JSON.stringify([slug, trust, areaCodes])).toSorted(),
  )
  const held = store.get('SELECT value FROM meta WHERE key = ?', STORED_STANDINGS)
  if (held !== undefined && textOf(held, 'value') === stated) return
  store.transaction(() => {
    store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', STORED_STANDINGS, stated)
    if (held !== undefined) store.run('INSERT OR IGNORE INTO unmatched (uid) SELECT uid FROM service WHERE solo = 0')
    return { visible: false }
  })
}
