import { createEvidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { MatchRecord } from './match-record.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Evidence from the two records themselves: one UUID, which nobody gives twice by chance, and one description. */
export function compareRecords(a: MatchRecord, b: MatchRecord): readonly Evidence[] {
  const isSameId = a.feed !== b.feed && UUID.test(a.originId) && a.originId.toLowerCase() === b.originId.toLowerCase()
  const isSameText = a.descriptionKey !== undefined && a.descriptionKey === b.descriptionKey
  return [
    ...(isSameId ? [createEvidence('record.id', a.originId, b.originId)] : []),
    ...(isSameText ? [createEvidence('record.description')] : []),
  ]
}
