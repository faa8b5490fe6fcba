import type { TermMatch } from '../service-query.ts'
import { rowSql } from '../../facts/row-sql.ts'
import { unknownTerm } from '../terms/unknown-term.ts'
import { allOf, negated, placeholders, type Condition } from './condition.ts'
import type { SearchContext } from './search-context.ts'

/** Services under the terms asked for. InputError UNKNOWN_TERM where nobody knows one. */
export function compileTerms(context: SearchContext, match: TermMatch, path: readonly (string | number)[]): Condition {
  const idsOf = (key: 'anyOf' | 'allOf' | 'noneOf'): number[] | undefined =>
    match[key]?.map((term, index) => {
      const id = context.termId(term)
      if (id !== undefined) return id
      throw unknownTerm(term, [...path, key, index])
    })
  const hasAny = (asked: readonly number[]): Condition => {
    const isMapped = match.mapped === true || context.mappings.isEmpty
    const ids = match.descendants || !isMapped ? asked : withMapped(context, asked)
    const how = match.descendants ? (isMapped ? '' : ' AND direct <> 2') : ' AND direct = 1'
    const isAny = `tid IN (${placeholders(ids.length)})${how}`
    const [tid] = ids
    return {
      ...rowSql(['sid'], (s) => `EXISTS (SELECT 1 FROM service_term x WHERE x.sid = ${s('sid')} AND x.${isAny})`, ids),
      set:
        ids.length === 1 && tid !== undefined && how === ''
          ? { sql: 'SELECT sid FROM service_term WHERE tid = ?', values: ids, isExact: true, tid }
          : { sql: `SELECT DISTINCT sid FROM service_term WHERE ${isAny}`, values: ids, isExact: true },
    }
  }
  const [any, all, none] = [idsOf('anyOf'), idsOf('allOf'), idsOf('noneOf')]
  return allOf([
    ...(any === undefined ? [] : [hasAny(any)]),
    ...(all ?? []).map((id) => hasAny([id])),
    ...(none === undefined || none.length === 0 ? [] : [negated(hasAny(none))]),
  ])
}

/** Services under narrower terms are indexed with mappings followed; without them, the terms that mappings lead to are asked for by name. */
function withMapped({ mappings }: SearchContext, asked: readonly number[]): readonly number[] {
  return [...new Set([...asked, ...asked.flatMap((tid) => mappings.reachedFrom(tid))])]
}
