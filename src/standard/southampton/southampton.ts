import type { Dialect } from '../dialect.ts'
import { upgradeFromSouthampton } from './upgrade-service.ts'

/** Southampton's 1.0: whole records in the list, spellings of its own, childcare questions beside the standard. */
export const southampton: Dialect = {
  name: 'Southampton-1.0',
  family: '1.0',
  quirks: [],
  listIsDetail: true,
  isShapeOf: ({ has }) => has('hide_address', 'school_pickups', 'eligible_for34_yo_funding', 'extra_section_heading'),
  upgrade: upgradeFromSouthampton,
}
