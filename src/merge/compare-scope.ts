import { createEvidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { MatchRecord } from './match-record.ts'
import { isDisjoint } from './read-ages.ts'
import type { MatchAges } from './read-ages.ts'

/** Evidence from whom and where two services are for: reach, declared areas, ages. */
export function compareScope(a: MatchRecord, b: MatchRecord): readonly Evidence[] {
  return [...compareReach(a, b), ...compareAges(a.ages, b.ages)]
}

function compareReach(a: MatchRecord, b: MatchRecord): readonly Evidence[] {
  if (isEverywhere(a) && isEverywhere(b)) return [createEvidence('reach.everywhere', showReach(a), showReach(b))]
  if (a.areas.length === 0 || b.areas.length === 0 || a.national || b.national) return []
  const shared = a.areas.find((area) => b.areas.includes(area))
  return [
    createEvidence(shared === undefined ? 'area.disjoint' : 'area.same', shared ?? a.areas[0], shared ?? b.areas[0]),
  ]
}

/** Online or by phone without a local area, or for a whole country without a place of its own to go to. */
function isEverywhere(record: MatchRecord): boolean {
  return (
    (record.virtual && (record.areas.length === 0 || record.national)) || (record.national && record.sites.length === 0)
  )
}

function compareAges(a: MatchAges | undefined, b: MatchAges | undefined): readonly Evidence[] {
  if (a === undefined || b === undefined) return []
  if (isDisjoint(a, b)) return [createEvidence('ages.disjoint', showAges(a), showAges(b))]
  return a.from === b.from && a.to === b.to ? [createEvidence('ages.equal', showAges(a), showAges(b))] : []
}

function showAges(ages: MatchAges): string {
  return `${ages.from}–${ages.to ?? ''}`
}

function showReach(record: MatchRecord): string {
  return record.national ? 'national' : 'online or by phone'
}
