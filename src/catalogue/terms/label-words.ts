import { foldedWords } from '../../facts/fold-text.ts'
import { stemWord } from '../../facts/stem-word.ts'

/** Words that join others in a label; all others make a difference there, "near" and "services" too. */
const JOINING_WORDS: ReadonlySet<string> = new Set('a an and at by for from in of on or the to with'.split(' '))

/** A folded label's words without those that only join others; all of them where nothing else is there. */
export function wordsOf(name: string): readonly string[] {
  const words = foldedWords(name)
  const meaning = words.filter((word) => !JOINING_WORDS.has(word))
  return meaning.length === 0 ? words : meaning
}

/** The stems of these words. */
export function stemsOf(name: string): ReadonlySet<string> {
  return new Set(wordsOf(name).map(stemWord))
}
