import { distanceMetres } from '../geography/distance.ts'
import type { Corpus } from './corpus.ts'
import { namePrefixOf, readBlockKeys } from './block-keys.ts'
import type { BlockKey, BlockKind } from './block-keys.ts'
import type { MatchRecord } from './match-record.ts'

/** All records with their blocks and counts, wherever they are kept; brought up to date by `put` and `remove`. */
export interface MatchIndex {
  readonly corpus: Corpus
  find(key: string): MatchRecord | undefined
  /** Adds a record, or replaces the one of the same key. */
  put(record: MatchRecord): void
  /** Takes a record out of every block and count; a key that is not there changes nothing. */
  remove(key: string): void
  /** How many records a block has, with `prefix` those whose names begin so (`namePrefixOf`); `most` where there are more. */
  countBlock(block: string, most: number, prefix?: string): number
  /** Keys of these records, in no order. */
  readBlock(block: string, prefix?: string): readonly string[]
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
  /** Its records, as far as they were counted. */
  readonly size: number
  readonly reason: 'SPLIT_BY_NAME' | 'DROPPED_TOO_LARGE' | 'DROPPED_COMMON_WORD'
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
  { kind, key }: BlockKey,
  onLimit?: (limit: BlockLimit) => void,
): readonly string[] {
  const most = kind === 'word' ? LARGEST_WORD_BLOCK : LARGEST_BLOCK
  const counted = index.countBlock(key, most + 1)
  // The record itself is in each.
  if (counted <= 1) return []
  if (counted <= most) return index.readBlock(key)
  if (kind === 'word') {
    onLimit?.({ block: key, size: counted, reason: 'DROPPED_COMMON_WORD' })
    return []
  }
  const prefix = namePrefixOf(record)
  const size = index.countBlock(key, LARGEST_SPLIT_BLOCK + 1)
  const isPart = size <= LARGEST_SPLIT_BLOCK && index.countBlock(key, most + 1, prefix) <= most
  onLimit?.({ block: key, size, reason: isPart ? 'SPLIT_BY_NAME' : 'DROPPED_TOO_LARGE' })
  return isPart ? index.readBlock(key, prefix) : []
}

function isWorthwhile(index: MatchIndex, record: MatchRecord, key: string, kind: BlockKind): boolean {
  if (kind !== 'word') return true
  const other = index.find(key)
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
