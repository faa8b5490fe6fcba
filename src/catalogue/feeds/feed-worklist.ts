import { BAND_FROM } from '../../model/quality.ts'
import { present } from '../../model/present.ts'
import { refOf } from '../../model/record-uid.ts'
import { STALE_AFTER_DAYS, type WorklistItem } from '../../model/worklist.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { decisionNumberOf, LIVE_SIDE, MAY_BE_ONE } from '../../store/stored-pair.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import type { TermUse } from '../../taxonomy/report-mappings.ts'
import { HELD_PAIRS } from '../clusters/read-matches.ts'
import { getQualities } from '../scores/read-quality.ts'
import { aboutAll } from '../search/choose-set.ts'
import { eachRange, type Steps } from '../steps.ts'
import { listFeedIssues } from './feed-issues.ts'

/** Of each kind; of a feed in which more is wrong, what is wrong is one thing. */
const MOST_ITEMS = 10_000
const STEP_RECORDS = 200
const DAY_MS = 86_400_000
/** What lowers a poor record's score most is enough to begin with. */
const REASONS = 3

/** A feed whose worklist is read. */
interface ListedFeed {
  readonly slug: string
  readonly fid: number
}

/** What a publisher should look at: pairs that wait for a person, defects, terms that nobody shares, records long not assured, poor ones; the worst of each kind first. */
export function* readWorklist(
  store: ReaderStore,
  feed: ListedFeed,
  unmapped: readonly TermUse[],
  nowMs: number,
): Steps<readonly WorklistItem[]> {
  const duplicates = yield* readDuplicates(store, feed)
  const defects = yield* readDefects(store, feed)
  const terms = unmapped.map(describeTerm)
  const stale = yield* readStale(store, feed, nowMs)
  const poor = yield* readPoor(store, feed)
  return [...duplicates, ...defects, ...terms, ...stale, ...poor]
}

function* readDuplicates(store: ReaderStore, { slug, fid }: ListedFeed): Steps<readonly WorklistItem[]> {
  const [auto, pending] = [decisionNumberOf('AUTO'), decisionNumberOf('PENDING')]
  const found: Pair[] = []
  yield* eachRange(aboutAll(store), (from, to) => {
    const rows = store.all(
      `${HELD_PAIRS} WHERE p.side = ${LIVE_SIDE} AND p.a BETWEEN ?2 AND ?3 AND ${MAY_BE_ONE} AND ?1 IN (x.fid, y.fid)
         AND (p.decision = ${pending} OR p.decision = ${auto} AND x.cid <> y.cid)`,
      fid,
      from,
      to,
    )
    found.push(...rows.map((row) => turnPair(row, slug)))
  })
  const pairs = found
    .toSorted((x, y) => y.points - x.points || (`${x.record} ${x.other}` < `${y.record} ${y.other}` ? -1 : 1))
    .slice(0, MOST_ITEMS)
  const names = yield* readNames(store, [...new Set(pairs.flatMap(({ record, other }) => [record, other]))])
  return pairs.map(({ record, other, points }) => {
    const isWithin = refOf(other).feed === slug
    const question = isWithin ? 'Is it listed twice?' : 'Are these one service, or two?'
    return {
      kind: 'DUPLICATE',
      key: `DUPLICATE ${record} ${other}`,
      record,
      other,
      ...present({ name: names.get(record), otherName: names.get(other) }),
      code: isWithin ? 'LISTED_TWICE' : 'POSSIBLE_DUPLICATE',
      message: `${question} The evidence comes to ${points.toFixed(1)} points.`,
      services: 2,
    }
  })
}

interface Pair {
  readonly record: string
  readonly other: string
  readonly points: number
}

/** The pair of a row with the feed's own record first. */
function turnPair(row: Row, slug: string): Pair {
  const [left, right] = [textOf(row, 'left_uid'), textOf(row, 'right_uid')]
  const [record, other] = refOf(left).feed === slug ? [left, right] : [right, left]
  return { record, other, points: numberOf(row, 'points') }
}

function* readDefects(store: ReaderStore, { slug, fid }: ListedFeed): Steps<readonly WorklistItem[]> {
  const { issues } = listFeedIssues(store, fid, { severity: ['ERROR', 'WARNING'] }, MOST_ITEMS)
  yield
  const ids = new Set(issues.flatMap(({ originId }) => originId ?? []))
  const names = yield* readNames(
    store,
    [...ids].map((originId) => `${slug}/${originId}`),
  )
  const items = issues.map(({ originId, recordType, code, severity, path, message }): WorklistItem => {
    const record = originId === undefined ? undefined : `${slug}/${originId}`
    return {
      kind: 'DEFECT',
      key: ['DEFECT', recordType, record, code, path].filter((part) => part !== undefined).join(' '),
      ...present({ record, name: record === undefined ? undefined : names.get(record) }),
      code,
      path,
      message: `${severity === 'ERROR' ? 'Left out' : 'Doubtful'}: ${message}`,
      services: recordType === 'service' ? 1 : 0,
    }
  })
  return [...new Map(items.map((item) => [item.key, item])).values()]
}

function describeTerm({ uri, name, scheme, services }: TermUse): WorklistItem {
  return {
    kind: 'UNMAPPED',
    key: `UNMAPPED ${uri}`,
    name,
    code: 'TERM_UNMAPPED',
    path: uri,
    message: `No shared scheme knows this term of ${scheme.name}: say which of its terms means the same.`,
    services,
  }
}

function* readStale(store: ReaderStore, { fid }: ListedFeed, nowMs: number): Steps<readonly WorklistItem[]> {
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
  const rows = store.all(
    `SELECT uid, assured FROM service WHERE fid = ?1 AND active = 1 AND (assured < ?2 OR assured > ?3)
     ORDER BY assured, uid LIMIT ${MOST_ITEMS}`,
    fid,
    dayOf(nowMs - STALE_AFTER_DAYS * DAY_MS),
    dayOf(nowMs),
  )
  const dates = new Map(rows.map((row) => [textOf(row, 'uid'), textOf(row, 'assured')]))
  const names = yield* readNames(store, [...dates.keys()])
  return [...dates].map(([record, assured]) => ({
    kind: 'STALE',
    key: `STALE ${record}`,
    record,
    ...present({ name: names.get(record) }),
    ...describeAge(assured, dayOf(nowMs)),
    path: 'assured_date',
    ...present({ date: assured || undefined }),
    services: 1,
  }))
}

function describeAge(assured: string, today: string): Pick<WorklistItem, 'code' | 'message'> {
  if (assured === '') return { code: 'NEVER_ASSURED', message: 'It states no date on which it was assured.' }
  if (assured > today) return { code: 'ASSURED_IN_FUTURE', message: `It was assured on ${assured}, which is to come.` }
  return { code: 'ASSURED_LONG_AGO', message: `It was last assured on ${assured}, over a year ago.` }
}

function* readPoor(store: ReaderStore, { fid }: ListedFeed): Steps<readonly WorklistItem[]> {
  const rows = store.all(
    `SELECT s.uid FROM service s JOIN service_score c USING (sid)
      WHERE s.fid = ? AND s.active = 1 AND s.quality < ${BAND_FROM.C} ORDER BY s.quality, s.uid LIMIT ${MOST_ITEMS}`,
    fid,
  )
  const uids = rows.map((row) => textOf(row, 'uid'))
  const names = yield* readNames(store, uids)
  const items: WorklistItem[] = []
  for (let from = 0; from < uids.length; from += STEP_RECORDS) {
    const some = uids.slice(from, from + STEP_RECORDS)
    for (const [index, quality] of getQualities(store, some.map(refOf)).entries()) {
      const record = some[index]
      if (record === undefined || quality === undefined) continue
      const reasons = quality.issues.slice(0, REASONS).map(({ path, message }) => `${path}: ${message}`)
      items.push({
        kind: 'POOR',
        key: `POOR ${record}`,
        record,
        ...present({ name: names.get(record) }),
        code: `BAND_${quality.band}`,
        message: [`It scores ${quality.score.toFixed(1)} of 100.`, ...reasons].join(' '),
        services: 1,
      })
    }
    yield
  }
  return items
}

function* readNames(store: ReaderStore, uids: readonly string[]): Steps<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (let from = 0; from < uids.length; from += STEP_RECORDS) {
    for (const { uid, service } of readWholeServices(store, uids.slice(from, from + STEP_RECORDS)))
      names.set(uid, service.name)
    yield
  }
  return names
}
