import type { Area, AreaType } from '../../geography/area.ts'
import { foldAreaName } from '../../geography/area-name.ts'
import type { Gazetteer } from '../../geography/gazetteer.ts'
import type { ListPage } from '../catalogue-reader.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'
import type { Anchor, Slice } from '../service-query.ts'
import { BASIS_BITS } from '../../geography/area-bits.ts'
import { type AreaRows, unknownArea } from './area-rows.ts'

/** Which areas are meant; names and meaning are those of the GraphQL input `AreaFilter`. */
export interface AreaQuery {
  readonly text?: string
  readonly type?: readonly AreaType[]
  /** Code of an area that holds them. */
  readonly within?: string
  /** Abolished areas are listed only where they are named here. */
  readonly codes?: readonly string[]
  /** Whether any active service is available there. */
  readonly withServices?: boolean
}

/** Areas in order of name, then code. UNKNOWN_AREA where a code is nobody's. */
export function findAreas(store: ReaderStore, rows: AreaRows, gazetteer: Gazetteer, query: AreaQuery): readonly Area[] {
  const { text, type, within, codes, withServices } = query
  const named = codes?.map((code, index) => find(gazetteer, code, ['where', 'codes', index]))
  const held =
    within === undefined
      ? undefined
      : new Set(rows.currentCodes(within, ['where', 'within']).flatMap((code) => gazetteer.descendantsOf(code)))
  const words = text === undefined ? [] : foldAreaName(text).split(' ').filter(Boolean)
  const served = withServices === undefined ? undefined : servedAids(store)
  const areas = named ?? gazetteer.areas.filter(({ successors }) => successors.length === 0)
  const matched = areas.filter(
    (area) =>
      (type?.includes(area.type) ?? true) &&
      (held?.has(area.code) ?? true) &&
      hasWords(area, words) &&
      (served === undefined || rows.aidsFor(area.code).some((aid) => served.has(aid)) === withServices),
  )
  return [...new Set(matched)].toSorted((a, b) => compare(a, { value: b.name, uid: b.code }))
}

/** One slice of areas already in order. */
export function sliceAreas(areas: readonly Area[], { limit, backward, after, before }: Slice): ListPage<string> {
  const from = after === undefined ? 0 : areas.findIndex((area) => compare(area, after) > 0)
  const to = before === undefined ? areas.length : areas.findIndex((area) => compare(area, before) >= 0)
  const [start, end] = [from === -1 ? areas.length : from, to === -1 ? areas.length : to]
  const cut = backward ? { start: Math.max(start, end - limit), end } : { start, end: Math.min(end, start + limit) }
  return {
    hits: areas.slice(cut.start, cut.end).map(({ code, name }) => ({ key: code, anchor: { value: name, uid: code } })),
    hasNext: cut.end < areas.length,
    hasPrevious: cut.start > 0,
  }
}

function find(gazetteer: Gazetteer, code: string, path: readonly (string | number)[]): Area {
  const area = gazetteer.find(code)
  if (area === undefined) throw unknownArea(code, gazetteer, path)
  return area
}

/** Row numbers (negative ones too) that any active service is available under. */
function servedAids(store: ReaderStore): ReadonlySet<number> {
  return store.once('served areas', () => {
    const sql = `SELECT aid FROM area WHERE EXISTS (SELECT 1 FROM service_area a JOIN service s USING (sid)
        WHERE a.aid = area.aid AND (a.bases & ${BASIS_BITS.AVAILABLE}) <> 0 AND s.active = 1)
      UNION ALL SELECT -aid FROM area WHERE EXISTS (SELECT 1 FROM service_area a JOIN service s USING (sid)
        WHERE a.aid = -area.aid AND (a.bases & ${BASIS_BITS.AVAILABLE}) <> 0 AND s.active = 1)`
    return new Set(store.all(sql).map((row) => numberOf(row, 'aid')))
  })
}

function hasWords({ name, otherNames, code }: Area, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const stated = ` ${[name, ...otherNames, code].map(foldAreaName).join(' ')}`
  return words.every((word) => stated.includes(` ${word}`))
}

function compare(area: Area, anchor: Anchor): number {
  return (
    area.name.localeCompare(String(anchor.value), 'en') ||
    (area.code < anchor.uid ? -1 : Number(area.code > anchor.uid))
  )
}
