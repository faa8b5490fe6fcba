import type { Area } from '../../geography/area.ts'
import { foldAreaName } from '../../geography/area-name.ts'
import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import { createGazetteer } from '../../geography/gazetteer.ts'
import { mergeAreas } from '../../geography/merge-area.ts'
import type { Alias } from '../../geography/read-aliases.ts'
import type { GeographyDraft } from '../../store/geography-draft.ts'
import { bareArea, putAreas } from './put-areas.ts'

/** What became of the names of a look-up. */
export interface PutAliases {
  /** New names. */
  readonly taken: number
  /** Names that mean that area already. */
  readonly known: number
  /** Names that mean another area, or one of several: nothing is put in doubt that was certain. */
  readonly disputed: readonly string[]
  /** Codes of no area that is known. */
  readonly unknown: readonly string[]
}

/** Gives areas that are known the names that people write for them. */
export function putAliases(db: GeographyDraft, aliases: readonly Alias[]): PutAliases {
  const { areas: builtIn, ambiguousNames } = readBuiltInAreas()
  const areas = mergeAreas(builtIn, db.areas<Area>())
  const gazetteer = createGazetteer(areas, { ambiguousNames })
  const byRegister = new Map(areas.flatMap(({ registerCode, code }) => (registerCode ? [[registerCode, code]] : [])))
  const find = (code: string): Area | undefined => gazetteer.find(code) ?? gazetteer.find(byRegister.get(code) ?? '')
  const names = new Map<string, { readonly area: Area; readonly name: string }>()
  const [disputed, unknown] = [new Set<string>(), new Set<string>()]
  let known = 0
  for (const { name, code } of aliases) {
    const area = find(code)
    if (area === undefined) {
      unknown.add(code)
      continue
    }
    const meaning = gazetteer.findByName(name)
    const folded = foldAreaName(name)
    const before = names.get(folded)
    const current = new Set(gazetteer.findCurrent(area.code).map((each) => each.area.code))
    if (meaning?.kind === 'FOUND' && meaning.areas.every((each) => current.has(each.area.code))) known++
    else if (meaning !== undefined || (before !== undefined && before.area.code !== area.code)) disputed.add(folded)
    else names.set(folded, { area, name })
  }
  const added = [...names.values()].filter(({ name }) => !disputed.has(foldAreaName(name)))
  putAreas(
    db,
    [...Map.groupBy(added, ({ area }) => area)].map(([area, own]) => ({
      ...bareArea(area),
      otherNames: own.map(({ name }) => name),
    })),
  )
  return { taken: added.length, known, disputed: [...disputed], unknown: [...unknown] }
}
