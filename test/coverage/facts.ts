import {
  groupBits,
  type EvidenceBasis,
  type FieldGroup,
  type RecordFacts,
} from '../../src/catalogue/figures/record-facts.ts'
import type { Cluster } from '../../src/coverage/cluster.ts'

/** A record with everything unsaid as a test wants it. */
export function facts(
  record: number,
  told: Partial<Omit<RecordFacts, 'groups' | 'record'>> & { readonly states?: readonly FieldGroup[] } = {},
): RecordFacts {
  const { states = [], ...rest } = told
  return { record, cluster: record, feed: 'north', delivery: 'SITE', groups: groupBits(states), ...rest }
}

/** A cluster whose records all count, by the basis given. */
export function cluster(records: readonly RecordFacts[], basis: EvidenceBasis = 'LOCATED'): Cluster {
  return { records, bases: records.map(() => basis) }
}
