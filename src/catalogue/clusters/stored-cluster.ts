import type { MatchRelation, MatchDecision, FieldConflict } from '../../model/match.ts'
import type { MatchEvidence } from '../../model/match.ts'
import type { Quality } from '../../model/quality.ts'
import type { RecordRef } from '../../model/record.ts'

/** Records held to be one real service; a record alone is a cluster of one. */
export interface StoredCluster {
  /** Uid of a record, kept while it is in the cluster. */
  readonly key: string
  /** The preferred record first. */
  readonly listings: readonly RecordRef[]
  /** Keys of clusters that are part of this one, or split from it, now; oldest first. */
  readonly mergedFrom: readonly string[]
}

/** What one record is to another, as judged or decided. */
export interface StoredMatch {
  /** The record asked about. */
  readonly record: RecordRef
  readonly other: RecordRef
  readonly relation: MatchRelation
  readonly decision: MatchDecision
  readonly score: number
  /** `left` is of the record asked about, `right` of the other. */
  readonly evidence: readonly MatchEvidence[]
  /** What the two state is left out of the evidence, and found again by `ClusterReader.getEvidence`. */
  readonly isBrief: boolean
}

/** A field of which the records of a cluster state different things, the value believed first. */
export type StoredConflict = FieldConflict

/** A record's score with what it is made of and what lowers it. */
export type StoredQuality = Quality
