import { boxAround, checkBox, checkPoint } from '../../geography/distance.ts'
import { InputError } from '../../model/input-error.ts'
import type { LocationQuery, OrganizationQuery } from '../catalogue-reader.ts'
import { foldedWords, foldIdentifier } from '../../facts/fold-text.ts'
import { lyingIn, offeringIn } from './compile-areas.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { Sql } from '../../store/sql.ts'
import { placeholders } from './condition.ts'
import type { ListCondition, ListPlan } from './list-slice.ts'
import type { SearchContext } from './search-context.ts'

/** Organizations in order of name. */
export function planOrganizations(
  store: ReaderStore,
  context: SearchContext,
  { text, feeds, identifier, areas }: OrganizationQuery,
): ListPlan {
  const where: readonly ListCondition[] = [
    ...inFeeds(context, feeds),
    ...(areas === undefined ? [] : [offeringIn(store, context, areas, ['where', 'areas'])]),
    ...(text === undefined
      ? []
      : foldedWords(text).map((word) => ({ sql: "(' ' || name_sort) LIKE ?", values: [`% ${word}%`] }))),
    ...(identifier === undefined
      ? []
      : [{ sql: 'instr(identifiers, ?) > 0', values: [`\n${foldIdentifier(identifier)}\n`] }]),
  ]
  return { from: 'organization', row: 'oid', key: { sql: 'name_sort', values: [] }, where, isDistance: false }
}

/** Where a location is: its own point, else that of its postcode. */
const LOCATIONS = 'location LEFT JOIN postcode_point q USING (lid)'
const LATITUDE = 'coalesce(location.latitude, q.latitude)'
const LONGITUDE = 'coalesce(location.longitude, q.longitude)'
const IN_BOX = `${LATITUDE} BETWEEN ? AND ? AND ${LONGITUDE} BETWEEN ? AND ?`

/** Locations in order of distance where a point is given, else of name. */
export function planLocations(
  store: ReaderStore,
  context: SearchContext,
  { text, feeds, near, within, types, areas }: LocationQuery,
): ListPlan {
  const conditions: ListCondition[] = [
    ...inFeeds(context, feeds),
    ...(areas === undefined ? [] : [lyingIn(store, context, areas, ['where', 'areas'])]),
    ...(text === undefined ? [] : foldedWords(text).map((word) => ({ sql: 'words LIKE ?', values: [`% ${word}%`] }))),
    ...(types === undefined ? [] : [{ sql: `coalesce(type IN (${placeholders(types.length)}), 0)`, values: types }]),
  ]
  if (within !== undefined) {
    checkBox(within, ['where', 'within'])
    const { south, west, north, east } = within
    conditions.push({
      sql: `coalesce(${IN_BOX}, 0)`,
      values: [south, north, west, east],
    })
  }
  if (near === undefined)
    return {
      from: LOCATIONS,
      row: 'location.lid',
      key: { sql: 'name_sort', values: [] },
      where: conditions,
      isDistance: false,
    }
  const path = ['where', 'near']
  checkPoint(near, path)
  const key: Sql = { sql: `distance_metres(${LATITUDE}, ${LONGITUDE}, ?, ?)`, values: [near.latitude, near.longitude] }
  conditions.push({ sql: '(measured = 1 OR q.latitude IS NOT NULL)', values: [] })
  if (near.withinMetres !== undefined) {
    const { south, west, north, east } = boxAround(near, near.withinMetres, path)
    conditions.push({
      sql: `${IN_BOX} AND ${key.sql} <= ?`,
      values: [south, north, west, east, ...key.values, near.withinMetres],
    })
  }
  return { from: LOCATIONS, row: 'location.lid', key, where: conditions, isDistance: true }
}

function inFeeds(context: SearchContext, slugs: readonly string[] | undefined): Sql[] {
  if (slugs === undefined) return []
  const ids = slugs.map((slug, index) => {
    const id = context.feedId(slug)
    if (id !== undefined) return id
    throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”. Feeds here: ${context.feedSlugs().join(', ')}.`, [
      'where',
      'feeds',
      index,
    ])
  })
  return [{ sql: `fid IN (${placeholders(ids.length)})`, values: ids }]
}
