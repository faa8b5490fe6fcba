import type { Dialect } from '../dialect.ts'
import { upgradeFromOutpost } from './upgrade-service.ts'

/** FutureGov's Outpost (Buckinghamshire): an envelope of 1.0 round whole records in words of its own. */
export const outpost: Dialect = {
  name: 'Outpost',
  family: 'Outpost',
  quirks: [],
  listIsDetail: true,
  isShapeOf: ({ has }) => has('organisation', 'target_directories', 'suitabilities', 'send_needs', 'age_band_all'),
  upgrade: upgradeFromOutpost,
}
