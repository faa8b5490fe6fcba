import type { Area, AreaType } from './area.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { AreaBasis, AreaRow } from './placement-rows.ts'

/**
 * Areas of a type that a service counts for under a basis, the innermost first, then by name. One that counts for all of a larger
 * area counts for those in it, but where that is a country it answers with the country, whatever the type.
 */
export function areasOfService(
  rows: readonly AreaRow[],
  gazetteer: Gazetteer,
  { basis, type }: { readonly basis: AreaBasis; readonly type: AreaType },
): readonly Area[] {
  const found = rows.flatMap((row): readonly Area[] => {
    const area = gazetteer.find(row.code)
    if (row.basis !== basis || area === undefined) return []
    if (row.share === 'PARTIAL') return area.type === type ? [area] : []
    if (area.type === 'COUNTRY' || area.type === type) return [area]
    return gazetteer.descendantsOf(area.code).flatMap((code) => currentOfType(gazetteer, code, type))
  })
  const depth = ({ code }: Area): number => gazetteer.ancestorsOf(code).length
  return [...new Set(found)].toSorted((a, b) => depth(b) - depth(a) || a.name.localeCompare(b.name, 'en'))
}

/**
 * Codes of every current area of the type that a service counts for under a basis, as figures count it: one that counts for
 * all of a larger area, a country too, counts for each in it. In order of code.
 */
export function codesOfService(
  rows: readonly AreaRow[],
  gazetteer: Gazetteer,
  { basis, type }: { readonly basis: AreaBasis; readonly type: AreaType },
): readonly string[] {
  const codes = rows
    .filter((row) => row.basis === basis)
    .flatMap(({ code, share }) => (share === 'PARTIAL' ? [code] : [code, ...gazetteer.descendantsOf(code)]))
  return [...new Set(codes)].filter((code) => currentOfType(gazetteer, code, type).length > 0).toSorted()
}

function currentOfType(gazetteer: Gazetteer, code: string, type: AreaType): readonly Area[] {
  const area = gazetteer.find(code)
  return area?.type === type && area.successors.length === 0 ? [area] : []
}
