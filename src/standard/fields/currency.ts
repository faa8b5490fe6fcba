const CODES = new Set(Intl.supportedValuesOf('currency'))
// What names one currency wherever it stands in a British directory; $ and "dollars" name several.
const NAMES: ReadonlyMap<string, string> = new Map([
  ['£', 'GBP'],
  ['gbp', 'GBP'],
  ['pound', 'GBP'],
  ['pounds', 'GBP'],
  ['pounds sterling', 'GBP'],
  ['pound sterling', 'GBP'],
  ['sterling', 'GBP'],
  ['british pound', 'GBP'],
  ['british pounds', 'GBP'],
  ['british pounds sterling', 'GBP'],
  ['uk pounds', 'GBP'],
  ['ukp', 'GBP'],
  ['quid', 'GBP'],
  ['€', 'EUR'],
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['us dollar', 'USD'],
  ['us dollars', 'USD'],
  ['us$', 'USD'],
])

/** The ISO 4217 code that a code in any case, a sign or a name means, also when given twice ("GBP (£)"); undefined where it means none or several. */
export function toCurrency(text: string): string | undefined {
  const word = text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const known = NAMES.get(word) ?? codeOf(word)
  if (known !== undefined) return known
  const parts = word.split(/[\s()[\]/,;:-]+/).filter((part) => part !== '')
  const codes = new Set(parts.map((part) => NAMES.get(part) ?? codeOf(part)))
  return parts.length > 1 && codes.size === 1 ? [...codes][0] : undefined
}

function codeOf(word: string): string | undefined {
  const code = word.toUpperCase()
  return /^[A-Z]{3}$/.test(code) && CODES.has(code) ? code : undefined
}
