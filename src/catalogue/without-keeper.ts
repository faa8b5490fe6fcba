import type { DetailFailure, Keeper } from '../model/keeper.ts'
import { createDetailAges, isDetailWanted } from '../store/detail-state.ts'
import type { ReaderStore } from '../store/reader-store.ts'

/**
 * Stands in for the keeper where a file is only read: no feed and no provider is asked, and nothing is known of either. A
 * request for a detail that is not held, or is older than it wishes, is answered by a failure that says so.
 */
export function withoutKeeper(store: ReaderStore, nowMs: () => number, whyNotAsked = NOT_ASKED): Keeper {
  const detailAge = createDetailAges(store)
  return {
    details: {
      async readThrough(refs, wish) {
        const wanted = refs.filter((ref) => isDetailWanted(detailAge(ref), wish, nowMs()))
        return {
          hasAsked: false,
          failures: [...new Set(wanted.map(({ feed }) => feed))].map((feed) => notAsked(feed, whyNotAsked)),
        }
      },
    },
    postcodes: { known: () => undefined, ask: () => undefined },
    traffic: () => undefined,
    reading: () => undefined,
    unwrittenFault: () => undefined,
    queued: () => 0,
    noteDamage: () => {},
    troubles: () => ({}),
    onReplaced: () => {},
    onGeneration: () => () => {},
  }
}

const NOT_ASKED =
  'This gateway reads what another one keeps, and asks no feed itself: ask the gateway that refreshes this data.'

function notAsked(feed: string, message: string): DetailFailure {
  return { feed, code: 'NOT_ASKED', message }
}
