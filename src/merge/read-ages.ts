import type { Service } from '../model/service.ts'

/** Ages served in years, both ends included; no upper end stated: `to` is absent. */
export interface MatchAges {
  readonly from: number
  readonly to?: number
}

/** The ages that a service is for; undefined where it gives none, or none that are certain. */
export function readAges(
  service: Pick<Service, 'minimumAge' | 'maximumAge' | 'hasUnreadableAges'>,
): MatchAges | undefined {
  const { minimumAge: from = 0, maximumAge: to } = service
  if (service.hasUnreadableAges) return undefined
  if (service.minimumAge === undefined && to === undefined) return undefined
  if (to === undefined) return { from }
  return from <= to ? { from, to } : undefined
}

/** True where no age is served by both. */
export function isDisjoint(a: MatchAges, b: MatchAges): boolean {
  return (a.to ?? Number.POSITIVE_INFINITY) < b.from || (b.to ?? Number.POSITIVE_INFINITY) < a.from
}
