/** SKOS mapping relations, read from left to right: NARROW says that `to` is narrower than `from`. */
export type MappingRelation = 'EXACT' | 'CLOSE' | 'BROAD' | 'NARROW'

/** A judgement that two terms of different schemes belong together. */
export interface TermMapping {
  /** Canonical URIs. */
  readonly from: string
  readonly to: string
  readonly relation: MappingRelation
  readonly source: string
  readonly reviewer?: string
  /** `YYYY-MM-DD`. */
  readonly date?: string
  /** By equal labels alone: nobody has looked at it, and it is followed only where asked for. */
  readonly proposed: boolean
}
