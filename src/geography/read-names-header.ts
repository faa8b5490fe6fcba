import type { AreaType } from './area.ts'

/** What a column of names and codes has: codes or names of one kind of area, as of a year. */
export interface NamesHeader {
  /** Equal kind: the same kind of area. */
  readonly kind: string
  /** What its areas are where their codes do not say. */
  readonly type: AreaType
  readonly of: 'CODE' | 'NAME' | 'WELSH_NAME'
  /** The last two digits; undefined where the header has no year. */
  readonly year: number | undefined
}

/** The ways of writing a kind of area; upper tiers are a kind of their own beside the districts in them. */
const KINDS: Readonly<Record<string, { readonly type: AreaType; readonly words: readonly string[] }>> = {
  district: {
    type: 'DISTRICT',
    words: ['la', 'lad', 'ltla', 'localauthority', 'localauthoritydistrict', 'lowertierlocalauthorities', 'district'],
  },
  upperTier: { type: 'DISTRICT', words: ['utla', 'uppertierlocalauthorities'] },
  county: { type: 'COUNTY', words: ['cty', 'county'] },
  combinedAuthority: { type: 'COMBINED_AUTHORITY', words: ['cauth', 'combinedauthority'] },
  region: { type: 'REGION', words: ['rgn', 'region'] },
  country: { type: 'COUNTRY', words: ['ctry', 'country'] },
  ward: { type: 'WARD', words: ['wd', 'ward'] },
  board: { type: 'ICB', words: ['icb'] },
  smallArea: { type: 'SMALL_AREA', words: ['lsoa', 'dz', 'datazone'] },
}

const KIND_OF_WORD = new Map(Object.entries(KINDS).flatMap(([kind, { words }]) => words.map((word) => [word, kind])))
const FORM = new RegExp(
  `^(${[...KIND_OF_WORD.keys()].join('|')})(\\d\\d|\\d{4})?(cd|code|nmw|nm|name)(\\d\\d|\\d{4})?$`,
)

/**
 * Reads a header of codes or names in any of the forms that the ONS and councils write: `LAD25CD`, `ltla16_code`,
 * `ladcode21`, `laname21`, `LSOA 2021 Name`, `LSOA code (2021)`, `LA code`. Undefined for any other.
 */
export function readNamesHeader(header: string): NamesHeader | undefined {
  const [, word = '', before, role = '', after] = FORM.exec(header.toLowerCase().replaceAll(/[^a-z0-9]/g, '')) ?? []
  const kind = KIND_OF_WORD.get(word)
  const type = KINDS[kind ?? '']?.type
  if (kind === undefined || type === undefined) return undefined
  const year = before ?? after
  const of = role.startsWith('c') ? 'CODE' : role === 'nmw' ? 'WELSH_NAME' : 'NAME'
  return { kind, type, of, year: year === undefined ? undefined : Number(year.slice(-2)) }
}
