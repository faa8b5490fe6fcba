import type { SQLInputValue } from 'node:sqlite'
import { InputError } from '../../model/input-error.ts'
import type { Near, ServiceFilter, ServiceOrder } from '../service-query.ts'
import { ALWAYS, type Condition } from './condition.ts'
import { textMatch } from './text-match.ts'

/** How services are put in order: an expression, its direction, and the tables it needs. Ties go by uid. */
export interface OrderPlan {
  readonly key: string
  readonly keyValues: readonly SQLInputValue[]
  readonly direction: 'ASC' | 'DESC'
  /** Where the rows come from: `service s`, or what leads to it. */
  readonly from: string
  /** A condition that comes with `from`. */
  readonly match: Condition
  /** The key depends on the whole corpus: a cursor holds the record rather than the value. */
  readonly isRelative: boolean
}

/** Not given: text → RELEVANCE, else near → DISTANCE, else NAME. InputError where the order has nothing to go by. */
export function planOrder(filter: ServiceFilter, order: ServiceOrder | undefined): OrderPlan {
  const text = findInConjunction(filter, (part) => part.text)
  const match = text === undefined ? undefined : textMatch(text)
  const near = findNear(filter)
  switch (order ?? (match !== undefined ? 'RELEVANCE' : near !== undefined ? 'DISTANCE' : 'NAME')) {
    case 'NAME':
      return plain('s.name_sort', 'ASC')
    case 'LAST_MODIFIED_DESC':
      return plain('s.modified', 'DESC')
    case 'ASSURED_DATE_DESC':
      return plain('s.assured', 'DESC')
    case 'DISTANCE':
      if (near === undefined)
        throw new InputError('BAD_USER_INPUT', 'Order DISTANCE needs where.near: give a point to measure from.', [
          'orderBy',
        ])
      return byDistance(near)
    case 'RELEVANCE':
      if (match === undefined)
        throw new InputError('BAD_USER_INPUT', 'Order RELEVANCE needs where.text: give words to look for.', ['orderBy'])
      return {
        ...plain('bm25(service_text, 10, 5, 5, 1, 2)', 'ASC'),
        // CROSS JOIN keeps the text index in front: from the other side every row would be looked up in it.
        from: 'service_text CROSS JOIN service s ON s.sid = service_text.rowid',
        match: { sql: 'service_text MATCH ?', values: [match] },
        isRelative: true,
      }
  }
}

function plain(key: string, direction: 'ASC' | 'DESC'): OrderPlan {
  return { key, keyValues: [], direction, from: 'service s', match: ALWAYS, isRelative: false }
}

/** Metres to the nearest of a service's places; those without any come last. */
function byDistance({ latitude, longitude }: Near): OrderPlan {
  return {
    ...plain(
      `coalesce((SELECT min(distance_metres(p.latitude, p.longitude, ?, ?)) FROM place p WHERE p.id BETWEEN s.sid * 4096 AND s.sid * 4096 + 4095), 1e9)`,
      'ASC',
    ),
    keyValues: [latitude, longitude],
  }
}

/** `near` stands at the top or under `and` only (contract). */
export function findNear(filter: ServiceFilter): Near | undefined {
  return findInConjunction(filter, (part) => part.near)
}

/** The first value found at the top of a filter or in what is ANDed to it. */
function findInConjunction<T>(filter: ServiceFilter, pick: (part: ServiceFilter) => T | undefined): T | undefined {
  const own = pick(filter)
  if (own !== undefined) return own
  for (const inner of filter.and ?? []) {
    const found = findInConjunction(inner, pick)
    if (found !== undefined) return found
  }
  return undefined
}
