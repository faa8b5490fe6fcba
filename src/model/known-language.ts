import { createByteCache } from './byte-cache.ts'

// ISO 639-1, whole.
const CODES =
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
// Spoken in the UK, or called otherwise by its councils, and not in the table above under that name.
const OTHER_NAMES: Readonly<Record<string, string>> = {
  farsi: 'fa',
  panjabi: 'pa',
  mandarin: 'zh',
  'chinese (mandarin)': 'zh',
  cantonese: 'yue',
  'chinese (cantonese)': 'yue',
  sylheti: 'syl',
  patois: 'jam',
  'jamaican patois': 'jam',
  kurdish: 'ku',
  sorani: 'ckb',
  'kurdish sorani': 'ckb',
  dari: 'prs',
  romani: 'rom',
  romany: 'rom',
  tagalog: 'tl',
  filipino: 'fil',
  'scottish gaelic': 'gd',
  gaelic: 'gd',
  cymraeg: 'cy',
  bsl: 'bfi',
  'british sign language': 'bfi',
  'british sign language (bsl)': 'bfi',
  bengali: 'bn',
  pushto: 'ps',
  slovene: 'sl',
  flemish: 'nl',
  castilian: 'es',
  moldovan: 'ro',
}
const DIALECTS: Readonly<Record<string, string>> = {
  bfi: 'British Sign Language',
  prs: 'Dari',
  jam: 'Jamaican Patois',
  yue: 'Cantonese',
}
const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
const codeByName = new Map<string, string>()
for (const code of CODES.split(' ')) {
  const name = names.of(code)
  if (name !== undefined) codeByName.set(name.toLowerCase(), code)
}
for (const [name, code] of Object.entries(OTHER_NAMES)) codeByName.set(name, code)

/** A language by its ISO 639 code, lower case, and English name. */
export interface KnownLanguage {
  readonly code: string
  readonly name: string
}

// Asking for names costs more than all else of a language, and records name the same few.
const found = createByteCache<{ readonly language: KnownLanguage | undefined }>({
  maxBytes: 500_000,
  newcomerBytes: 250_000,
})
const LANGUAGE_BYTES = 150

/** The language that a name or code means ("Polish", "eng", "en-GB"); undefined where it is none that is known. */
export function findLanguage(nameOrCode: string): KnownLanguage | undefined {
  const word = nameOrCode.trim().toLowerCase()
  const known = found.get(word)
  if (known !== undefined) return known.language
  const language = lookUp(word)
  found.set(word, { language }, LANGUAGE_BYTES)
  return language
}

function lookUp(word: string): KnownLanguage | undefined {
  const code = codeByName.get(word) ?? codeOf(word)
  const name = code === undefined ? undefined : (DIALECTS[code] ?? names.of(code))
  return code === undefined || name === undefined ? undefined : { code, name }
}

function codeOf(word: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z]{2,4})?$/.test(word)) return undefined
  // Gives the two-letter code for a three-letter one where there is one.
  return Intl.getCanonicalLocales(word.slice(0, word.length > 3 ? word.search(/[-_]/) : 3))[0]
}
