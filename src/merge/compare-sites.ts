import { distanceMetres } from '../geography/distance.ts'
import { countEdits } from './compare-tokens.ts'
import { createEvidence } from './evidence.ts'
import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import type { MatchRecord } from './match-record.ts'
import type { MatchSite } from './read-sites.ts'

const SAME_BUILDING_METRES = 25
const NEAR_METRES = 150
/** Equal street addresses further apart than this are in two towns. */
const SAME_STREET_METRES = 1_000

/** Best first: of all pairs of places the best agreement counts, for a service with three sites may be listed with one. */
const ORDER: readonly EvidenceFeature[] = [
  'site.uprn',
  'site.address',
  'site.point',
  'site.postcode',
  'site.near',
  'site.otherPremise',
  'site.elsewhere',
]

/** The best agreement between any place of one and any of the other; empty where no two of them can be compared. */
export function compareSites(a: MatchRecord, b: MatchRecord): readonly MatchEvidence[] {
  let best: { readonly feature: EvidenceFeature; readonly left: MatchSite; readonly right: MatchSite } | undefined
  for (const left of a.sites) {
    for (const right of b.sites) {
      const feature = compareSite(left, right)
      if (feature !== undefined && (best === undefined || ORDER.indexOf(feature) < ORDER.indexOf(best.feature))) {
        best = { feature, left, right }
      }
    }
  }
  return best === undefined ? [] : [createEvidence(best.feature, show(best.left), show(best.right))]
}

function compareSite(a: MatchSite, b: MatchSite): EvidenceFeature | undefined {
  if (a.uprn !== undefined && a.uprn === b.uprn) return 'site.uprn'
  const metres = findMetres(a, b)
  const samePostcode = a.postcode !== undefined && a.postcode === b.postcode
  const otherPremise = a.premise !== undefined && b.premise !== undefined && a.premise !== b.premise
  if (isSameAddress(a, b, metres)) return 'site.address'
  if (metres !== undefined && metres <= SAME_BUILDING_METRES && !otherPremise) return 'site.point'
  if (samePostcode) return otherPremise ? 'site.otherPremise' : 'site.postcode'
  if (metres !== undefined) return metres <= NEAR_METRES ? 'site.near' : 'site.elsewhere'
  if (a.postcode !== undefined && b.postcode !== undefined) return 'site.elsewhere'
  return otherPremise && a.street !== undefined && b.street !== undefined ? 'site.elsewhere' : undefined
}

/** Premise number with the postcode, or with the street where no postcode or distance contradicts. */
function isSameAddress(a: MatchSite, b: MatchSite, metres: number | undefined): boolean {
  if (a.premise === undefined || a.premise !== b.premise) return false
  if (a.postcode !== undefined && a.postcode === b.postcode) return true
  if (!isSameStreet(a.street, b.street) || (metres !== undefined && metres > SAME_STREET_METRES)) return false
  // One letter apart is a slip of the pen or a neighbour's postcode; more is another town's High Street.
  return a.postcode === undefined || b.postcode === undefined || countEdits(a.postcode, b.postcode, 1) <= 1
}

function isSameStreet(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= 4 && (long.startsWith(short) || countEdits(short, long, 2) <= (short.length >= 8 ? 2 : 1))
}

function findMetres(a: MatchSite, b: MatchSite): number | undefined {
  if (a.latitude === undefined || a.longitude === undefined || b.latitude === undefined || b.longitude === undefined)
    return undefined
  return distanceMetres(
    { latitude: a.latitude, longitude: a.longitude },
    { latitude: b.latitude, longitude: b.longitude },
  )
}

function show(site: MatchSite): string {
  const point =
    site.latitude === undefined || site.longitude === undefined ? undefined : `${site.latitude},${site.longitude}`
  const address = [site.premise, site.street, site.postcode].filter((part) => part !== undefined).join(' ')
  return address === '' ? (point ?? `UPRN ${site.uprn ?? ''}`) : address
}
