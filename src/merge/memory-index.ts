import { namePrefixOf, readBlockKeys } from './block-keys.ts'
import type { Corpus } from './corpus.ts'
import { readShare } from './corpus.ts'
import type { MatchIndex } from './match-index.ts'
import type { MatchRecord } from './match-record.ts'

/** Counts in plain Maps. */
interface MemoryCorpus extends Corpus {
  records: number
  readonly tokenCounts: Map<string, number>
  /** Phone, e-mail address or host → organization → records. */
  readonly users: Map<string, Map<string, number>>
  /** Phone, e-mail address or page → place → records. */
  readonly places: Map<string, Map<string, number>>
}

/** An index in plain Maps, for as many records as the heap holds. */
export interface MemoryIndex extends MatchIndex {
  readonly records: ReadonlyMap<string, MatchRecord>
  /** Block key → keys of its records, in the order put. */
  readonly blocks: ReadonlyMap<string, readonly string[]>
  readonly corpus: MemoryCorpus
}

/** Counts of nothing yet. */
export function createCorpus(): MemoryCorpus {
  const [tokenCounts, users, places] = [new Map(), new Map(), new Map()]
  return {
    ...{ records: 0, tokenCounts, users, places },
    countToken: (token) => tokenCounts.get(token) ?? 0,
    countSharers: (contact) => users.get(contact)?.size ?? 0,
    countPlaces: (contact) => places.get(contact)?.size ?? 0,
  }
}

export function createMatchIndex(given: Iterable<MatchRecord> = []): MemoryIndex {
  const records = new Map<string, MatchRecord>()
  const blocks = new Map<string, string[]>()
  const corpus = createCorpus()
  function readBlock(block: string, prefix?: string): readonly string[] {
    const keys = blocks.get(block) ?? []
    if (prefix === undefined) return keys
    return keys.filter((key) => {
      const record = records.get(key)
      return record !== undefined && namePrefixOf(record) === prefix
    })
  }

  const index: MemoryIndex = {
    ...{ records, blocks, corpus },
    find: (key) => records.get(key),
    put(record) {
      index.remove(record.key)
      records.set(record.key, record)
      countRecord(corpus, record, 1)
      for (const { key } of readBlockKeys(record)) {
        const block = blocks.get(key)
        if (block === undefined) blocks.set(key, [record.key])
        else block.push(record.key)
      }
    },
    remove(key) {
      const record = records.get(key)
      if (record === undefined) return
      records.delete(key)
      countRecord(corpus, record, -1)
      for (const { key: blockKey } of readBlockKeys(record)) {
        const left = blocks.get(blockKey)?.filter((each) => each !== key) ?? []
        if (left.length === 0) blocks.delete(blockKey)
        else blocks.set(blockKey, left)
      }
    },
    countBlock: (block, most, prefix) => Math.min(most, readBlock(block, prefix).length),
    readBlock,
  }
  for (const record of given) index.put(record)
  return index
}

/** Counts a record in (`step` 1) or out again (-1). */
function countRecord(corpus: MemoryCorpus, record: MatchRecord, step: 1 | -1): void {
  const { tokens, organization, contacts, place, placed } = readShare(record)
  corpus.records += step
  for (const token of tokens) addTo(corpus.tokenCounts, token, step)
  for (const contact of contacts) addWithin(corpus.users, contact, organization, step)
  if (place !== undefined) for (const contact of placed) addWithin(corpus.places, contact, place, step)
}

function addWithin(counts: Map<string, Map<string, number>>, key: string, within: string, step: number): void {
  const held = counts.get(key) ?? new Map<string, number>()
  addTo(held, within, step)
  if (held.size === 0) counts.delete(key)
  else counts.set(key, held)
}

function addTo(counts: Map<string, number>, key: string, step: number): void {
  const count = (counts.get(key) ?? 0) + step
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}
