import type { Dialect, PageShape } from '../dialect.ts'
import { isOf1 } from '../v1/oruk.ts'
import { upgradeService } from '../v1/upgrade-service.ts'

const BRITISH_DATE_TIME = /^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}:\d{2}$/

/** Porism's reference producer of 1.0: pages from 0 when asked to `include`, dates as dd/MM/yyyy HH:mm:ss. */
export const porism: Dialect = {
  name: 'Porism-1.0',
  family: '1.0',
  quirks: [],
  isShapeOf: (page) => isOf1(page) && (page.envelope['number'] === 0 || hasBritishDateTime(page)),
  upgrade: upgradeService,
}

function hasBritishDateTime({ items }: PageShape): boolean {
  return items.some((item) => typeof item['assured_date'] === 'string' && BRITISH_DATE_TIME.test(item['assured_date']))
}
