import type { Gazetteer } from '../../geography/gazetteer.ts'
import { countAreas } from '../areas/count-areas.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { TermView } from '../terms/term-view.ts'
import { ATTENDING_TYPES } from '../../facts/derive-facts.ts'
import { maybeTextOf, numberOf, type Row } from '../../store/row.ts'
import type { Duplicates, FacetCount, FacetDimension, ServiceFilter, Unknowns } from '../service-query.ts'
import { lessSurplus, sharedAmong, surplusOf } from './collapse.ts'
import { compileFilter } from './compile-filter.ts'
import type { Condition } from './condition.ts'
import { hitsOf } from './hits-of.ts'
import type { SearchContext } from './search-context.ts'

const HIT_COLUMNS = 's.sid, s.fid, s.oid, s.status, s.free, s.attending, s.cid'

/** Counts the services that a filter means by one dimension, most frequent first, ties by key; computed once while the data stands. */
export function countFacet(
  store: ReaderStore,
  context: SearchContext,
  terms: () => TermView,
  gazetteer: () => Gazetteer,
  filter: ServiceFilter,
  unknowns: Unknowns,
  dimension: FacetDimension,
  duplicates: Duplicates = 'COLLAPSE',
): readonly FacetCount[] {
  const where = compileFilter(context, filter, unknowns)
  const count = (select: string, columns?: 's.sid', plainly = select): readonly Row[] => {
    const rows = countHits(where, select, columns)
    return duplicates === 'KEEP' ? rows : lessSurplus(rows, countHits(sharedAmong(where), surplusOf(plainly)))
  }
  const countHits = (among: Condition, select: string, columns = HIT_COLUMNS): readonly Row[] =>
    store.remember(
      `facet\n${select}\n${among.sql}\n${JSON.stringify(among.values)}`,
      () => {
        const hits = hitsOf(store, among, columns !== 's.sid')
        return store.all(
          `WITH hit AS MATERIALIZED (SELECT ${columns} FROM ${hits.from.sql} WHERE ${hits.where.sql}) ${select}`,
          ...hits.from.values,
          ...hits.where.values,
        )
      },
      (rows) => rows.length * 80,
    )
  switch (dimension.by) {
    case 'taxonomyTerms': {
      const rows = count(
        `SELECT value ->> 0 AS tid, value ->> 1 AS n
         FROM json_each((SELECT tally(tids) FROM hit CROSS JOIN service_terms USING (sid)))`,
        's.sid',
        'SELECT tid, count(*) AS n FROM hit CROSS JOIN service_term USING (sid) GROUP BY tid',
      )
      const { termByRow } = terms()
      const found = rows.flatMap((row) => {
        const term = termByRow(numberOf(row, 'tid'))
        const isWanted =
          term !== undefined &&
          matchesScheme(terms(), term.taxonomy, dimension.scheme) &&
          (dimension.level ?? term.level) === term.level
        return isWanted ? [{ key: term.uri, count: numberOf(row, 'n') }] : []
      })
      return ranked(found, dimension.first)
    }
    case 'areas':
      return countAreas(dimension, context.areas, gazetteer(), (select) => count(select, 's.sid'))
    case 'feeds':
      return ranked(keyed(count('SELECT f.slug AS key, count(*) AS n FROM hit JOIN feed f USING (fid) GROUP BY fid')))
    case 'organizations':
      return ranked(
        keyed(
          count(
            `SELECT f.slug || char(9) || o.origin_id AS key, count(*) AS n FROM hit JOIN organization o USING (oid) JOIN feed f ON f.fid = o.fid GROUP BY oid`,
          ),
        ),
        dimension.first,
      )
    case 'languages':
      return ranked(
        keyed(
          count(
            'SELECT l.language AS key, count(*) AS n FROM hit CROSS JOIN service_language l USING (sid) GROUP BY 1',
            's.sid',
          ),
        ),
        dimension.first,
      )
    case 'status':
      return ranked(keyed(count('SELECT status AS key, count(*) AS n FROM hit GROUP BY 1')))
    case 'free':
      return keyed(
        count(
          "SELECT CASE free WHEN 1 THEN 'free' WHEN 0 THEN 'charged' END AS key, count(*) AS n FROM hit GROUP BY 1",
        ),
      )
    case 'attending': {
      const each = ATTENDING_TYPES.map(
        (type, bit) => `SELECT '${type}' AS key, count(*) AS n FROM hit WHERE (attending & ${1 << bit}) <> 0`,
      )
      return ranked(keyed(count(each.join(' UNION ALL '))).filter((entry) => entry.count > 0))
    }
  }
}

function matchesScheme(terms: TermView, key: string, wanted: string | undefined): boolean {
  return wanted === undefined || terms.findTaxonomy(wanted)?.key === key
}

function keyed(rows: readonly Row[]): FacetCount[] {
  return rows.map((row) => ({ key: maybeTextOf(row, 'key') ?? null, count: numberOf(row, 'n') }))
}

function ranked(counts: readonly FacetCount[], first = Number.POSITIVE_INFINITY): readonly FacetCount[] {
  return counts.toSorted((a, b) => b.count - a.count || (a.key ?? '').localeCompare(b.key ?? '')).slice(0, first)
}
