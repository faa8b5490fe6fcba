import { distanceMetres } from '../geography/distance.ts'
import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import type { MatchRecord } from './match-record.ts'
import type { MatchSite } from './read-sites.ts'

const ALL_AGREES: readonly EvidenceFeature[] = ['name.equal', 'contact.phone', 'link.page']
const SAME_BODY: readonly EvidenceFeature[] = ['organization.equal', 'organization.number']
/** A service that moves stays in reach of those who use it. */
const MOST_METRES = 20_000
/** One publisher heard of it later by so much: two that are kept at one time know of two places. */
const LEAST_DAYS = 28
const DAY_MS = 86_400_000

/**
 * True where one service moved house: one place each, elsewhere, with its own phone and page, which are given at no third
 * place, and one record newer than the other. `sites` is what comparing their places found.
 */
export function isMoved(
  a: MatchRecord,
  b: MatchRecord,
  evidence: readonly MatchEvidence[],
  sites: readonly MatchEvidence[],
): boolean {
  const features = new Set([...evidence, ...sites].map((each) => each.feature))
  if (!features.has('site.elsewhere') || features.has('area.disjoint') || a.feed === b.feed) return false
  if (!ALL_AGREES.every((each) => features.has(each)) || !SAME_BODY.some((each) => features.has(each))) return false
  const [[from, ...others], [to, ...more]] = [a.sites, b.sites]
  if (from === undefined || to === undefined || others.length + more.length > 0) return false
  return isInReach(from, to) && daysBetween(a.changedOn, b.changedOn) >= LEAST_DAYS
}

/** By their points; else by the letters with which their postcodes begin. */
function isInReach(a: MatchSite, b: MatchSite): boolean {
  if (a.latitude !== undefined && a.longitude !== undefined && b.latitude !== undefined && b.longitude !== undefined)
    return (
      distanceMetres(
        { latitude: a.latitude, longitude: a.longitude },
        { latitude: b.latitude, longitude: b.longitude },
      ) <= MOST_METRES
    )
  const areaOf = (site: MatchSite): string | undefined => /^[A-Z]+/.exec(site.postcode ?? '')?.[0]
  return areaOf(a) !== undefined && areaOf(a) === areaOf(b)
}

/** 0 where either is unknown. */
function daysBetween(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return 0
  const days = Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS
  return Number.isNaN(days) ? 0 : days
}
