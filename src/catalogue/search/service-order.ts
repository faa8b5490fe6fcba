import { InputError } from '../../model/input-error.ts'
import type { Near, ServiceOrder } from '../service-query.ts'
import type { RowSql } from '../../facts/row-sql.ts'
import type { Sql } from '../../store/sql.ts'
import type { Question } from './question.ts'

/** How services are put in order; ties go by uid, rising. */
export interface OrderPlan {
  /** SQL over `service s`; of relevance what it is by, which is no SQL. */
  readonly key: Sql
  readonly direction: 'ASC' | 'DESC'
  readonly by:
    | { readonly index: 'service_name' | 'service_modified' | 'service_assured' | 'service_quality' }
    | { readonly near: Near }
    /** Of each tier of a text those ranked best (searched-text.ts). The key depends on the whole corpus: a cursor holds the record rather than the value. */
    | { readonly tiers: readonly string[] }
}

/** Not given: text → RELEVANCE, else near → DISTANCE, else NAME. InputError where the order has nothing to go by. */
export function planOrder({ searched, near, heldAt }: Question, order: ServiceOrder | undefined): OrderPlan {
  const tiers = searched?.tiers
  switch (order ?? (tiers !== undefined ? 'RELEVANCE' : near !== undefined ? 'DISTANCE' : 'NAME')) {
    case 'NAME':
      return { key: { sql: 's.name_sort', values: [] }, direction: 'ASC', by: { index: 'service_name' } }
    case 'LAST_MODIFIED_DESC':
      return { key: { sql: 's.modified', values: [] }, direction: 'DESC', by: { index: 'service_modified' } }
    case 'ASSURED_DATE_DESC':
      return { key: { sql: 's.assured', values: [] }, direction: 'DESC', by: { index: 'service_assured' } }
    case 'QUALITY_DESC':
      return { key: { sql: 's.quality', values: [] }, direction: 'DESC', by: { index: 'service_quality' } }
    case 'DISTANCE':
      if (near === undefined)
        throw new InputError('BAD_USER_INPUT', 'Order DISTANCE needs where.near: give a point to measure from.', [
          'orderBy',
        ])
      return { key: metresTo(near, heldAt), direction: 'ASC', by: { near } }
    case 'RELEVANCE':
      if (tiers === undefined)
        throw new InputError('BAD_USER_INPUT', 'Order RELEVANCE needs where.text: give words to look for.', ['orderBy'])
      return { key: { sql: 'score', values: tiers }, direction: 'ASC', by: { tiers } }
  }
}

/** Metres to the nearest of a service's places at which what is asked may hold, else of all; those without any come last. */
function metresTo({ latitude, longitude }: Near, heldAt: RowSql | undefined): Sql {
  const metres = 'distance_metres(p.latitude, p.longitude, ?, ?)'
  const nearest = heldAt === undefined ? '' : `min(CASE WHEN ${heldAt.on('s')} THEN ${metres} END), `
  return {
    sql: `(SELECT coalesce(${nearest}min(${metres}), 1e9) FROM service_location p WHERE p.sid = s.sid AND p.latitude IS NOT NULL)`,
    values: [...(heldAt === undefined ? [] : [...heldAt.values, latitude, longitude]), latitude, longitude],
  }
}
