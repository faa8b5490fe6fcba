import type { AreaType } from './area.ts'

/** One spelling for names that differ only in case, accents, punctuation, "&" or a leading "the". */
export function foldAreaName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}|['’`.]/gu, '')
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
}

/** A council's or status words around a place's name, and which types of area they leave possible. */
export interface CouncilName {
  /** The folded name without those words. */
  readonly place: string
  readonly types: readonly AreaType[]
}

const leading =
  /^(?:(?:royal|london|metropolitan) )?(?:borough|city|county|district)(?: and (?:county|city|district|borough))?(?: council)?(?: council area)? of /
const trailing =
  /(?: (?:london|royal|metropolitan|county|city|borough|district|unitary|authority|council|area|ua|mbc|mdc))+$/

/**
 * "Essex County Council" → Essex as a county; "City of Bristol", "Bristol City Council" → Bristol as a district.
 * Undefined where the name has no such words. A rule about words, never about likeness.
 */
export function splitCouncilName(name: string): CouncilName | undefined {
  const folded = foldAreaName(name)
  const place = folded.replace(leading, '').replace(trailing, '')
  if (place === folded || place === '') return undefined
  const words = folded.replace(place, ' ')
  if (/\bcounty\b(?! borough)/.test(words)) return { place, types: ['COUNTY', 'DISTRICT'] }
  return {
    place,
    types: /\b(?:city|borough|district|unitary|ua|mbc|mdc)\b/.test(words) ? ['DISTRICT'] : ['DISTRICT', 'COUNTY'],
  }
}

/** ONS writes "Bristol, City of" and "Herefordshire, County of": the name people use, or undefined for any other. */
export function nameBeforeComma(name: string): string | undefined {
  return /^(.+), (?:City|County) of$/.exec(name)?.[1]
}

/** Names stated as service areas that are ways of delivery and no place. */
export function isNoPlace(name: string): boolean {
  return /^(online|on line|virtual|virtually|remote|remotely|telephone|phone|by phone|digital|web|website|internet|email|video|zoom|any|all|all areas|anywhere|everywhere|other|none|n a|na|not applicable|unknown|tbc)$/.test(
    foldAreaName(name),
  )
}
