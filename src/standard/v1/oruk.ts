import { fieldNames } from '../field-names.ts'
import type { Dialect, PageShape } from '../dialect.ts'
import { upgradeService } from './upgrade-service.ts'

const ONLY_IN_1 = fieldNames(
  'deliverable_type attending_type attending_access eligibilitys eligibilities regular_schedules',
  'holiday_schedules fundings service_taxonomys service_taxonomies link_taxonomy reviews',
)

/** Whether a page is of ORUK 1.0: by its envelope, or by properties that 3.x dropped. */
export function isOf1({ envelope, listName, has }: PageShape): boolean {
  return 'totalElements' in envelope || listName === 'content' || has(...ONLY_IN_1)
}

/** Open Referral UK 1.0 as specified. */
export const oruk1: Dialect = { name: 'ORUK-1.0', family: '1.0', quirks: [], isShapeOf: isOf1, upgrade: upgradeService }
