import { createEvidence } from './evidence.ts'
import type { MatchEvidence } from '../model/match.ts'
import type { MatchRecord } from './match-record.ts'
import { isDisjoint } from './read-ages.ts'
import type { MatchAges } from './read-ages.ts'

/** Evidence from whom and where two services are for: reach, declared areas, ages. */
export function compareScope(a: MatchRecord, b: MatchRecord): readonly MatchEvidence[] {
  return [...compareReach(a, b), ...comparePublishers(a, b), ...compareAges(a.ages, b.ages)]
}

function compareReach(a: MatchRecord, b: MatchRecord): readonly MatchEvidence[] {
  if (isEverywhere(a) && isEverywhere(b)) return [createEvidence('reach.everywhere', showReach(a), showReach(b))]
  if (a.national || b.national) return []
  const shared = a.areas.find((area) => b.areas.includes(area))
  if (shared !== undefined) return [createEvidence('area.same', shared, shared)]
  const other = a.areas.flatMap((left) =>
    b.areas.filter((right) => isComparable(left, right)).map((right) => [left, right]),
  )
  return other.map(([left, right]) => createEvidence('area.disjoint', left, right)).slice(0, 1)
}

/** A name and a code, or the codes of a district and of a county, may be of one ground; two names or two districts are not. */
function isComparable(a: string, b: string): boolean {
  const levelOf = (area: string): string => /^([EWSNK]\d\d)\d{6}$/.exec(area)?.[1] ?? 'name'
  return levelOf(a) === levelOf(b)
}

/** Both publishers are of one ground: an area of one is, or lies in, an area of the other. */
function comparePublishers(a: MatchRecord, b: MatchRecord): readonly MatchEvidence[] {
  const shared =
    a.areaCodes.find((code) => b.withinCodes.includes(code)) ?? b.areaCodes.find((code) => a.withinCodes.includes(code))
  return shared === undefined ? [] : [createEvidence('publisher.sameArea', shared, shared)]
}

/** Online or by phone without a local area, or for a whole country without a place of its own to go to. */
function isEverywhere(record: MatchRecord): boolean {
  return (
    (record.virtual && (record.areas.length === 0 || record.national)) || (record.national && record.sites.length === 0)
  )
}

function compareAges(a: MatchAges | undefined, b: MatchAges | undefined): readonly MatchEvidence[] {
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
