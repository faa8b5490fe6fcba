import { foldedWords } from '../../facts/fold-text.ts'
import { stemWord } from '../../facts/stem-word.ts'
import reviewed from './words/synonyms.json' with { type: 'json' }

/** Words, or words in a row, that stand for one another; each as its folded words. */
type Phrase = readonly string[]

/** What else a typed phrase may be called. */
export interface Synonyms {
  /** The other phrases of the groups that these folded words stand in, in any of their forms; empty where there are none. */
  of(words: Phrase): readonly Phrase[]
}

/** The longest phrase that is looked up, in words. */
export const LONGEST_PHRASE = 4

/** The field's own list, reviewed: phrases of one group are looked for instead of one another. */
export const REVIEWED_SYNONYMS: readonly (readonly string[])[] = reviewed

/** The synonyms of these groups of phrases. A phrase in several groups has the others of all of them. */
export function createSynonyms(groups: Iterable<readonly string[]>): Synonyms {
  const others = new Map<string, Map<string, Phrase>>()
  for (const group of groups) {
    const phrases = group.map(foldedWords).filter(({ length }) => length > 0 && length <= LONGEST_PHRASE)
    for (const phrase of phrases) {
      const known = others.get(keyOf(phrase)) ?? new Map<string, Phrase>()
      for (const other of phrases) if (keyOf(other) !== keyOf(phrase)) known.set(other.join(' '), other)
      others.set(keyOf(phrase), known)
    }
  }
  return { of: (words) => [...(others.get(keyOf(words))?.values() ?? [])] }
}

/** No synonyms at all. */
export const NO_SYNONYMS: Synonyms = { of: () => [] }

function keyOf(words: Phrase): string {
  return words.map(stemWord).join(' ')
}
