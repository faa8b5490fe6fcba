import type { Gazetteer } from '../../geography/gazetteer.ts'
import { facetOfFact } from '../../facts/service-facts.ts'
import { countAreas } from '../areas/count-areas.ts'
import type { AreaRows } from '../areas/area-rows.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { TermView } from '../terms/term-view.ts'
import type { Duplicates, FacetCount, FacetDimension } from '../service-query.ts'
import { createHitCounter, type CountHits, type Counted, type CountedBy } from './count-hits.ts'
import type { Question } from './question.ts'

/** What counting facets looks things up in. */
export interface FacetSources {
  readonly store: ReaderStore
  readonly areas: AreaRows
  terms(): TermView
  gazetteer(): Gazetteer
}

type Dimension<By extends FacetDimension['by']> = Extract<FacetDimension, { readonly by: By }>

const BY_TERM: CountedBy = {
  columns: [],
  from: 'hit CROSS JOIN service_term x USING (sid)',
  key: 'x.tid',
  // A row for each service rather than one for each of its terms.
  kind: 'LISTED',
  ofAll: 'json_each((SELECT count_listed(tids) FROM hit CROSS JOIN service_terms USING (sid)))',
}

const BY_FEED: CountedBy = { columns: ['fid'], from: 'hit JOIN feed f USING (fid)', key: 'f.slug' }

const BY_ORGANIZATION: CountedBy = { columns: ['oid'], from: 'hit', key: 'hit.oid' }

const BY_STATUS: CountedBy = { columns: ['status'], from: 'hit', key: 'hit.status', kind: 'ONE_KEY' }

/** Counts the services that a question means by one dimension, most frequent first, ties by key; computed once while the data stands. */
export function countFacet(
  sources: FacetSources,
  { where, key }: Question,
  dimension: FacetDimension,
  duplicates: Duplicates = 'COLLAPSE',
): readonly FacetCount[] {
  const count = createHitCounter(sources.store, where, key, duplicates)
  if (dimension.by === 'taxonomyTerms') return countTerms(sources, dimension, count)
  if (dimension.by === 'organizations') return countOrganizations(sources, dimension.first, count(BY_ORGANIZATION))
  if (dimension.by === 'areas') return countAreas(dimension, sources.areas, sources.gazetteer(), count)
  return ranked(keyed(count(countedBy(dimension.by))), dimension.first)
}

function countedBy(by: Exclude<FacetDimension['by'], 'taxonomyTerms' | 'areas' | 'organizations'>): CountedBy {
  if (by === 'feeds') return BY_FEED
  return by === 'status' ? BY_STATUS : facetOfFact(by)
}

function countTerms(
  { terms }: FacetSources,
  { scheme, level, first }: Dimension<'taxonomyTerms'>,
  count: CountHits,
): readonly FacetCount[] {
  const { termByRow, findTaxonomy } = terms()
  const taxonomy = scheme === undefined ? undefined : findTaxonomy(scheme)?.key
  const isWanted = (term: { readonly taxonomy: string; readonly level: number }): boolean =>
    (scheme === undefined || term.taxonomy === taxonomy) && (level ?? term.level) === term.level
  const found = count(BY_TERM).flatMap(({ key, count }) => {
    const term = termByRow(Number(key))
    return term !== undefined && isWanted(term) ? [{ key: term.uri, count }] : []
  })
  return ranked(found, first)
}

/** There are about as many as a tenth of the services: those are named alone that may be among the first. */
function countOrganizations(
  { store }: FacetSources,
  first: number | undefined,
  counts: readonly Counted[],
): readonly FacetCount[] {
  const known = counts.filter(({ key }) => key !== null)
  const inOrder = Float64Array.from(known, ({ count }) => count).toSorted()
  const least = first === undefined ? 0 : (inOrder.at(-first) ?? 0)
  const countOf = new Map(known.flatMap(({ key, count }) => (count >= least ? [[Number(key), count] as const] : [])))
  const rows = store.all(
    `SELECT o.oid, f.slug || char(9) || o.origin_id AS key FROM json_each(?) j CROSS JOIN organization o ON o.oid = j.value
       JOIN feed f ON f.fid = o.fid`,
    JSON.stringify([...countOf.keys()]),
  )
  const named = rows.map((row) => ({ key: textOf(row, 'key'), count: countOf.get(numberOf(row, 'oid')) ?? 0 }))
  return ranked(named, first)
}

function keyed(counts: readonly Counted[]): FacetCount[] {
  return counts.map(({ key, count }) => ({ key: key === null ? null : String(key), count }))
}

function ranked(counts: readonly FacetCount[], first = Number.POSITIVE_INFINITY): readonly FacetCount[] {
  return counts.toSorted((a, b) => b.count - a.count || (a.key ?? '').localeCompare(b.key ?? '')).slice(0, first)
}
