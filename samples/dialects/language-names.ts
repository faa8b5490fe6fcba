const NAMES: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  bfi: 'British Sign Language',
  bn: 'Bengali',
  cy: 'Welsh',
  en: 'English',
  ku: 'Kurdish',
  lt: 'Lithuanian',
  pl: 'Polish',
  pt: 'Portuguese',
  ro: 'Romanian',
  so: 'Somali',
  uk: 'Ukrainian',
  ur: 'Urdu',
}

/** The English name of a language the samples use; the code itself for any other. */
export function languageName(code: string): string {
  return NAMES[code] ?? code
}
