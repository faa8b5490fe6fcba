import { InputError } from '../../model/input-error.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { AreaMatch, Near, NearBasis } from '../service-query.ts'
import { compileNear } from './compile-places.ts'
import type { Sql } from '../../store/sql.ts'
import { anyOf, placeholders, type Condition } from './condition.ts'
import type { SearchContext } from './search-context.ts'

type Path = readonly (string | number)[]

/** Services that count for any of the areas. InputError UNKNOWN_AREA where nothing has a code. */
export function compileAreas({ areas }: SearchContext, { anyOf: codes, basis }: AreaMatch, path: Path): Condition {
  return areas.inAreas(codes, basis, [...path, 'anyOf'])
}

/** Organizations with an active service that counts for any of the areas, over the table `organization`. */
export function offeringIn(context: SearchContext, match: AreaMatch, path: Path): Sql {
  const { on, values } = compileAreas(context, match, path)
  return { sql: `oid IN (SELECT s.oid FROM service s WHERE s.active = 1 AND ${on('s')})`, values }
}

/** Locations that lie in any of the areas, over the table `location`; by SERVES and PUBLISHER those of the active services that count. */
export function lyingIn(context: SearchContext, match: AreaMatch, path: Path): Sql {
  if (match.basis === 'SERVES' || match.basis === 'PUBLISHER') {
    const { on, values } = compileAreas(context, match, path)
    return {
      sql: `lid IN (SELECT l.lid FROM service s JOIN service_location l USING (sid) WHERE s.active = 1 AND ${on('s')})`,
      values,
    }
  }
  const codes = match.anyOf.flatMap((code, index) => context.areas.currentCodes(code, [...path, 'anyOf', index]))
  const aids = codes.flatMap((code) => context.areas.aidOf(code) ?? [])
  return { sql: `lid IN (SELECT lid FROM location_area WHERE aid IN (${placeholders(aids.length)}))`, values: aids }
}

/** Services near the point by any of the bases asked for. InputError where the circle leaves the map. */
export function compileNearBy({ areas }: SearchContext, near: Near, path: Path): Condition {
  const isLocated = compileNear(near, path)
  if (!asksFor(near, 'SERVES')) return isLocated
  if (!asksFor(near, 'LOCATED') && (near.areaCodes ?? []).length === 0) {
    throw new InputError(
      'UNKNOWN_AREA',
      'It is not known here in which areas that point lies, so nothing can be said to serve it: give a whole postcode, or ask by: [LOCATED].',
      [...path, 'by'],
    )
  }
  const serves = areas.servingAll(near.areaCodes ?? [])
  return asksFor(near, 'LOCATED') ? anyOf([isLocated, serves]) : serves
}

/** By which of the bases asked for a service is near; `metres` to the nearest of its places, undefined where it has none. */
export function nearBasisOf(
  store: ReaderStore,
  { areas }: SearchContext,
  near: Near,
  { sid, metres }: { readonly sid: number; readonly metres: number | undefined },
): readonly NearBasis[] {
  const isLocated = metres !== undefined && metres <= (near.withinMetres ?? Number.POSITIVE_INFINITY)
  const isServed = (): boolean => {
    const { on, values } = areas.servingAll(near.areaCodes ?? [])
    return store.get(`SELECT 1 FROM service s WHERE s.sid = ? AND ${on('s')}`, sid, ...values) !== undefined
  }
  return [
    ...(asksFor(near, 'LOCATED') && isLocated ? (['LOCATED'] as const) : []),
    ...(asksFor(near, 'SERVES') && isServed() ? (['SERVES'] as const) : []),
  ]
}

function asksFor({ by = ['LOCATED'] }: Near, basis: NearBasis): boolean {
  return by.includes(basis)
}
