import type { Quality } from '../../model/quality.ts'
import { getQualities } from '../scores/read-quality.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { RecordRef } from '../../model/record.ts'
import { findCluster, getClusters, getConflicts, getOrganizationTwins, type FindConflicts } from './read-clusters.ts'
import { getEvidence, getMatches, type BriefMatch, type RestateEvidence } from './read-matches.ts'
import type { MatchEvidence } from '../../model/match.ts'
import type { StoredCluster, StoredConflict, StoredMatch } from './stored-cluster.ts'

/** What the catalogue knows of how records relate across feeds, and of how good they are. Lists are in the order asked. */
export interface ClusterReader {
  /** Undefined where no such service is held; a service alone is a cluster of one. */
  getClusters(refs: readonly RecordRef[]): readonly (StoredCluster | undefined)[]
  /** By its key, or by a key under which it or a part of it was known before. */
  findCluster(key: string): StoredCluster | undefined
  /** What the records of each group state differently. */
  getConflicts(groups: readonly (readonly RecordRef[])[]): readonly (readonly StoredConflict[])[]
  /** Strongest first; empty where nothing relates. */
  getMatches(refs: readonly RecordRef[]): readonly (readonly StoredMatch[])[]
  /** The evidence of matches where it is brief, with what their records state now. */
  getEvidence(matches: readonly BriefMatch[]): readonly (readonly MatchEvidence[])[]
  /** Records of other feeds of the same real organization. */
  getOrganizationTwins(refs: readonly RecordRef[]): readonly (readonly RecordRef[])[]
  /** Undefined where no such service is held. */
  getQualities(refs: readonly RecordRef[]): readonly (Quality | undefined)[]
}

/** Rules of other rooms that are asked when clusters and scores are read. */
export interface ClusterJudges {
  readonly findConflicts: FindConflicts
  readonly restateEvidence: RestateEvidence
}

interface ClusterReaderPowers {
  readonly judges: ClusterJudges
  nowMs(): number
}

/** The cluster reader over an open file. */
export function createClusterReader(store: ReaderStore, { nowMs, judges }: ClusterReaderPowers): ClusterReader {
  const at = (): string => new Date(nowMs()).toISOString()
  return {
    getClusters: (refs) => getClusters(store, refs),
    findCluster: (key) => findCluster(store, key),
    getConflicts: (groups) =>
      getConflicts(store, groups, (listings) => judges.findConflicts(listings, at().slice(0, 10))),
    getMatches: (refs) => getMatches(store, refs),
    getEvidence: (matches) => getEvidence(store, matches, judges.restateEvidence),
    getOrganizationTwins: (refs) => getOrganizationTwins(store, refs),
    getQualities: (refs) => getQualities(store, refs),
  }
}
