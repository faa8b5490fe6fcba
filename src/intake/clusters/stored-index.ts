import { LRUCache } from 'lru-cache'
import { readShare, type Corpus } from '../../merge/corpus.ts'
import type { MatchIndex } from '../../merge/match-index.ts'
import type { MatchRecord } from '../../merge/match-record.ts'
import type { MatchFile } from '../../store/match-file.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { SqlValue } from '../../store/sql.ts'
import { createStoredBlocks, fingerprintOf } from './stored-blocks.ts'

/** Records take some 5 kB each, counts 100 B: those of words are most. */
const MOST_RECORDS = 8_000
const MOST_WORDS = 30_000
const MOST_CONTACTS = 10_000

/** An index in a file's tables: the heap holds what was used last, however many records there are. */
export function createStoredIndex(file: MatchFile): MatchIndex {
  const records = new LRUCache<string, MatchRecord>({ max: MOST_RECORDS })
  const blocks = createStoredBlocks(file)
  const { corpus, count } = createStoredCorpus(file)
  const readStored = (key: string): { readonly rid: number; readonly body: string } | undefined => {
    const row = file.get('SELECT rid, body FROM record WHERE uid = ?', key)
    return row && { rid: numberOf(row, 'rid'), body: textOf(row, 'body') }
  }

  function take(key: string, { rid, body }: { readonly rid: number; readonly body: string }): void {
    const record: MatchRecord = JSON.parse(body)
    blocks.remove(record, rid)
    count(record, -1)
    file.run('DELETE FROM record WHERE rid = ?', rid)
    records.delete(key)
  }

  return {
    corpus,
    find(key) {
      const known = records.get(key)
      if (known !== undefined) return known
      const stored = readStored(key)
      if (stored === undefined) return undefined
      const record: MatchRecord = JSON.parse(stored.body)
      records.set(key, record)
      return record
    },
    put(record) {
      const body = JSON.stringify(record)
      const held = readStored(record.key)
      if (held?.body === body) return
      if (held !== undefined) take(record.key, held)
      const rid = file.run('INSERT INTO record (uid, body) VALUES (?, ?)', record.key, body)
      blocks.add(record, rid)
      count(record, 1)
    },
    remove(key) {
      const held = readStored(key)
      if (held !== undefined) take(key, held)
    },
    countBlock: blocks.countBlock,
    readBlock: blocks.readBlock,
  }
}

interface StoredCorpus {
  readonly corpus: Corpus
  /** Counts a record in (1) or out again (-1). */
  count(record: MatchRecord, step: 1 | -1): void
}

/** The counts of a file, those asked for last remembered. */
function createStoredCorpus(file: MatchFile): StoredCorpus {
  const words = new LRUCache<string, number>({ max: MOST_WORDS })
  const sharers = new LRUCache<string, number>({ max: MOST_CONTACTS })
  const places = new LRUCache<string, number>({ max: MOST_CONTACTS })
  let held = numberOf(file.get('SELECT count(*) AS n FROM record') ?? {}, 'n')
  const read = (
    counts: LRUCache<string, number>,
    sql: string,
    text: string,
    valueOf = (key: string): SqlValue => key,
  ) => {
    const known = counts.get(text)
    if (known !== undefined) return known
    const counted = Number(file.get(sql, valueOf(text))?.['n'] ?? 0)
    counts.set(text, counted)
    return counted
  }
  const corpus: Corpus = {
    get records() {
      return held
    },
    countToken: (token) => read(words, 'SELECT records AS n FROM token WHERE token = ?', token),
    countSharers: (contact) =>
      read(sharers, 'SELECT count(*) AS n FROM sharer WHERE contact = ?', contact, fingerprintOf),
    countPlaces: (contact) => read(places, 'SELECT count(*) AS n FROM place WHERE contact = ?', contact, fingerprintOf),
  }
  return {
    corpus,
    count(record, step) {
      const { tokens, organization, contacts, place, placed } = readShare(record)
      held += step
      for (const token of tokens) {
        words.delete(token)
        addTo(file, 'token', ['token'], [token], step)
      }
      const provider = fingerprintOf(organization)
      for (const contact of contacts) {
        sharers.delete(contact)
        addTo(file, 'sharer', ['contact', 'organization'], [fingerprintOf(contact), provider], step)
      }
      const where = place === undefined ? 0 : fingerprintOf(place)
      for (const contact of placed) {
        places.delete(contact)
        addTo(file, 'place', ['contact', 'place'], [fingerprintOf(contact), where], step)
      }
    },
  }
}

function addTo(
  file: MatchFile,
  table: string,
  columns: readonly string[],
  values: readonly (string | number)[],
  step: 1 | -1,
): void {
  const named = columns.map((column) => `${column} = ?`).join(' AND ')
  if (step === 1) {
    const places = columns.map(() => '?').join(', ')
    file.run(
      `INSERT INTO ${table} (${columns.join(', ')}, records) VALUES (${places}, 1) ON CONFLICT DO UPDATE SET records = records + 1`,
      ...values,
    )
    return
  }
  file.run(`UPDATE ${table} SET records = records - 1 WHERE ${named}`, ...values)
  file.run(`DELETE FROM ${table} WHERE ${named} AND records = 0`, ...values)
}
