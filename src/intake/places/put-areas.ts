import { type Area, areaTypeOf } from '../../geography/area.ts'
import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import { mergeArea } from '../../geography/merge-area.ts'
import type { AreaPeople } from '../../geography/read-populations.ts'
import { statePeople } from '../../geography/read-people.ts'
import type { SmallArea } from '../../geography/read-small-areas.ts'
import type { GeographyDraft } from '../../store/geography-draft.ts'

/** Lays each area over what was imported of it before. */
export function putAreas(db: GeographyDraft, areas: readonly Area[]): void {
  for (const area of areas) db.putArea(area.code, mergeArea(db.findArea<Area>(area.code), area))
}

/** Lays what was imported of an area over what is built in of it; undefined where it is neither. */
export function overBuiltIn(): (code: string, imported: Area | undefined) => Area | undefined {
  const builtIn = new Map(readBuiltInAreas().areas.map((area) => [area.code, area]))
  return (code, imported) => (imported === undefined ? builtIn.get(code) : mergeArea(builtIn.get(code), imported))
}

/** The area as it is built in, corrected by what was imported of it; undefined where it is neither. */
export function knownAreas(db: GeographyDraft): (code: string) => Area | undefined {
  const layOver = overBuiltIn()
  return (code) => layOver(code, db.findArea<Area>(code))
}

/** What a file that only adds to an area has of it. */
export function bareArea({ code, name, type }: Pick<Area, 'code' | 'name' | 'type'>): Area {
  return { code, name, type, otherNames: [], parents: [], successors: [] }
}

/** Puts a register's areas; of those that are known names and days stay, and the register's names are others of theirs. */
export function putRegister(db: GeographyDraft, areas: readonly Area[]): void {
  const find = knownAreas(db)
  const isCurrent = (code: string): boolean => (find(code)?.successors.length ?? 0) === 0
  const stated = areas.map((each): Area => {
    const area = { ...each, parents: each.parents.filter(isCurrent) }
    const known = find(area.code)
    if (known === undefined) return area
    const { validFrom, validTo, ...rest } = { ...area, ...daysOf(known) }
    const otherNames = [area.name, ...area.otherNames].filter((name) => name !== known.name)
    return { ...rest, name: known.name, otherNames, ...(validFrom && { validFrom }), ...(validTo && { validTo }) }
  })
  putAreas(db, stated)
}

function daysOf({ validFrom, validTo }: Area): Pick<Area, 'validFrom' | 'validTo'> {
  return { ...(validFrom && { validFrom }), ...(validTo && { validTo }) }
}

/** Puts people to areas that are known, small areas of the distance figures too; the codes of the others. */
export function putPopulations(db: GeographyDraft, populations: readonly AreaPeople[]): readonly string[] {
  const find = knownAreas(db)
  const unknown: string[] = []
  for (const { code, people, ...origin } of populations) {
    const area = find(code)
    if (area === undefined) {
      unknown.push(code)
      continue
    }
    putAreas(db, [{ ...bareArea(area), ...statePeople(people, origin) }])
    const smallArea = areaTypeOf(code) === 'SMALL_AREA' ? db.findSmallArea<SmallArea>(code) : undefined
    if (smallArea !== undefined && people.ALL !== undefined) {
      const { vintage: _, ...rest } = smallArea
      db.putSmallArea(code, { ...rest, ...origin, populations: people } satisfies SmallArea)
    }
  }
  return unknown
}
