import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { namePrefixOf, readBlockKeys } from '../../merge/block-keys.ts'
import { readShare } from '../../merge/corpus.ts'
import type { MatchIndex } from '../../merge/match-index.ts'
import type { MatchRecord } from '../../merge/match-record.ts'
import type { MatchFile } from '../../store/match-file.ts'
import { numberOf, textOf } from '../../store/row.ts'

/** Records take some 5 kB each, counts 100 B. */
const MOST_RECORDS = 8_000
const MOST_COUNTS = 50_000

/** An index in a file's tables: the heap holds what was used last, however many records there are. */
export function createStoredIndex(file: MatchFile): MatchIndex {
  const records = new LRUCache<string, MatchRecord>({ max: MOST_RECORDS })
  const counts = new LRUCache<string, number>({ max: MOST_COUNTS })
  let held = numberOf(file.get('SELECT count(*) AS n FROM record') ?? {}, 'n')
  const count = (kind: string, sql: string, text: string, value: string | number): number => {
    const known = counts.get(kind + text)
    if (known !== undefined) return known
    const read = Number(file.get(sql, value)?.['n'] ?? 0)
    counts.set(kind + text, read)
    return read
  }
  const readStored = (key: string): { readonly rid: number; readonly body: string } | undefined => {
    const row = file.get('SELECT rid, body FROM record WHERE uid = ?', key)
    return row && { rid: numberOf(row, 'rid'), body: textOf(row, 'body') }
  }

  function writeBlocks(record: MatchRecord, rid: number, sql: string): void {
    const prefix = namePrefixOf(record)
    for (const { key } of readBlockKeys(record)) file.run(sql, fingerprintOf(key), prefix, rid)
  }

  function writeShare(record: MatchRecord, step: 1 | -1): void {
    const { tokens, organization, contacts, place, placed } = readShare(record)
    held += step
    for (const token of tokens) {
      counts.delete(`t${token}`)
      addTo(file, 'token', ['token'], [token], step)
    }
    const provider = fingerprintOf(organization)
    for (const contact of contacts) {
      counts.delete(`s${contact}`)
      addTo(file, 'sharer', ['contact', 'organization'], [fingerprintOf(contact), provider], step)
    }
    const where = place === undefined ? 0 : fingerprintOf(place)
    for (const contact of placed) {
      counts.delete(`p${contact}`)
      addTo(file, 'place', ['contact', 'place'], [fingerprintOf(contact), where], step)
    }
  }

  function remove(key: string): void {
    const stored = readStored(key)
    if (stored === undefined) return
    const record: MatchRecord = JSON.parse(stored.body)
    writeBlocks(record, stored.rid, 'DELETE FROM block WHERE key = ? AND prefix = ? AND rid = ?')
    writeShare(record, -1)
    file.run('DELETE FROM record WHERE rid = ?', stored.rid)
    records.delete(key)
  }

  return {
    corpus: {
      get records() {
        return held
      },
      countToken: (token) => count('t', 'SELECT records AS n FROM token WHERE token = ?', token, token),
      countSharers: (contact) =>
        count('s', 'SELECT count(*) AS n FROM sharer WHERE contact = ?', contact, fingerprintOf(contact)),
      countPlaces: (contact) =>
        count('p', 'SELECT count(*) AS n FROM place WHERE contact = ?', contact, fingerprintOf(contact)),
    },
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
      if (readStored(record.key)?.body === body) return
      remove(record.key)
      const row = file.get('INSERT INTO record (uid, body) VALUES (?, ?) RETURNING rid', record.key, body)
      writeBlocks(record, numberOf(row ?? {}, 'rid'), 'INSERT INTO block VALUES (?, ?, ?)')
      writeShare(record, 1)
    },
    remove,
    readBlock(block, limit, prefix) {
      const rows =
        prefix === undefined
          ? file.all(`${IN_BLOCK} WHERE b.key = ? LIMIT ?`, fingerprintOf(block), limit)
          : file.all(`${IN_BLOCK} WHERE b.key = ? AND b.prefix = ? LIMIT ?`, fingerprintOf(block), prefix, limit)
      return rows.map((row) => textOf(row, 'uid'))
    },
  }
}

const IN_BLOCK = 'SELECT r.uid FROM block b JOIN record r USING (rid)'

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

/** 48 bits: that two of ten million texts have one is met once in six such catalogues, and costs a comparison or counts one user more. */
function fingerprintOf(text: string): number {
  return Number.parseInt(hash('sha1', text).slice(0, 12), 16)
}
