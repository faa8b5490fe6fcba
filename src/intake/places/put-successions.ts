import { type Area, type AreaType, areaTypeOf } from '../../geography/area.ts'
import type { Succession } from '../../geography/succession.ts'
import { present } from '../../model/present.ts'
import type { GeographyDraft } from '../../store/geography-draft.ts'
import { bareArea, knownAreas, putAreas } from './put-areas.ts'

/** How many were taken, and the codes of areas that are not known, nor named. */
export interface PutSuccessions {
  readonly taken: number
  readonly unknown: readonly string[]
}

/** Kinds of areas that a history may add; of wards and small areas it has tens of thousands that nobody asked for. */
const ADDED: ReadonlySet<AreaType> = new Set(['DISTRICT', 'COUNTY', 'COMBINED_AUTHORITY', 'ICB', 'REGION'])

/**
 * Puts what became of areas: each gets its successors and its last day, which is the day before theirs; one that is new and
 * lies in nothing yet lies in what its predecessors lay in, less what is itself succeeded.
 */
export function putSuccessions(db: GeographyDraft, successions: readonly Succession[]): PutSuccessions {
  const find = knownAreas(db)
  const add = (code: string, name: string | undefined): void => {
    const type = areaTypeOf(code)
    if (find(code) !== undefined || name === undefined || type === undefined || !ADDED.has(type)) return
    putAreas(db, [bareArea({ code, name, type })])
  }
  for (const { code, name, successor, successorName } of successions) {
    add(code, name)
    add(successor, successorName)
  }
  const isKnown = ({ code, successor }: Succession): boolean =>
    find(code) !== undefined && find(successor) !== undefined
  const valid = successions.filter(isKnown)
  for (const [code, list] of Map.groupBy(valid, (each) => each.code)) {
    const area = find(code)
    if (area === undefined) continue
    const [from] = list.flatMap((each) => each.from ?? []).toSorted()
    const successors = [...new Set(list.map(({ successor }) => successor))]
    const validTo = from === undefined ? undefined : dayBefore(from)
    putAreas(db, [{ ...bareArea(area), successors, ...present({ validTo }) }])
  }
  for (const [code, list] of Map.groupBy(valid, ({ successor }) => successor)) {
    const area = find(code)
    if (area === undefined) continue
    const before = list.flatMap((each) => find(each.code) ?? [])
    const parents = area.parents.length > 0 ? [] : [...new Set(before.flatMap((each) => above(each, find)))]
    const [validFrom = area.validFrom] = list.flatMap((each) => each.from ?? []).toSorted()
    if (parents.length > 0 || validFrom !== area.validFrom)
      putAreas(db, [{ ...bareArea(area), parents, ...present({ validFrom }) }])
  }
  const lost = successions.filter((each) => !isKnown(each)).flatMap(({ code, successor }) => [code, successor])
  return {
    taken: new Set(valid.map(({ code, successor }) => `${code} ${successor}`)).size,
    unknown: [...new Set(lost.filter((code) => find(code) === undefined))],
  }
}

/** What an area lies in; of what is itself succeeded, what that lies in. */
function above(area: Area, find: (code: string) => Area | undefined): readonly string[] {
  return area.parents.flatMap((code) => {
    const parent = find(code)
    return parent === undefined || parent.successors.length === 0 ? code : above(parent, find)
  })
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}
