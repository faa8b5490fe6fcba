import { openHeldFeeds } from '../feeds/open-held-feeds.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { decisionOf, HELD_PAIRS, type RestateEvidence } from './read-matches.ts'
import { decisionNumberOf, LIVE_SIDE, MAY_BE_ONE, readEvidence, relationOf } from '../../store/stored-pair.ts'
import type { StoredMatch } from './stored-cluster.ts'
import { readWholeServices, type WholeService } from '../../store/whole-service.ts'

/** Two records that are, or may be, one service. `left` in the evidence is of `a`. */
export interface DuplicatePair extends Omit<StoredMatch, 'record' | 'other' | 'isBrief'> {
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
export function openDuplicates(file: string, restate: RestateEvidence): DuplicatesReading {
  const { store, feeds } = openHeldFeeds(file)
  return {
    feeds,
    list: (query) => toPairs(store, listPairs(store, query), restate),
    find(a, b) {
      const [first, second] = a < b ? [a, b] : [b, a]
      const sid = '(SELECT sid FROM service WHERE uid = ?)'
      const row = store.get(
        `${HELD_PAIRS} WHERE p.side = ${LIVE_SIDE} AND p.a = ${sid} AND p.b = ${sid}`,
        first,
        second,
      )
      const services = readWholeServices(store, [a, b])
      return {
        records: [a, b].map((uid) => services.find((service) => service.uid === uid)),
        pair: row === undefined ? undefined : toPairs(store, [row], restate)[0],
      }
    },
    close: () => store.close(),
  }
}

function listPairs(store: ReaderStore, { feed, decision, first }: DuplicateQuery): readonly Row[] {
  const [auto, pending] = [decisionNumberOf('AUTO'), decisionNumberOf('PENDING')]
  const stands = `CASE WHEN p.decision = ${auto} AND x.cid <> y.cid THEN ${pending} ELSE p.decision END`
  return store.all(
    `${HELD_PAIRS} WHERE p.side = ${LIVE_SIDE} AND ${MAY_BE_ONE} AND (?1 IS NULL OR ${stands} = ?1)
       AND (?2 IS NULL OR ?2 IN (substr(x.uid, 1, instr(x.uid, '/') - 1), substr(y.uid, 1, instr(y.uid, '/') - 1)))
     ORDER BY p.score DESC, x.uid, y.uid LIMIT ?3`,
    decision === undefined ? null : decisionNumberOf(decision),
    feed ?? null,
    first,
  )
}

function toPairs(store: ReaderStore, rows: readonly Row[], restate: RestateEvidence): readonly DuplicatePair[] {
  const services = readWholeServices(
    store,
    rows.flatMap((row) => [textOf(row, 'left_uid'), textOf(row, 'right_uid')]),
  )
  const byUid = new Map(services.map((whole) => [whole.uid, whole]))
  return rows.flatMap((row) => {
    const [a, b] = [byUid.get(textOf(row, 'left_uid')), byUid.get(textOf(row, 'right_uid'))]
    if (a === undefined || b === undefined) return []
    const { evidence, isBrief } = readEvidence(row)
    return [
      {
        a,
        b,
        evidence: isBrief ? restate(evidence, a, b) : evidence,
        relation: relationOf(row) ?? 'POSSIBLE',
        decision: decisionOf(row),
        score: numberOf(row, 'points'),
      },
    ]
  })
}
