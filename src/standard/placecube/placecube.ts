import type { Dialect } from '../dialect.ts'
import { isOf1 } from '../v1/oruk.ts'
import { upgradeService } from '../v1/upgrade-service.ts'
import { isOf3 } from '../v3/hsds.ts'

const OWN = ['pc_metadata', 'pc_targetAudience', 'pc_attendingAccess_additionalInfo']

/** Placecube's 3.0: the UK profile with `pc_` properties beside it, which stay in the extensions. */
export const placecube3: Dialect = {
  name: 'Placecube-3.0',
  family: '3.x',
  quirks: ['audience-as-terms', 'hierarchy-in-labels'],
  isShapeOf: (page) => page.has(...OWN) && !isOf1(page) && isOf3(page),
}

/** Placecube's 1.0, with the same properties. */
export const placecube1: Dialect = {
  name: 'Placecube-1.0',
  family: '1.0',
  quirks: ['audience-as-terms', 'hierarchy-in-labels'],
  isShapeOf: (page) => page.has(...OWN),
  upgrade: upgradeService,
}
