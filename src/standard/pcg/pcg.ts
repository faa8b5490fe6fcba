import type { Dialect } from '../dialect.ts'
import { upgradeService } from '../v1/upgrade-service.ts'

/** The 1.0 that Hull's supplier PCG (People Places Lives) speaks: totals in lower case, whole records in the list. */
export const pcg: Dialect = {
  name: 'PCG-1.0',
  family: '1.0',
  quirks: [],
  listIsDetail: true,
  isShapeOf: ({ envelope }) => 'totalelements' in envelope || 'totalpages' in envelope,
  upgrade: upgradeService,
}
