import { isAudience, isOfAge } from './audience.ts'
import { halvesMatches, halvesOf, wholeMatches } from './compounds.ts'
import type { KnownWords } from './known-words.ts'
import { LONGEST_PHRASE, type Synonyms } from './synonyms.ts'
import { allMatch, anyMatch, partMatch, phraseMatch, stemMatch, synonymMatches, type TextPart } from './text-match.ts'
import { FUNCTION_WORDS, LIGHT_WORDS } from './words/function-words.ts'

/**
 * NEED: several words that together are a known way to ask for something. SUBJECT: what a service would be about. WORD:
 * what names or terms have, though nobody listed what else it is called. AUDIENCE: for whom it would be. LIGHT: what nearly
 * every service could say of itself. PASSING: a word without synonyms that no name and no term has, such as a verb between others.
 */
type Weight = 'NEED' | 'SUBJECT' | 'WORD' | 'AUDIENCE' | 'LIGHT' | 'PASSING'

/** One thing that is looked for, in whichever of its forms. */
export interface Sought {
  /** The parts typed that it stands for. */
  readonly parts: readonly TextPart[]
  /** Other words for them that are looked for as well. */
  readonly others: readonly (readonly string[])[]
  /** Full-text expression. */
  readonly match: string
  /** The same without its synonyms. */
  readonly itself: string
  /** How much it says of what is sought. */
  readonly weight: Weight
  /** Codes of the areas that it names, where it is a place. */
  readonly codes?: readonly string[]
}

/**
 * What the parts ask for: phrases that have synonyms with these, words that records write together or apart in both
 * forms, every other word with its kin. Words of grammar are left out where others are there.
 */
export function soughtOf(typed: readonly TextPart[], synonyms: Synonyms, known: KnownWords): readonly Sought[] {
  const parts = typed.map((part) => finished(part, known))
  const inRows = rowsOf(parts, synonyms, known)
  const left = parts.map((part, at) => (inRows.has(at) || part.isQuoted ? '' : (part.words[0] ?? '')))
  const needs = new Map(
    synonyms.ways.findIn(left).map(({ at, called }) => [at[0] ?? 0, { at, sought: need(parts, at, called, known) }]),
  )
  const taken = new Set([...needs.values()].flatMap(({ at }) => at))
  const all: Sought[] = []
  for (let at = 0; at < parts.length;) {
    const row = inRows.get(at)
    const found = row ?? needs.get(at)?.sought
    if (found !== undefined) all.push(found)
    if (row !== undefined) at += row.parts.length
    else if (taken.has(at)) at += 1
    else {
      const isNextFree = !inRows.has(at + 1) && !taken.has(at + 1)
      const next = (isNextFree ? joined(parts, at, known) : undefined) ?? single(parts[at], synonyms, known)
      if (next === undefined) break
      all.push(next)
      at += next.parts.length
    }
  }
  const meant = all.filter((sought) => !isGrammar(sought))
  return meant.length > 0 ? meant : all
}

/** What the parts hint at, where none of them is what is asked for, or several are; undefined where one is, or they hint at nothing. */
export function guessedOf(sought: readonly Sought[], synonyms: Synonyms, known: KnownWords): Sought | undefined {
  const things = sought.filter(({ codes }) => codes === undefined)
  const subjects = things.filter(({ weight }) => weight === 'SUBJECT')
  if (subjects.length === 1 || things.some(({ weight }) => weight === 'NEED')) return undefined
  const parts = things.flatMap((each) => each.parts)
  const called = parts.some(({ isQuoted }) => isQuoted) ? [] : synonyms.guess.of(wordsOf(parts))
  const said = saidMatches(called, known)
  if (said.length === 0) return undefined
  return { parts: [], others: called, match: anyMatch(said), itself: anyMatch(said), weight: 'SUBJECT' }
}

/** Phrases that have synonyms and places, by the position of each of their words. */
function rowsOf(parts: readonly TextPart[], synonyms: Synonyms, known: KnownWords): ReadonlyMap<number, Sought> {
  const rows = new Map<number, Sought>()
  for (let at = 0; at < parts.length;) {
    const row = longestWithSynonyms(parts, at, synonyms, known) ?? place(parts, at, known)
    const length = row?.parts.length ?? 1
    if (row !== undefined) for (let each = at; each < at + length; each += 1) rows.set(each, row)
    at += length
  }
  return rows
}

/** Words that together ask for something, wherever among the others they stand. */
function need(
  parts: readonly TextPart[],
  at: readonly number[],
  called: readonly (readonly string[])[],
  known: KnownWords,
): Sought {
  const taken = at.flatMap((each) => parts[each] ?? [])
  const itself = allMatch(taken.map(partMatch))
  return {
    parts: taken,
    others: called,
    match: anyMatch([itself, ...saidMatches(called, known)]),
    itself,
    weight: isOfAge(taken) ? 'AUDIENCE' : 'NEED',
  }
}

/** A word that records have is that word: longer ones that begin so would only stand beside it. */
function finished(part: TextPart, known: KnownWords): TextPart {
  return part.isBeginning && part.words.every(known.isCommon) ? { ...part, isBeginning: false } : part
}

function isGrammar({ parts }: Pick<Sought, 'parts'>): boolean {
  return parts.every(({ words: [word = ''], isQuoted }) => !isQuoted && FUNCTION_WORDS.has(word))
}

function wordsOf(parts: readonly TextPart[]): readonly string[] {
  return parts.flatMap(({ words }) => words)
}

function longestWithSynonyms(
  parts: readonly TextPart[],
  at: number,
  synonyms: Synonyms,
  known: KnownWords,
): Sought | undefined {
  for (let length = LONGEST_PHRASE; length > 1; length -= 1) {
    const taken = parts.slice(at, at + length)
    if (taken.length < length || taken.some(({ isQuoted }) => isQuoted)) continue
    const others = synonyms.of(wordsOf(taken))
    if (others.length === 0) continue
    const meant = taken.filter(({ words: [word = ''] }) => !FUNCTION_WORDS.has(word))
    // Of a way to ask that has one word of meaning, such as "someone to talk to", that word alone is not what is meant.
    const isIdiom = meant.length < 2 && meant.length < taken.length
    const itself = [
      // In a row, words mean more than apart.
      phraseMatch(wordsOf(taken)),
      ...(isIdiom ? [] : [allMatch((meant.length > 0 ? meant : taken).map(partMatch))]),
      ...wholeMatches(wordsOf(taken), known),
    ]
    const match = anyMatch([...itself, ...saidMatches(others, known)])
    return {
      parts: taken,
      others: [...others, [wordsOf(taken).join('')]],
      match,
      itself: anyMatch(itself),
      weight:
        isAudience(taken) && (isOfAge(taken) || !synonyms.isWayToAsk(wordsOf(taken)))
          ? 'AUDIENCE'
          : meant.length > 1
            ? 'NEED'
            : 'SUBJECT',
    }
  }
  return undefined
}

/** Words before which a place is meant, whatever else they may mean. */
const BEFORE_PLACES: ReadonlySet<string> = new Set(['in', 'near', 'around', 'at', 'within'])

/**
 * The longest name of an area. A word that terms use means the thing ("reading group") unless a word such as "in" stands
 * before it.
 */
function place(parts: readonly TextPart[], at: number, known: KnownWords): Sought | undefined {
  const isMeant = BEFORE_PLACES.has(parts[at - 1]?.words[0] ?? '')
  for (let length = LONGEST_PHRASE; length >= 1; length -= 1) {
    const taken = parts.slice(at, at + length)
    const words = wordsOf(taken)
    if (taken.length < length || taken.some(({ isQuoted }) => isQuoted) || isGrammar({ parts: taken })) continue
    const codes = known.codesNamed(words.join(' '))
    if (codes.length > 0 && (isMeant || !words.every(known.isOfTerms)))
      return {
        parts: taken,
        others: [],
        match: phraseMatch(words),
        itself: phraseMatch(words),
        weight: 'SUBJECT',
        codes,
      }
  }
  return undefined
}

/** Two words that records write as one. */
function joined(parts: readonly TextPart[], at: number, known: KnownWords): Sought | undefined {
  const [first, second] = parts.slice(at, at + 2)
  if (first === undefined || second === undefined || first.isQuoted || second.isQuoted) return undefined
  const whole = wholeMatches(wordsOf([first, second]), known)
  if (whole.length === 0) return undefined
  const apart = [first, second].filter(({ words: [word = ''] }) => !FUNCTION_WORDS.has(word))
  const match = anyMatch([allMatch((apart.length > 0 ? apart : [first, second]).map(partMatch)), ...whole])
  return {
    parts: [first, second],
    others: [[wordsOf([first, second]).join('')]],
    match,
    itself: match,
    weight: 'SUBJECT',
  }
}

function single(part: TextPart | undefined, synonyms: Synonyms, known: KnownWords): Sought | undefined {
  if (part === undefined) return undefined
  const [word = ''] = part.words
  if (part.isQuoted)
    return { parts: [part], others: [], match: partMatch(part), itself: partMatch(part), weight: 'SUBJECT' }
  const halves = halvesOf(word)
  const apart = halves.filter((both) => known.isPhrase(both))
  const called = [[word], ...halves].flatMap((words) => synonyms.of(words))
  const said = saidMatches(called, known).filter((match) => match !== stemMatch(word))
  const itself = [partMatch(part), ...apart.flatMap(halvesMatches)]
  const match = anyMatch([...itself, ...said])
  const others = [...apart, ...called]
  return {
    parts: [part],
    others,
    match,
    itself: anyMatch(itself),
    weight: weightOf(part, others.length > 0 ? 'SUBJECT' : known.isOfHeads(word) ? 'WORD' : 'PASSING'),
  }
}

function weightOf(part: TextPart, otherwise: Weight): Weight {
  const [word = ''] = part.words
  if (LIGHT_WORDS.has(word)) return 'LIGHT'
  if (isAudience([part])) return 'AUDIENCE'
  return otherwise
}

/** The synonyms, each way that some record says one of them once: every way costs, and ranks, as often as it stands there. */
function saidMatches(synonyms: readonly (readonly string[])[], known: KnownWords): readonly string[] {
  return [...new Set(synonyms.flatMap(synonymMatches))].filter(known.isSaid)
}
