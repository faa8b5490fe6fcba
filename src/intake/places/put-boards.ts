import type { Area } from '../../geography/area.ts'
import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import { mergeArea } from '../../geography/merge-area.ts'
import type { GeographyDraft } from '../../store/geography-draft.ts'

/**
 * Puts each area into the integrated care board (ICB) in which all its postcodes lie. No file of areas says so, and a district
 * may lie in several: then its wards and small areas say which part of it lies where (docs/figures.md 2.4, pitfall 10).
 */
export function putBoards(db: GeographyDraft): void {
  const builtIn = new Map(readBuiltInAreas().areas.map((area) => [area.code, area]))
  const areaOf = (code: string): Area | undefined => db.findArea<Area>(code) ?? builtIn.get(code)
  const boards = new Map<string, Set<string>>()
  const known = new Map<string, boolean>()
  const isBoard = (code: string): boolean => {
    const held = known.get(code) ?? areaOf(code)?.type === 'ICB'
    known.set(code, held)
    return held
  }
  for (const list of db.areaLists()) {
    const board = list.find(isBoard) ?? ''
    for (const code of list) if (code !== board) boards.set(code, (boards.get(code) ?? new Set()).add(board))
  }
  for (const [code, [board = '', ...others]] of boards) {
    const area = board === '' || others.length > 0 ? undefined : areaOf(code)
    if (area !== undefined) db.putArea(code, mergeArea(area, { ...area, parents: [board] }))
  }
}
