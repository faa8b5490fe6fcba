import { ANY_TERM_KEY, type KeptObservation, type ObservedPeople, schemeKeyOf } from '../../model/observation.ts'
import { unpackObserved, unpackReach } from '../../store/packed-observation.ts'
import { packOf, unpackPeople } from '../../store/packed-people.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { bytesOf, numberOf, textOf, type Row } from '../../store/row.ts'
import { inSteps, type Steps } from '../steps.ts'
import type { HistoryReader, ObservedRow } from './history-reader.ts'
import { type FrameParts, readFrame } from './read-frame.ts'

/** Keys of one statement. */
const KEYS_TOGETHER = 500

/** The reader of what was counted before, over an open file. */
export function createHistoryReader(store: ReaderStore, parts: FrameParts): HistoryReader {
  return {
    observations: () => store.once('observations', () => readObservations(store)),
    people: ({ frame: { populations } }, area) =>
      populations === undefined ? undefined : readPeople(store, populations, area),
    countedSince(keys) {
      const rows = store.all(
        'SELECT key, since FROM observed_term WHERE key IN (SELECT value FROM json_each(?))',
        JSON.stringify(keys),
      )
      return new Map(rows.map((row) => [textOf(row, 'key'), numberOf(row, 'since')]))
    },
    hasCounted: (area) => store.get('SELECT 1 FROM observed_count WHERE area = ? LIMIT 1', area) !== undefined,
    rowsOf: (area, keys, upTo) =>
      inSteps(
        store,
        `observed ${JSON.stringify([area, upTo, keys])}`,
        () => readRows(store, area, keys, upTo),
        (rows) => [...rows.values()].reduce((sum, own) => sum + 200 + own.length * 700, 0),
      ),
    isSettled() {
      const isMadeAgain = parts
        .standings()
        .some(({ reprocessing = [] }) => reprocessing.some(({ rules }) => rules.some((each) => each !== 'SCORING')))
      return !isMadeAgain && store.get('SELECT 1 FROM unmatched LIMIT 1') === undefined
    },
    frame: () => readFrame(store, parts),
    keys: () => [
      ANY_TERM_KEY,
      ...store.all('SELECT key FROM scheme ORDER BY xid').map((row) => schemeKeyOf(textOf(row, 'key'))),
      ...store
        .all('SELECT uri FROM term WHERE EXISTS (SELECT 1 FROM service_term s WHERE s.tid = term.tid) ORDER BY tid')
        .map((row) => textOf(row, 'uri')),
    ],
  }
}

function readObservations(store: ReaderStore): readonly KeptObservation[] {
  const frames = new Map(
    store
      .all('SELECT frame, body FROM observed_frame WHERE frame IN (SELECT frame FROM observation)')
      .map((row) => [numberOf(row, 'frame'), readBody<KeptObservation['frame']>(row)]),
  )
  return store.all('SELECT observed, at, generation, frame FROM observation ORDER BY observed').flatMap((row) => {
    const frame = frames.get(numberOf(row, 'frame'))
    // Lost with a damaged page: a look of which nothing is known besides is none.
    if (frame === undefined) return []
    return [{ id: numberOf(row, 'observed'), at: textOf(row, 'at'), generation: numberOf(row, 'generation'), frame }]
  })
}

/** As all are kept: packs by name; an area's in looks of versions that kept them in one. */
interface KeptPeople {
  readonly packs?: Readonly<Record<string, string>>
  readonly whole: ObservedPeople
}

function readPeople(store: ReaderStore, populations: string, area: string): ObservedPeople[string] | undefined {
  const bodyOf = (hash: string): Row | undefined => store.get('SELECT body FROM observed_frame WHERE hash = ?', hash)
  const kept = store.once(`people ${populations}`, (): KeptPeople => {
    const row = bodyOf(populations)
    const { packs } = row === undefined ? {} : readBody<Pick<KeptPeople, 'packs'>>(row)
    return packs === undefined
      ? { whole: row === undefined ? {} : readBody<ObservedPeople>(row) }
      : { packs, whole: {} }
  })
  const pack = kept.packs?.[packOf(area)]
  if (pack === undefined) return kept.whole[area]
  const packed = store.once(`people of ${pack}`, () => {
    const row = bodyOf(pack)
    return row === undefined ? {} : unpackPeople(textOf(row, 'body'))
  })
  return packed[area]
}

/** What was kept as JSON. The caller names the shape. */
function readBody<T>(row: Row): T {
  const body: T = JSON.parse(textOf(row, 'body'))
  return body
}

function* readRows(
  store: ReaderStore,
  area: string,
  keys: readonly string[],
  upTo: number,
): Steps<ReadonlyMap<string, readonly ObservedRow[]>> {
  const rows = new Map<string, ObservedRow[]>()
  for (let from = 0; from < keys.length; from += KEYS_TOGETHER) {
    const found = store.all(
      `SELECT t.key, c.observed, c.counts FROM observed_term t CROSS JOIN observed_count c ON c.area = ?1 AND c.term = t.term
       WHERE t.key IN (SELECT value FROM json_each(?2)) AND c.observed <= ?3 ORDER BY t.key, c.observed`,
      area,
      JSON.stringify(keys.slice(from, from + KEYS_TOGETHER)),
      upTo,
    )
    for (const row of found) {
      const key = textOf(row, 'key')
      const own = rows.get(key) ?? []
      own.push(rowOf(key, row))
      rows.set(key, own)
    }
    yield
  }
  return rows
}

function rowOf(key: string, row: Row): ObservedRow {
  const [observed, bytes] = [numberOf(row, 'observed'), bytesOf(row, 'counts')]
  return key === ANY_TERM_KEY ? { observed, ...unpackReach(bytes) } : { observed, counts: unpackObserved(bytes) }
}
