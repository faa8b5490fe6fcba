import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { namePrefixOf, readBlockKeys } from '../../merge/block-keys.ts'
import type { MatchIndex } from '../../merge/match-index.ts'
import type { MatchRecord } from '../../merge/match-record.ts'
import type { MatchFile } from '../../store/match-file.ts'
import { numberOf, textOf } from '../../store/row.ts'

/** Blocks of which the sizes take some 300 B each, and those of which the members take some 70 B each. */
const MOST_BLOCKS = 20_000
const MOST_MEMBERS = 40_000

/** Blocks in a file's tables; how large those met last are is remembered, for most of what is met often is too large to be read. */
export interface StoredBlocks extends Pick<MatchIndex, 'countBlock' | 'readBlock'> {
  /** Adds a record, of that row, to its blocks. */
  add(record: MatchRecord, rid: number): void
  /** Takes it out again. */
  remove(record: MatchRecord, rid: number): void
}

/** The blocks of a file. */
export function createStoredBlocks(file: MatchFile): StoredBlocks {
  const sizes = new LRUCache<string, Map<string, number>>({ max: MOST_BLOCKS })
  // Each member of a block reads it, mostly soon after another.
  const members = new LRUCache<string, ReadonlyMap<string, readonly string[]>>({
    maxSize: MOST_MEMBERS,
    sizeCalculation: (parts) => parts.values().reduce((sum, uids) => sum + uids.length, 1),
  })

  function write(record: MatchRecord, rid: number, sql: string): void {
    const prefix = namePrefixOf(record)
    for (const { key } of readBlockKeys(record)) {
      sizes.delete(key)
      members.delete(key)
      file.run(sql, fingerprintOf(key), prefix, rid)
    }
  }

  return {
    add: (record, rid) => write(record, rid, 'INSERT INTO block VALUES (?, ?, ?)'),
    remove: (record, rid) => write(record, rid, 'DELETE FROM block WHERE key = ? AND prefix = ? AND rid = ?'),
    countBlock(key, most, prefix) {
      const known = sizes.get(key) ?? new Map<string, number>()
      const counted = `${most} ${prefix ?? ''}`
      const remembered = known.get(counted)
      if (remembered !== undefined) return remembered
      const row = file.get(countSql(most, prefix), fingerprintOf(key), ...(prefix === undefined ? [] : [prefix]))
      const size = numberOf(row ?? {}, 'n')
      known.set(counted, size)
      sizes.set(key, known)
      return size
    },
    readBlock(key, prefix) {
      const [known, part] = [members.get(key), prefix ?? '']
      const remembered = known?.get(part)
      if (remembered !== undefined) return remembered
      const block = fingerprintOf(key)
      const row = prefix === undefined ? file.get(IN_BLOCK, block) : file.get(IN_PART, block, prefix)
      const uids: readonly string[] = JSON.parse(textOf(row ?? {}, 'uids'))
      members.set(key, new Map([...(known ?? []), [part, uids]]))
      return uids
    },
  }
}

const IN_BLOCK = 'SELECT json_group_array(r.uid) AS uids FROM block b JOIN record r USING (rid) WHERE b.key = ?'
const IN_PART = `${IN_BLOCK} AND b.prefix = ?`

/** The limit stands in the text: a statement whose limit is a parameter is prepared again at each call. */
function countSql(most: number, prefix: string | undefined): string {
  const part = prefix === undefined ? '' : ' AND prefix = ?'
  return `SELECT count(*) AS n FROM (SELECT 1 FROM block WHERE key = ?${part} LIMIT ${most})`
}

/** 48 bits: that two of ten million texts have one is met once in six such catalogues, and costs a comparison or counts one user more. */
export function fingerprintOf(text: string): number {
  return Number.parseInt(hash('sha1', text).slice(0, 12), 16)
}
