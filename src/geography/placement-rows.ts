import type { Gazetteer } from './gazetteer.ts'
import type { ServedArea } from './overlap.ts'

/** By what evidence a service counts for an area. */
export type AreaBasis = 'PUBLISHER' | 'LOCATED' | 'SERVES' | 'AVAILABLE'

/**
 * A service counts for the area under the basis. A service for a whole area counts for all areas below it, too, but
 * these are not written out (a national service would have hundreds): to ask whether a service counts for area `a`,
 * take its rows for `a`, and its FULL rows for any area above `a`. LOCATED and PUBLISHER rows are PARTIAL throughout,
 * since neither a site nor a county's feed says anything of the districts below.
 */
export interface AreaRow {
  readonly basis: AreaBasis
  readonly code: string
  /** FULL: for all of the area; PARTIAL: for some place or part in it. */
  readonly share: 'FULL' | 'PARTIAL'
}

/**
 * The current areas that hold all of a feed's area, innermost first: itself and all above; empty for an unknown code.
 * A county divided since lies in none of its parts, only in what holds them all.
 */
export function publisherCodes(feedArea: string, gazetteer: Gazetteer): readonly string[] {
  const [first = [], ...others] = gazetteer
    .findCurrent(feedArea)
    .map(({ area }) => [area.code, ...gazetteer.ancestorsOf(area.code)])
  return first.filter((code) => others.every((held) => held.includes(code)))
}

/** Under PUBLISHER a service counts for its feed's areas and all above them. */
export function publisherRows(feedAreas: readonly string[], gazetteer: Gazetteer): readonly AreaRow[] {
  return partialRows(
    'PUBLISHER',
    feedAreas.flatMap((code) => publisherCodes(code, gazetteer)),
  )
}

/** Under LOCATED a service counts for every area that one of its sites lies in. */
export function locatedRows(sites: readonly (readonly string[])[]): readonly AreaRow[] {
  return partialRows('LOCATED', sites.flat())
}

/** Under SERVES a service counts for the areas it declares, and in part for all above them and those that hold a part of them. */
export function servesRows(served: readonly ServedArea[], gazetteer: Gazetteer): readonly AreaRow[] {
  const shares = new Map<string, AreaRow['share']>()
  for (const { code, share } of served) {
    if (share === 'FULL' || !shares.has(code)) shares.set(code, share)
    const touched = [...gazetteer.ancestorsOf(code), ...gazetteer.overlapsOf(code)]
    for (const above of touched) if (!shares.has(above)) shares.set(above, 'PARTIAL')
  }
  return [...shares].map(([code, share]) => ({ basis: 'SERVES', code, share }))
}

/** The rows of the strongest basis there is: SERVES if any declared area resolved, else LOCATED if any site is placed, else PUBLISHER. */
export function availableRows(of: {
  readonly serves: readonly AreaRow[]
  readonly located: readonly AreaRow[]
  readonly publisher: readonly AreaRow[]
}): { readonly by?: Exclude<AreaBasis, 'AVAILABLE'>; readonly rows: readonly AreaRow[] } {
  const chosen = [of.serves, of.located, of.publisher].find((rows) => rows.length > 0) ?? []
  const by = chosen[0]?.basis
  if (by === undefined || by === 'AVAILABLE') return { rows: [] }
  return { by, rows: chosen.map((row) => ({ ...row, basis: 'AVAILABLE' })) }
}

/** Whether, and how far, a service with these rows counts for the area: the definition that any stored index must agree with. */
export function shareInArea(
  rows: readonly AreaRow[],
  basis: AreaBasis,
  code: string,
  gazetteer: Gazetteer,
): AreaRow['share'] | undefined {
  const above = new Set(gazetteer.ancestorsOf(code))
  const mine = rows.filter((row) => row.basis === basis)
  if (mine.some((row) => row.share === 'FULL' && (row.code === code || above.has(row.code)))) return 'FULL'
  return mine.some((row) => row.code === code) ? 'PARTIAL' : undefined
}

function partialRows(basis: AreaBasis, codes: readonly string[]): readonly AreaRow[] {
  return [...new Set(codes)].map((code) => ({ basis, code, share: 'PARTIAL' }))
}

/** The column `service.available`, the basis that AVAILABLE rests on, is a position in this list. */
export const AVAILABLE_BY: readonly (Exclude<AreaBasis, 'AVAILABLE'> | undefined)[] = [
  undefined,
  'PUBLISHER',
  'LOCATED',
  'SERVES',
]
