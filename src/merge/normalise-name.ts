import { writeAgesAlike } from './age-phrases.ts'
import type { MatchName, ServiceName } from './match-record.ts'
import { isLegalToken, isLittleWord, normaliseSpelling } from './name-words.ts'

/**
 * Tokens of a service's name: lower case without accents, punctuation, little words and plural s; `&` is "and", Saint is St.
 * Numbers stay, spans of ages in one form. Empty only where no letter or digit is left.
 */
export function readNameTokens(name: string): readonly string[] {
  const all = splitWords(name)
  const distinctive = all.filter((word) => !isLittleWord(word))
  return (distinctive.length > 0 ? distinctive : all).map(normaliseSpelling)
}

/** A service's name as it is matched. */
export function readServiceName(name: string): ServiceName {
  return { ...readName(name, readNameTokens(name)), order: readWordOrder(name) }
}

/** An organization's name as it is matched. */
export function readOrganizationName(name: string): MatchName {
  return readName(name, readOrganizationTokens(name))
}

function readName(name: string, tokens: readonly string[]): MatchName {
  return { stated: name, tokens, capitals: readCapitals(name), initials: readInitials(name) }
}

/** Tokens of an organization's name: as a service's, less Ltd, CIC, CIO, Trust and the words for a council, unless nothing else is left. */
export function readOrganizationTokens(name: string): readonly string[] {
  const tokens = readNameTokens(name)
  const distinctive = tokens.filter((token) => !isLegalToken(token))
  return distinctive.length > 0 ? distinctive : tokens
}

/** Words between which the second is what the first is about: "Support for Carers" is Carers Support. */
const TURNING_WORDS = new Set(['of', 'for', 'in', 'at', 'to', 'with', 'by', 'on'])

/**
 * Which word of a name says more about which: `home>care` in "Home Care" and "Care at Home", `care>home` in "Care Home".
 * Words of a list ("Chess and Draughts") and on two sides of a bracket, dash, comma or stroke say nothing of each other.
 */
function readWordOrder(name: string): readonly string[] {
  const order: string[] = []
  for (const part of normaliseText(name).split(/[^\p{L}\p{N}\s-]+|\s[-–—]+\s/u)) {
    let [before, turning]: [string | undefined, boolean] = [undefined, false]
    let [about, isForWhom]: [string[], boolean] = [[], false]
    for (const word of part.split(/[^\p{L}\p{N}]+/u).filter((each) => each !== '')) {
      if (word === 'and') [before, about] = [undefined, []]
      else if (TURNING_WORDS.has(word)) [turning, isForWhom] = [true, word === 'for']
      // An age is said before or behind what is for it.
      else if (!isLittleWord(word) && !/^\d/.test(word)) {
        const token = normaliseSpelling(word)
        if (before !== undefined) order.push(turning ? `${token}>${before}` : `${before}>${token}`)
        // "Parent Training for Teachers" and "Teacher Training for Parents" are for others.
        if (isForWhom) order.push(...about.slice(0, -1).map((each) => `${each}>${token}`))
        if (turning) about = [token]
        else about.push(token)
        before = token
        turning = false
        isForWhom = false
      }
    }
  }
  return order
}

/** True where one name has the initials, in capitals, of words that follow each other in the other: "CAB Bath", "Citizens Advice Bureau". */
export function isAbbreviated(a: MatchName, b: MatchName): boolean {
  const isShortOf = ({ capitals }: MatchName, { initials }: MatchName): boolean =>
    capitals.some((each) => initials.some((letters) => letters.includes(each)))
  return isShortOf(a, b) || isShortOf(b, a)
}

function readCapitals(name: string): readonly string[] {
  const joined = name.replace(/\b([A-Z])\.?(?=[A-Z]\b)/g, '$1')
  return (joined.match(/\b[A-Z][A-Z0-9]{1,6}\b/g) ?? []).map((each) => each.toLowerCase())
}

function readInitials(name: string): readonly string[] {
  const all = splitWords(name)
  const distinctive = all.filter((word) => !isLittleWord(word))
  return [all, distinctive]
    .filter((words) => words.length > 1)
    .map((words) => words.map((word) => word[0] ?? '').join(''))
}

/** A place's or area's name as one word: `North Lincolnshire` → `northlincolnshire`. */
export function compactName(name: string): string {
  return splitWords(name).join('')
}

function splitWords(name: string): string[] {
  return normaliseText(name)
    .replace(/[&+]/g, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function normaliseText(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'`´]/g, '')
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .replace(/\b(?:on|via|by|over|using|ms|microsoft) teams\b/g, ' online')
  return writeAgesAlike(plain)
}
