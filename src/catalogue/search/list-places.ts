import { refOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { LIMIT, type Sql } from '../../store/sql.ts'
import type { Duplicates, PlaceHit, PlacePage, Slice } from '../service-query.ts'
import { inSteps, SHORT_MS, type Steps } from '../steps.ts'
import { collapse } from './collapse.ts'
import { sqlOn, type Condition } from './condition.ts'
import { eachHits } from './each-hits.ts'
import type { Question } from './question.ts'

const ORDER = 's.name_sort, s.uid, l.place'
const BYTES_PER_ROW = 200

/** One slice of the services that a question means at each of their places: by the service's name, its id, then as published. Forward only. */
export function listPlaces(
  store: ReaderStore,
  question: Question,
  duplicates: Duplicates,
  { after, limit, offset = 0 }: Slice,
): PlacePage {
  const where = collapse(question.where, duplicates)
  const bound = boundOf(after)
  const rows = selectRows(store, where, bound, offset + limit + 1).slice(offset)
  return {
    hits: rows.slice(0, limit).map(hitOf),
    hasNext: rows.length > limit,
    hasPrevious: after !== undefined || (offset > 0 && countPlaces(store, question, duplicates) > 0),
  }
}

/** How many there are in all, counted in steps once while the data stands. */
export function countPlaces(store: ReaderStore, question: Question, duplicates: Duplicates): number {
  return inSteps(store, `places ${duplicates}\n${question.key}`, function* (): Steps<number> {
    let counted = 0
    const where = collapse(question.where, duplicates)
    yield* eachHits(store, where, { needsRows: true, isJoined: true }, ({ from, where: rest }) => {
      const sql = `SELECT count(*) AS n FROM ${from.sql} JOIN service_location l ON l.sid = s.sid WHERE ${rest.sql}`
      counted += Number(store.get(sql, ...from.values, ...rest.values)?.['n'])
    })
    return counted
  })
}

function selectRows(store: ReaderStore, where: Condition, bound: Sql, limit: number): readonly Row[] {
  const inOrder = { sql: 'service s INDEXED BY service_name', values: [] }
  const { sql, values } = sqlOn('s', where)
  const asked = { sql: `(s.sid & 15 OR in_time()) AND ${sql}`, values }
  return (
    store.within(SHORT_MS, () => select(store, inOrder, asked, bound, limit)) ??
    inSteps(
      store,
      `place hits ${JSON.stringify([bound, limit, values])}\n${sql}`,
      function* (): Steps<readonly Row[]> {
        let first: readonly Row[] = []
        yield* eachHits(store, where, { needsRows: true, isJoined: true }, ({ from, where: rest }) => {
          first = [...first, ...select(store, from, rest, bound, limit)].toSorted(compare).slice(0, limit)
        })
        return first
      },
      (rows) => rows.length * BYTES_PER_ROW,
    )
  )
}

function select(store: ReaderStore, from: Sql, where: Sql, bound: Sql, limit: number): readonly Row[] {
  return store.all(
    `SELECT s.name_sort AS key, s.uid, l.place, l.origin_id FROM ${from.sql} CROSS JOIN service_location l ON l.sid = s.sid
     WHERE ${where.sql} AND ${bound.sql} ORDER BY ${ORDER} ${LIMIT}`,
    ...from.values,
    ...where.values,
    ...bound.values,
    limit,
  )
}

function boundOf(after: Slice['after']): Sql {
  if (after === undefined) return { sql: '1', values: [] }
  const [uid = '', place = ''] = after.uid.split('\t')
  // The first part alone is what the index starts from.
  return {
    sql: `s.name_sort >= ? AND (${ORDER}) > (?, ?, ?)`,
    values: [after.value, after.value, uid, Number(place)],
  }
}

function hitOf(row: Row): PlaceHit {
  const uid = textOf(row, 'uid')
  return {
    service: refOf(uid),
    originId: textOf(row, 'origin_id'),
    anchor: { value: textOf(row, 'key'), uid: `${uid}\t${numberOf(row, 'place')}` },
  }
}

/** As SQLite orders them: texts by their bytes. */
function compare(a: Row, b: Row): number {
  return (
    Buffer.compare(Buffer.from(textOf(a, 'key')), Buffer.from(textOf(b, 'key'))) ||
    Buffer.compare(Buffer.from(textOf(a, 'uid')), Buffer.from(textOf(b, 'uid'))) ||
    numberOf(a, 'place') - numberOf(b, 'place')
  )
}
