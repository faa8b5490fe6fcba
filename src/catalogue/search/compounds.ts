import type { KnownWords } from './known-words.ts'
import { phraseMatch, stemMatch, synonymMatches } from './text-match.ts'
import { FUNCTION_WORDS } from './words/function-words.ts'

// "drop in" and "dropin", but not "a" and "b".
const SHORTEST_JOINED = 5
const SHORTEST_HALF = 2

/** Expressions for the words written as one; none where no record has them so. */
export function wholeMatches(words: readonly string[], known: Pick<KnownWords, 'isWord'>): readonly string[] {
  const whole = words.join('')
  if (words.length !== 2 || whole.length < SHORTEST_JOINED || !known.isWord(whole)) return []
  return [phraseMatch([whole]), stemMatch(whole)]
}

/** Ways to find a word written as two. A word of grammar, as in "drop in", means something in a row alone. */
export function halvesMatches(halves: readonly [string, string]): readonly string[] {
  return halves.some((half) => FUNCTION_WORDS.has(half)) ? [phraseMatch(halves)] : synonymMatches(halves)
}

/** Every way to take a word for two. */
export function halvesOf(word: string): readonly (readonly [string, string])[] {
  if (word.length < SHORTEST_JOINED || !/^[a-z]+$/.test(word)) return []
  return Array.from({ length: word.length - 2 * SHORTEST_HALF + 1 }, (_, index) => {
    const at = SHORTEST_HALF + index
    return [word.slice(0, at), word.slice(at)]
  })
}
