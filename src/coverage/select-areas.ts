import { unknownArea } from '../catalogue/areas/area-rows.ts'
import { councilTypeOf, type Area, type AreaType, type CouncilType } from '../geography/area.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import { coveredBy, type CoveringFeed } from './feed-reach.ts'
import { InputError } from '../model/input-error.ts'

/** Which areas are meant: at least one condition; all given must hold. */
export interface AreaSelection {
  /** GSS codes; an abolished one means its successors. */
  readonly codes?: readonly string[]
  readonly type?: AreaType
  /** Code of an area that contains them. */
  readonly within?: string
  readonly councilType?: CouncilType
  /** Whether a feed is of the area, of one that holds it, or of one in it. */
  readonly hasFeed?: boolean
}

/** The areas meant, current ones, each once: codes in the order asked, else by name. */
export interface SelectedAreas {
  readonly areas: readonly Area[]
  /** Abolished areas that were asked for, with what took their place. */
  readonly recoded: readonly { readonly asked: Area; readonly successors: readonly Area[] }[]
}

/** What a selection is read against. */
export interface SelectionSource {
  readonly gazetteer: Gazetteer
  /** With the codes of each feed's own areas. */
  readonly feeds: readonly Pick<CoveringFeed, 'areas'>[]
}

/** InputError BAD_USER_INPUT where nothing is asked for, UNKNOWN_AREA where no area has a code. */
export function selectAreas(selection: AreaSelection, source: SelectionSource, path: readonly string[]): SelectedAreas {
  const { gazetteer, feeds } = source
  const { codes, type, within, councilType, hasFeed } = selection
  if ([codes, type, within, councilType, hasFeed].every((condition) => condition === undefined)) {
    const message = 'Say which areas: give codes, a type, within, a councilType or hasFeed.'
    throw new InputError('BAD_USER_INPUT', message, path)
  }
  const asked = codes?.map((code, index) => ({
    code,
    current: findCurrent(gazetteer, code, [...path, 'codes', index]),
  }))
  const containers = within === undefined ? undefined : findCurrent(gazetteer, within, [...path, 'within'])
  const candidates = asked?.flatMap(({ current }) => current) ?? currentByName(gazetteer)
  const isWithin = ({ code }: Area): boolean => {
    const above = gazetteer.ancestorsOf(code)
    return containers === undefined || containers.some((container) => above.includes(container.code))
  }
  const covered = hasFeed === undefined ? undefined : coveredBy(feeds, gazetteer)
  const areas = candidates.filter(
    (area) =>
      (type === undefined || area.type === type) &&
      (councilType === undefined || councilTypeOf(area) === councilType) &&
      isWithin(area) &&
      (covered === undefined || hasFeed === covered.has(area.code)),
  )
  const recoded = (asked ?? []).flatMap(({ code, current }) => {
    const old = gazetteer.find(code.trim())
    return old === undefined || old.successors.length === 0 ? [] : [{ asked: old, successors: current }]
  })
  return { areas: [...new Map(areas.map((area) => [area.code, area])).values()], recoded }
}

function findCurrent(gazetteer: Gazetteer, code: string, path: readonly (string | number)[]): readonly Area[] {
  const current = gazetteer.findCurrent(code.trim()).map(({ area }) => area)
  if (current.length > 0) return current
  throw unknownArea(code, gazetteer, path)
}

const byName = new WeakMap<Gazetteer, readonly Area[]>()
const inEnglish = new Intl.Collator('en')

/** Thousands, put in order once for each gazetteer. */
function currentByName(gazetteer: Gazetteer): readonly Area[] {
  const known = byName.get(gazetteer)
  if (known !== undefined) return known
  const current = gazetteer.areas
    .filter(({ successors }) => successors.length === 0)
    .toSorted((a, b) => inEnglish.compare(a.name, b.name) || (a.code < b.code ? -1 : 1))
  byName.set(gazetteer, current)
  return current
}
