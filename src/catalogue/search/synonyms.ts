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

/** Phrases that stand for one another, or ways to ask for something with what records call it: one way only. */
export type SynonymGroup = readonly string[] | { readonly asked: readonly string[]; readonly called: readonly string[] }

/** The field's own list, reviewed. */
export const REVIEWED_SYNONYMS: readonly SynonymGroup[] = reviewed

/** The synonyms of these groups. A phrase in several groups has the others of all of them. */
export function createSynonyms(groups: Iterable<SynonymGroup>): Synonyms {
  const others = new Map<string, Map<string, Phrase>>()
  // A stem begins as its word does: most phrases that have no synonyms are known by that without their stems.
  const initials = new Set<string>()
  for (const group of groups) {
    const { asked, called } = 'asked' in group ? group : { asked: group, called: group }
    const meant = phrasesOf(called)
    for (const phrase of phrasesOf(asked)) {
      const known = others.get(keyOf(phrase)) ?? new Map<string, Phrase>()
      for (const other of meant) if (keyOf(other) !== keyOf(phrase)) known.set(other.join(' '), other)
      others.set(keyOf(phrase), known)
      initials.add(initialsOf(phrase))
    }
  }
  return { of: (words) => (initials.has(initialsOf(words)) ? [...(others.get(keyOf(words))?.values() ?? [])] : []) }
}

/** No synonyms at all. */
export const NO_SYNONYMS: Synonyms = { of: () => [] }

function phrasesOf(texts: readonly string[]): readonly Phrase[] {
  return texts.map(foldedWords).filter(({ length }) => length > 0 && length <= LONGEST_PHRASE)
}

function initialsOf(words: Phrase): string {
  return words.map(([initial]) => initial).join(' ')
}

function keyOf(words: Phrase): string {
  return words.map(stemWord).join(' ')
}
