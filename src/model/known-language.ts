import { createByteCache } from './byte-cache.ts'

// ISO 639-1, whole.
const CODES =
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
/**
 * Spoken in the UK and not known to Intl by the name in use here, or known under another language's code. By ISO 639
 * code: the name to show, then what else it is called.
 */
const REVIEWED: Readonly<Record<string, readonly [string, ...(readonly string[])]>> = {
  fa: ['Persian', 'farsi'],
  pa: ['Punjabi', 'panjabi'],
  cmn: ['Mandarin', 'mandarin chinese', 'chinese mandarin', 'putonghua'],
  yue: ['Cantonese', 'cantonese chinese', 'chinese cantonese', 'yue'],
  nan: ['Hokkien', 'min nan', 'taiwanese'],
  hak: ['Hakka'],
  syl: ['Sylheti'],
  phr: ['Pahari', 'pothwari', 'potwari', 'mirpuri', 'pahari-potwari', 'pahari-pothwari'],
  skr: ['Saraiki', 'seraiki'],
  jam: ['Jamaican Patois', 'patois'],
  ku: ['Kurdish'],
  ckb: ['Sorani', 'central kurdish', 'kurdish sorani', 'sorani kurdish'],
  kmr: ['Kurmanji', 'northern kurdish', 'kurdish kurmanji', 'kurmanji kurdish'],
  prs: ['Dari'],
  haz: ['Hazaragi'],
  rom: ['Romany', 'romani'],
  tl: ['Tagalog'],
  fil: ['Filipino'],
  gd: ['Scottish Gaelic', 'gaelic', 'scots gaelic', 'gàidhlig'],
  cy: ['Welsh', 'cymraeg'],
  ga: ['Irish', 'gaeilge', 'irish gaelic'],
  bfi: ['British Sign Language', 'bsl', 'british sign language (bsl)', 'british sign language bsl'],
  isg: ['Irish Sign Language', 'isl'],
  bn: ['Bangla', 'bengali'],
  ps: ['Pashto', 'pushto', 'pashtu'],
  sl: ['Slovenian', 'slovene'],
  nl: ['Dutch', 'flemish'],
  es: ['Spanish', 'castilian'],
  ro: ['Romanian', 'moldovan'],
  apc: ['Levantine Arabic', 'syrian arabic', 'lebanese arabic'],
  acm: ['Iraqi Arabic', 'mesopotamian arabic'],
  arz: ['Egyptian Arabic'],
  ary: ['Moroccan Arabic', 'darija'],
  aii: ['Assyrian', 'assyrian neo-aramaic'],
  kea: ['Cape Verdean Creole', 'kabuverdianu'],
  mfe: ['Mauritian Creole', 'morisyen'],
}
// ISO 639-3 macrolanguages of those above: whoever asks for the broader is served by the narrower.
const BROADER: Readonly<Record<string, string>> = {
  cmn: 'zh',
  yue: 'zh',
  nan: 'zh',
  hak: 'zh',
  ckb: 'ku',
  kmr: 'ku',
  prs: 'fa',
  apc: 'ar',
  acm: 'ar',
  arz: 'ar',
  ary: 'ar',
}
const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
const codeByName = new Map<string, string>()
for (const code of CODES.split(' ')) {
  const name = names.of(code)
  if (name !== undefined) codeByName.set(name.toLowerCase(), code)
}
for (const [code, called] of Object.entries(REVIEWED))
  for (const name of called) codeByName.set(name.toLowerCase(), code)

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

/** The languages that are held to be part of this one, by their codes (ISO 639-3 macrolanguages); none for most. */
export function narrowerLanguages(code: string): readonly string[] {
  return Object.keys(BROADER).filter((narrower) => BROADER[narrower] === code)
}

/** The language that this one is held to be part of, by its code; undefined for most. */
export function broaderLanguage(code: string): string | undefined {
  return BROADER[code]
}

function lookUp(word: string): KnownLanguage | undefined {
  const code = codeByName.get(word) ?? codeOf(word)
  const name = code === undefined ? undefined : (REVIEWED[code]?.[0] ?? names.of(code))
  return code === undefined || name === undefined ? undefined : { code, name }
}

function codeOf(word: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z]{2,4})?$/.test(word)) return undefined
  const subtag = word.replace(/[-_].*$/, '')
  if (REVIEWED[subtag] !== undefined) return subtag
  // Gives the two-letter code for a three-letter one where there is one.
  return Intl.getCanonicalLocales(subtag)[0]?.replace(/-.*$/, '')
}
