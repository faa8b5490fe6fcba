import { openHeldFeeds } from '../feeds/open-held-feeds.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { decisionOf, HELD_PAIRS } from './read-matches.ts'
import { readPair, relationOf } from '../../store/stored-pair.ts'
import type { StoredMatch } from './stored-cluster.ts'
import { readWholeServices, type WholeService } from '../../store/whole-service.ts'

/** Two records that are, or may be, one service. `left` in the evidence is of `a`. */
export interface DuplicatePair extends Omit<StoredMatch, 'other'> {
  readonly a: WholeService
  readonly b: WholeService
}

/** Which pairs are meant; what is absent is no condition. */
export interface DuplicateQuery {
  /** Slug of a feed that one of the two is of. */
  readonly feed?: string
  readonly decision?: StoredMatch['decision']
  readonly first: number
}

/** The pairs of a catalogue's file, for whoever reviews them. */
export interface DuplicatesReading {
  /** Slugs of the feeds that hold services, in order. */
  readonly feeds: readonly string[]
  /** Pairs held or suspected to be one service, the surest first. */
  list(query: DuplicateQuery): readonly DuplicatePair[]
  /** Two records by uid, with what is known of the pair; `undefined` in place of a record that is not held. */
  find(
    a: string,
    b: string,
  ): { readonly records: readonly (WholeService | undefined)[]; readonly pair: DuplicatePair | undefined }
  close(): void
}

/** Opens the catalogue's file for review; a gateway may be running on it. CatalogueFileError where there is none. */
export function openDuplicates(file: string): DuplicatesReading {
  const { store, feeds } = openHeldFeeds(file)
  return {
    feeds,
    list: (query) => listPairs(store, query),
    find(a, b) {
      const [first, second] = a < b ? [a, b] : [b, a]
      const row = store.get(`${HELD_PAIRS} WHERE p.a = ? AND p.b = ?`, first, second)
      const services = readWholeServices(store, [a, b])
      return {
        records: [a, b].map((uid) => services.find((service) => service.uid === uid)),
        pair: row === undefined ? undefined : toPairs(store, [row])[0],
      }
    },
    close: () => store.close(),
  }
}

function listPairs(store: ReaderStore, { feed, decision, first }: DuplicateQuery): readonly DuplicatePair[] {
  const stands = "CASE WHEN p.decision = 'AUTO' AND x.cid <> y.cid THEN 'PENDING' ELSE p.decision END"
  const rows = store.all(
    `${HELD_PAIRS} WHERE p.relation IN ('SAME_SERVICE', 'POSSIBLE') AND (?1 IS NULL OR ${stands} = ?1)
       AND (?2 IS NULL OR ?2 IN (substr(p.a, 1, instr(p.a, '/') - 1), substr(p.b, 1, instr(p.b, '/') - 1)))
     ORDER BY p.score DESC, p.a, p.b LIMIT ?3`,
    decision ?? null,
    feed ?? null,
    first,
  )
  return toPairs(store, rows)
}

function toPairs(store: ReaderStore, rows: readonly Row[]): readonly DuplicatePair[] {
  const services = readWholeServices(
    store,
    rows.flatMap((row) => [textOf(row, 'a'), textOf(row, 'b')]),
  )
  const byUid = new Map(services.map((whole) => [whole.uid, whole]))
  return rows.flatMap((row) => {
    const [a, b] = [byUid.get(textOf(row, 'a')), byUid.get(textOf(row, 'b'))]
    if (a === undefined || b === undefined) return []
    const { evidence } = readPair(row)
    return [
      {
        a,
        b,
        evidence,
        relation: relationOf(row) ?? 'POSSIBLE',
        decision: decisionOf(row),
        score: numberOf(row, 'score'),
      },
    ]
  })
}
