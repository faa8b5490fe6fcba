export type DeliveryClass = 'SITE' | 'SITE_AND_AREA' | 'AREA_ONLY' | 'NATIONAL' | 'VIRTUAL' | 'UNPLACED'

/** What a record shows of how it is delivered. */
export interface DeliveryEvidence {
  /** A physical site, placed or not. */
  readonly hasSite: boolean
  /** Declares a service area, resolved or not. */
  readonly hasDeclaredArea: boolean
  /** Declares a whole country or the UK. */
  readonly isNational: boolean
  /** Has a virtual location, or is attended online or by phone. */
  readonly isVirtual: boolean
}

/**
 * The class of a service from the evidence of all its records (docs/figures.md 2.2). NATIONAL: declares a country or the UK;
 * SITE_AND_AREA, SITE, AREA_ONLY: by site and declared area; VIRTUAL: neither, but a virtual location or attended online
 * or by phone; UNPLACED: none of these.
 */
export function deliveryClassOf(records: readonly DeliveryEvidence[]): DeliveryClass {
  if (records.some((record) => record.isNational)) return 'NATIONAL'
  const hasSite = records.some((record) => record.hasSite)
  const hasArea = records.some((record) => record.hasDeclaredArea)
  if (hasSite) return hasArea ? 'SITE_AND_AREA' : 'SITE'
  if (hasArea) return 'AREA_ONLY'
  return records.some((record) => record.isVirtual) ? 'VIRTUAL' : 'UNPLACED'
}

/** The column `service.delivery` is a position in this list. */
export const DELIVERY_CLASSES: readonly DeliveryClass[] = [
  'UNPLACED',
  'SITE',
  'SITE_AND_AREA',
  'AREA_ONLY',
  'NATIONAL',
  'VIRTUAL',
]
