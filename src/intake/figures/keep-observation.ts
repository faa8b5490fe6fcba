import { hashOf } from '../../model/hash-of.ts'
import {
  ANY_TERM_KEY,
  type Observation,
  type ObservationFrame,
  type ObservedArea,
  type Recorded,
} from '../../model/observation.ts'
import { packObserved } from '../../store/packed-observation.ts'
import { packPeople } from '../../store/packed-people.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/**
 * Keeps a look at the figures: that it happened, and each count that is not as the look before left it. An area that no feed
 * bears on any more is kept as one that nothing is known of.
 */
export function keepObservation(store: WriterStore, observation: Observation, at: string): Recorded {
  let recorded: Recorded | undefined
  store.transaction(() => {
    const frame = keepFrame(store, observation.frame)
    keepPeople(store, observation)
    const id = store.run(
      'INSERT INTO observation (at, generation, frame) VALUES (?, ?, ?)',
      at,
      observation.generation,
      frame,
    )
    const terms = keepTerms(store, observation.keys, id)
    const known = new Set(store.all('SELECT DISTINCT area FROM observed_count').map((row) => textOf(row, 'area')))
    for (const { code } of observation.areas) known.delete(code)
    const left = [...known].map((code): ObservedArea => ({ code, reach: NOWHERE, counts: new Map() }))
    const changed = [...observation.areas, ...left].reduce((sum, area) => sum + keepArea(store, area, terms, id), 0)
    recorded = { id, at, areas: observation.areas.length, keys: observation.keys.length, changed }
    return { visible: true }
  })
  if (recorded === undefined) throw new Error('The look was not kept.')
  return recorded
}

const NOWHERE = { publisher: 'NONE', others: 'NONE' } as const

function keepFrame(store: WriterStore, frame: ObservationFrame): number {
  const body = JSON.stringify(frame)
  const hash = hashOf(body)
  keepBody(store, hash, body)
  const row = store.get('SELECT frame FROM observed_frame WHERE hash = ?', hash)
  if (row === undefined) throw new Error('The frame of a look was not kept.')
  return numberOf(row, 'frame')
}

/** In packs, of which those that are as they were are kept already; under the name of all which they are. */
function keepPeople(store: WriterStore, { frame: { populations }, people }: Observation): void {
  if (populations === undefined || store.get('SELECT 1 FROM observed_frame WHERE hash = ?', populations)) return
  const packs = [...packPeople(people)].map(([pack, text]) => {
    const hash = hashOf(text)
    keepBody(store, hash, text)
    return [pack, hash] as const
  })
  keepBody(store, populations, JSON.stringify({ packs: Object.fromEntries(packs) }))
}

/** Each distinct one once. */
function keepBody(store: WriterStore, hash: string, body: string): void {
  store.run('INSERT OR IGNORE INTO observed_frame (hash, body) VALUES (?, ?)', hash, body)
}

/** The numbers of all keys that were ever counted by; new ones are of this look. */
function keepTerms(store: WriterStore, keys: readonly string[], id: number): ReadonlyMap<number, string> {
  const read = (): Map<string, number> =>
    new Map(store.all('SELECT term, key FROM observed_term').map((row) => [textOf(row, 'key'), numberOf(row, 'term')]))
  const before = read()
  for (const key of keys)
    if (!before.has(key)) store.run('INSERT INTO observed_term (key, since) VALUES (?, ?)', key, id)
  return new Map([...read()].map(([key, term]) => [term, key]))
}

/** How many counts of the area were added. */
function keepArea(
  store: WriterStore,
  { code, reach, counts }: ObservedArea,
  terms: ReadonlyMap<number, string>,
  id: number,
): number {
  const before = lastCounts(store, code)
  let changed = 0
  for (const [term, key] of terms) {
    const packed = packObserved(counts.get(key), key === ANY_TERM_KEY ? reach : undefined)
    if (Buffer.compare(packed, before.get(term) ?? EMPTY) === 0) continue
    store.run('INSERT INTO observed_count (area, term, observed, counts) VALUES (?, ?, ?, ?)', code, term, id, packed)
    changed += 1
  }
  return changed
}

const EMPTY = new Uint8Array()

/** By number of the term, as the looks so far left them. */
function lastCounts(store: WriterStore, code: string): ReadonlyMap<number, Uint8Array> {
  // With max, SQLite takes the other columns from the row that has it.
  const rows = store.all(
    'SELECT term, max(observed) AS last, counts FROM observed_count WHERE area = ? GROUP BY term',
    code,
  )
  return new Map(rows.map((row) => [numberOf(row, 'term'), bytesOf(row, 'counts')]))
}
