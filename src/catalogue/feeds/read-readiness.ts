import { DamagedDataError } from '../../model/damaged-data-error.ts'
import type { Troubles } from '../../model/keeper.ts'
import { present } from '../../model/present.ts'
import type { Readiness } from '../../model/readiness.ts'
import { describeRebuild } from '../../store/describe-rebuild.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { CatalogueReader, FeedStanding } from '../catalogue-reader.ts'

/**
 * Ready once anything of any feed is held, the files are sound as far as is known, and no tables are being filled again; which
 * feeds fail, and since when, and what can't be written, is said in either case.
 */
export function readReadiness(store: ReaderStore, reader: CatalogueReader, troubles: Troubles): Readiness {
  const warning = present({ warning: troubles.writing })
  const damage = troubles.catalogue ?? troubles.geography
  if (damage !== undefined) return { ready: false, reason: damage, ...warning }
  try {
    const standings = reader.feeds.feedStandings()
    const isHeld = standings.some(({ state }) => state !== 'MISSING')
    const unread = isHeld ? undefined : 'No feed has been read yet: see feeds { report { reason } }.'
    const reason = describeRebuild(store) ?? unread
    const failing = failingFeeds(standings)
    return {
      ready: reason === undefined,
      ...present({ reason }),
      ...warning,
      ...(failing.length > 0 && { failing }),
    }
  } catch (error) {
    if (error instanceof DamagedDataError) return { ready: false, reason: error.message, ...warning }
    throw error
  }
}

/** Feeds that fail or are not up to date. One that is read for the first time and has not failed does neither. */
export function failingFeeds(standings: readonly FeedStanding[]): NonNullable<Readiness['failing']> {
  return standings
    .filter(({ state, consecutiveFailures }) => consecutiveFailures > 0 || state === 'STALE')
    .map(failingFeed)
}

function failingFeed(standing: FeedStanding) {
  const { slug: feed, state, consecutiveFailures, lastErrorCode, lastErrorMessage, asOf: since } = standing
  const fault = consecutiveFailures > 0 ? { code: lastErrorCode, message: lastErrorMessage } : {}
  return { feed, state, ...present({ ...fault, since }) }
}
