import { distanceMetres } from '../geography/distance.ts'
import { countRecord, createCorpus } from './corpus.ts'
import type { Corpus } from './corpus.ts'
import { namePrefixOf, readBlockKeys } from './block-keys.ts'
import type { BlockKey, BlockKind } from './block-keys.ts'
import type { MatchRecord } from './match-record.ts'

/** All records with their blocks and counts: plain Maps, built once, brought up to date by `putRecord` and `removeRecord`. */
export interface MatchIndex {
  readonly records: Map<string, MatchRecord>
  /** Block key → keys of its records, in the order put. */
  readonly blocks: Map<string, string[]>
  readonly corpus: Corpus
}

/** Records of one block that are compared each with each, at most; a larger block is split, and dropped where a part is still larger. */
const LARGEST_BLOCK = 60

/** A word on more records than this is not rare: its block is dropped. */
const LARGEST_WORD_BLOCK = 30

/** A block larger than this is dropped without looking for a smaller part: a switchboard, a portal, a catch-all organization. */
const LARGEST_SPLIT_BLOCK = 2_000

/** Records that share only a rare word must lie this near each other, where both are placed. */
const WORD_BLOCK_METRES = 2_000

/** A block that was not used whole, and why, so that a missed pair can be explained. */
export interface BlockLimit {
  readonly block: string
  readonly size: number
  readonly reason: 'SPLIT_BY_NAME' | 'DROPPED_TOO_LARGE' | 'DROPPED_COMMON_WORD'
}

export function createMatchIndex(records: Iterable<MatchRecord> = []): MatchIndex {
  const index: MatchIndex = { records: new Map(), blocks: new Map(), corpus: createCorpus() }
  for (const record of records) putRecord(index, record)
  return index
}

/** Adds a record, or replaces the one of the same key. */
export function putRecord(index: MatchIndex, record: MatchRecord): void {
  removeRecord(index, record.key)
  index.records.set(record.key, record)
  countRecord(index.corpus, record, 1)
  for (const { key } of readBlockKeys(record)) {
    const block = index.blocks.get(key)
    if (block === undefined) index.blocks.set(key, [record.key])
    else block.push(record.key)
  }
}

/** Takes a record out of every block and count; a key that is not there changes nothing. */
export function removeRecord(index: MatchIndex, key: string): void {
  const record = index.records.get(key)
  if (record === undefined) return
  index.records.delete(key)
  countRecord(index.corpus, record, -1)
  for (const { key: blockKey } of readBlockKeys(record)) {
    const left = index.blocks.get(blockKey)?.filter((each) => each !== key) ?? []
    if (left.length === 0) index.blocks.delete(blockKey)
    else index.blocks.set(blockKey, left)
  }
}

/** Keys of the records a record is compared with, each once, never itself; `onLimit` hears of blocks not used whole. */
export function findCandidates(
  index: MatchIndex,
  record: MatchRecord,
  onLimit?: (limit: BlockLimit) => void,
): ReadonlySet<string> {
  const candidates = new Set<string>()
  for (const block of readBlockKeys(record)) {
    for (const key of readBlock(index, record, block, onLimit)) {
      if (key !== record.key && !candidates.has(key) && isWorthwhile(index, record, key, block.kind))
        candidates.add(key)
    }
  }
  return candidates
}

function readBlock(
  index: MatchIndex,
  record: MatchRecord,
  block: BlockKey,
  onLimit?: (limit: BlockLimit) => void,
): readonly string[] {
  const keys = index.blocks.get(block.key) ?? []
  const limit = (reason: BlockLimit['reason']): void => onLimit?.({ block: block.key, size: keys.length, reason })
  if (block.kind === 'word') {
    if (keys.length <= LARGEST_WORD_BLOCK) return keys
    limit('DROPPED_COMMON_WORD')
    return []
  }
  if (keys.length <= LARGEST_BLOCK) return keys
  if (keys.length <= LARGEST_SPLIT_BLOCK) {
    const prefix = namePrefixOf(record)
    const part = keys.filter((key) => {
      const other = index.records.get(key)
      return other !== undefined && namePrefixOf(other) === prefix
    })
    if (part.length <= LARGEST_BLOCK) {
      limit('SPLIT_BY_NAME')
      return part
    }
  }
  limit('DROPPED_TOO_LARGE')
  return []
}

function isWorthwhile(index: MatchIndex, record: MatchRecord, key: string, kind: BlockKind): boolean {
  if (kind !== 'word') return true
  const other = index.records.get(key)
  if (other === undefined) return false
  const metres = findDistanceMetres(record, other)
  return metres === undefined || metres <= WORD_BLOCK_METRES
}

/** Metres between the two places nearest each other; undefined where either record has no point. */
function findDistanceMetres(a: MatchRecord, b: MatchRecord): number | undefined {
  let nearest: number | undefined
  for (const left of a.sites) {
    for (const right of b.sites) {
      if (left.latitude === undefined || left.longitude === undefined) continue
      if (right.latitude === undefined || right.longitude === undefined) continue
      const metres = distanceMetres(
        { latitude: left.latitude, longitude: left.longitude },
        { latitude: right.latitude, longitude: right.longitude },
      )
      if (nearest === undefined || metres < nearest) nearest = metres
    }
  }
  return nearest
}
