/** A taxonomy term as one record of one feed publishes it, before the catalogue gives it its canonical URI (HSDS `taxonomy_term`). */
export interface StatedTerm {
  /** The publisher's id as text: a UUID, a number, a CURIE or already a URI. */
  readonly id?: string
  readonly code?: string
  readonly name?: string
  readonly description?: string
  readonly language?: string
  /** `term_uri` as published, only where it is a URI. */
  readonly termUri?: string
  /** Publisher's ids of broader terms. */
  readonly parentIds?: readonly string[]
  /** Broader terms stated in place (1.0 `parent`, labels with `>`). */
  readonly parents?: readonly StatedTerm[]
  /** The scheme: `taxonomy`, 1.0 `vocabulary`, or the name of `taxonomy_detail`. */
  readonly taxonomy?: StatedTaxonomy
}

/** A scheme of terms as one record describes it (HSDS `taxonomy`, ORUK 1.0 `vocabulary`). */
export interface StatedTaxonomy {
  readonly id?: string
  readonly name?: string
  readonly description?: string
  readonly uri?: string
  readonly version?: string
}

/** HSDS `attribute`: links a record, or an object inside one, to a term or a value. */
export interface Attribute extends Extended {
  readonly id?: string
  readonly linkType?: string
  readonly linkEntity?: string
  readonly value?: string
  readonly label?: string
  readonly taxonomyTerm?: StatedTerm
  /** Canonical URI of the term; set by the catalogue when the record is written, absent in a reading. */
  readonly termUri?: string
}

/** HSDS `metadata`: one change to one field. `updatedBy` names a person and is withheld unless the configuration shows it. */
export interface Metadata extends Extended {
  readonly id?: string
  readonly resourceId?: string
  readonly resourceType?: string
  readonly lastActionDate?: string
  readonly lastActionType?: string
  readonly fieldName?: string
  readonly previousValue?: string
  readonly replacementValue?: string
  readonly updatedBy?: string
}

/** A publisher's properties outside HSDS, as received, keyed by their own names; personal ones are withheld by one rule at the edge. */
export type Extensions = Readonly<Record<string, unknown>>

/** What every object of a record may carry. */
export interface Extended {
  /** The members that the standard does not know, and parts that could not be read; absent where there are none. */
  readonly extensions?: Extensions
}

/** What most HSDS objects may carry. */
export interface Attributed extends Extended {
  /** The publisher's id as text; absent where it gave none. */
  readonly id?: string
  readonly attributes?: readonly Attribute[]
  readonly metadata?: readonly Metadata[]
}
