import type { RecordFacts } from '../../src/catalogue/figures/record-facts.ts'
import { groupBits, type FieldGroup } from '../../src/model/field-groups.ts'

/** A record with everything unsaid as a test wants it. */
export function facts(
  record: number,
  stated: Partial<Omit<RecordFacts, 'groups' | 'record'>> & { readonly states?: readonly FieldGroup[] } = {},
): RecordFacts {
  const { states = [], ...rest } = stated
  return { record, cluster: record, feed: 'north', delivery: 'SITE', groups: groupBits(states), ...rest }
}
