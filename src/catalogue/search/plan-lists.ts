import { boxAround, checkBox, checkPoint } from '../../geography/distance.ts'
import { InputError } from '../../model/input-error.ts'
import type { LocationQuery, OrganizationQuery } from '../catalogue-reader.ts'
import { foldedWords, foldIdentifier } from '../../facts/fold-text.ts'
import { lyingIn, offeringIn } from './compile-areas.ts'
import type { Sql } from '../../store/sql.ts'
import { placeholders } from './condition.ts'
import type { ListPlan } from './list-slice.ts'
import type { SearchContext } from './search-context.ts'

/** Organizations in order of name. */
export function planOrganizations(
  context: SearchContext,
  { text, feeds, identifier, areas }: OrganizationQuery,
): ListPlan {
  const where = [
    ...inFeeds(context, feeds),
    ...(areas === undefined ? [] : [offeringIn(context, areas, ['where', 'areas'])]),
    ...(text === undefined
      ? []
      : foldedWords(text).map((word) => ({ sql: "(' ' || name_sort) LIKE ?", values: [`% ${word}%`] }))),
    ...(identifier === undefined
      ? []
      : [{ sql: 'instr(identifiers, ?) > 0', values: [`\n${foldIdentifier(identifier)}\n`] }]),
  ]
  return { from: 'organization', key: { sql: 'name_sort', values: [] }, where, isDistance: false }
}

/** Locations in order of distance where a point is given, else of name. */
export function planLocations(
  context: SearchContext,
  { text, feeds, near, within, types, areas }: LocationQuery,
): ListPlan {
  const conditions: Sql[] = [
    ...inFeeds(context, feeds),
    ...(areas === undefined ? [] : [lyingIn(context, areas, ['where', 'areas'])]),
    ...(text === undefined ? [] : foldedWords(text).map((word) => ({ sql: 'words LIKE ?', values: [`% ${word}%`] }))),
    ...(types === undefined ? [] : [{ sql: `coalesce(type IN (${placeholders(types.length)}), 0)`, values: types }]),
  ]
  if (within !== undefined) {
    checkBox(within, ['where', 'within'])
    const { south, west, north, east } = within
    conditions.push({
      sql: 'coalesce(latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?, 0)',
      values: [south, north, west, east],
    })
  }
  if (near === undefined)
    return { from: 'location', key: { sql: 'name_sort', values: [] }, where: conditions, isDistance: false }
  const path = ['where', 'near']
  checkPoint(near, path)
  const key: Sql = { sql: 'distance_metres(latitude, longitude, ?, ?)', values: [near.latitude, near.longitude] }
  conditions.push({ sql: 'measured = 1', values: [] })
  if (near.withinMetres !== undefined) {
    const { south, west, north, east } = boxAround(near, near.withinMetres, path)
    conditions.push({
      sql: `latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? AND ${key.sql} <= ?`,
      values: [south, north, west, east, ...key.values, near.withinMetres],
    })
  }
  return { from: 'location', key, where: conditions, isDistance: true }
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
