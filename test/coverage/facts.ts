import { groupBits, type FieldGroup, type RecordFacts } from '../../src/catalogue/figures/record-facts.ts'

/** A record with everything unsaid as a test wants it. */
export function facts(
  record: number,
  told: Partial<Omit<RecordFacts, 'groups' | 'record'>> & { readonly states?: readonly FieldGroup[] } = {},
): RecordFacts {
  const { states = [], ...rest } = told
  return { record, cluster: record, feed: 'north', delivery: 'SITE', groups: groupBits(states), ...rest }
}
