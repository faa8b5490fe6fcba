import { isLegalToken, isLittleWord, normaliseSpelling } from './name-words.ts'

/**
 * Tokens of a service's name: lower case without accents, punctuation, little words and plural s; `&` is "and", Saint is St.
 * Numbers stay. Empty only where no letter or digit is left.
 */
export function readNameTokens(name: string): readonly string[] {
  const all = splitWords(name)
  const telling = all.filter((word) => !isLittleWord(word))
  return (telling.length > 0 ? telling : all).map(normaliseSpelling)
}

/** Tokens of an organization's name: as a service's, less Ltd, CIC, CIO, Trust and the words for a council, unless nothing else is left. */
export function readOrganizationTokens(name: string): readonly string[] {
  const tokens = readNameTokens(name)
  const telling = tokens.filter((token) => !isLegalToken(token))
  return telling.length > 0 ? telling : tokens
}

/** A place's or area's name as one word: `North Lincolnshire` → `northlincolnshire`. */
export function compactName(name: string): string {
  return splitWords(name).join('')
}

function splitWords(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[&+]/g, ' and ')
    .replace(/[’'`´]/g, '')
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
