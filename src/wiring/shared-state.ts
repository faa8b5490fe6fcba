// What machines share besides the catalogue's rows, as one of them has it: the feeds file, and what files state of terms. See shipped-gateway.ts.
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { ShipSettings } from '../config/settings.ts'
import { sharedConfigOf } from '../config/shared-config.ts'
import { type GatewayPowers, takeTaxonomies } from '../gateway.ts'
import type { Postgres } from '../ship/postgres.ts'
import type { TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import { SHARED_CONFIG, shareFiles } from './share-files.ts'

/** What a gateway shares its catalogue with. */
export interface ShipPowers extends ShipSettings {
  /** This machine's own feeds file: what is edited there counts for all. */
  readonly feedsConfigPath: string
  /** Reads a feeds file that stands for this machine's own. ConfigError where it can't be used. */
  readConfig(path: string): Promise<FeedsConfig>
}

/** The configuration and the terms in use. */
export interface SharedState {
  config(): FeedsConfig
  taxonomies(): TaxonomySet
  /** Takes up what lies beside the catalogue as all have it now; whether that is another than before. One after the other. */
  take(): Promise<boolean>
  /** Another configuration of this machine's own. */
  put(config: FeedsConfig): void
}

/** Begins with this machine's own, which stands until `take`. */
export function createSharedState(
  initial: { readonly config: FeedsConfig; readonly taxonomies: TaxonomySet },
  powers: GatewayPowers,
  ship: ShipPowers,
  postgres: Postgres,
): SharedState {
  const { dataDir, log } = powers
  const files = shareFiles({ ...ship, dataDir, postgres, log })
  let { config, taxonomies } = initial
  let syncing: Promise<readonly string[]> = Promise.resolve([])
  return {
    config: () => config,
    taxonomies: () => taxonomies,
    async take() {
      // What failed before was said to who asked then.
      const taken = await (syncing = syncing.catch(() => []).then(() => files.sync()))
      if (taken.includes(SHARED_CONFIG)) config = await ship.readConfig(sharedConfigOf(dataDir))
      if (taken.length > 0) taxonomies = takeTaxonomies(config, powers)
      return taken.length > 0
    },
    put(next) {
      taxonomies = takeTaxonomies(next, powers)
      config = next
    },
  }
}
