// One of several serving sides over a folder that one keeper keeps: it asks that one, and follows its configuration. See gateway.ts.
import { join } from 'node:path'
import { openStore } from '../catalogue/open-store.ts'
import { withoutKeeper } from '../catalogue/without-keeper.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { type GatewayPowers, takeTaxonomies } from '../gateway.ts'
import type { Demand } from '../graphql/context.ts'
import { actingKeeper } from '../model/acting-keeper.ts'
import type { FreshnessWish, Keeper } from '../model/keeper.ts'
import type { RecordRef } from '../model/record.ts'
import { openServingSide, type ServingSide } from './serving-side.ts'
import { createDetailAges, isDetailWanted } from '../store/detail-state.ts'

/** A serving side that follows a keeper of another process. */
export interface FollowingGateway extends Omit<ServingSide, 'takeUp' | 'openAll' | 'observe'> {
  /** Takes up another configuration, terms and geography as they are imported now; the feeds that count stay. */
  takeUp(config: FeedsConfig): void
  /** Answers on from what is held, whatever becomes of the folder; nobody is asked any more. */
  release(): void
}

/** What a following gateway is opened with. */
export interface FollowingPowers extends Pick<GatewayPowers, 'dataDir' | 'log'> {
  /** The keeper to ask; `isWanted` says whether a service's detail, as it is held here, is to be asked for. */
  connect(isWanted: (ref: RecordRef, wish: FreshnessWish) => boolean): Keeper
  /** Who counts searches that find little. */
  readonly noteSearch: Demand['note']
}

/** Opens the catalogue beside its keeper, which has opened it. CatalogueFileError, ConfigError where it can't be read. */
export function openFollowingGateway(
  config: FeedsConfig,
  { dataDir, log, connect, noteSearch }: FollowingPowers,
): FollowingGateway {
  const taxonomies = takeTaxonomies(config, { dataDir, log })
  const file = join(dataDir, 'catalogue.sqlite')
  const store = openStore(file, () => keeper.noteDamage('CATALOGUE'))
  const detailAge = createDetailAges(store)
  const keeper = connect((ref, wish) => isDetailWanted(detailAge(ref), wish, Date.now()))
  let acting: Keeper = keeper
  const serving = openServingSide(config, taxonomies, {
    ...{ file, store, noteSearch },
    keeper: actingKeeper(() => acting),
    now: Date.now,
    isWriting: false,
  })
  serving.countFeeds()
  return {
    ...serving,
    takeUp: (next) => serving.takeUp(next, takeTaxonomies(next, { dataDir, log })),
    release() {
      acting = withoutKeeper(store, Date.now)
      serving.openAll()
    },
  }
}
