import { fieldNames } from '../field-names.ts'
import type { Dialect, PageShape } from '../dialect.ts'

const ONLY_IN_31 = ['additional_urls', 'capacities']
// What HSDS has and the UK profile took out.
const ONLY_IN_HSDS = fieldNames(
  '',
  'alternate_name',
  'application_process',
  'eligibility_description',
  'fees_description',
  'interpretation_services',
  '',
  'licenses metadata phones program program_id required_documents wait_time',
)
const ONLY_IN_3 = fieldNames(
  'organization_id assurer_email last_modified alert schedules funding attributes',
  'minimum_age maximum_age',
)

/** Whether a page is of HSDS 3.x rather than of 1.0: by its envelope, or by properties that 1.0 has not. */
export function isOf3({ envelope, listName, has }: PageShape): boolean {
  if ('totalElements' in envelope || listName === 'content') return false
  return listName === 'contents' || 'total_items' in envelope || has(...ONLY_IN_3, ...ONLY_IN_HSDS, ...ONLY_IN_31)
}

/** HSDS 3.1, known by the objects it added. */
export const hsds31: Dialect = {
  name: 'HSDS-3.1',
  family: '3.x',
  quirks: [],
  isShapeOf: (page) => isOf3(page) && page.has(...ONLY_IN_31),
}

/** HSDS 3.0, known by what the UK profile took out of it. */
export const hsds30: Dialect = {
  name: 'HSDS-3.0',
  family: '3.x',
  quirks: [],
  isShapeOf: (page) => isOf3(page) && page.has(...ONLY_IN_HSDS),
}

/** The UK profile of HSDS 3.0, and whatever no other dialect owns. */
export const hsdsUk30: Dialect = { name: 'HSDS-UK-3.0', family: '3.x', quirks: [], isShapeOf: isOf3 }
