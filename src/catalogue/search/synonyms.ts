import { foldedWords } from '../../facts/fold-text.ts'
import { stemWord } from '../../facts/stem-word.ts'
import { createTopicGuess, type TopicGuess } from './guess-topic.ts'
import type { Phrase, Topic } from './topic.ts'
import { createWaysToAsk, type WaysToAsk } from './ways-to-ask.ts'
import type { SynonymGroup } from './words/reviewed-synonyms.ts'

/** What else a typed phrase may be called. */
export interface Synonyms {
  /** The other phrases of the groups that these folded words stand in, in any of their forms; empty where there are none. */
  of(words: Phrase): readonly Phrase[]
  /** Whether they are a way to ask, by what stands in its place and not by what it names. */
  isWayToAsk(words: Phrase): boolean
  /** The ways to ask among them, of several words. */
  readonly ways: WaysToAsk
  /** What they hint at, where they are none. */
  readonly guess: TopicGuess
}

/** The longest phrase that is looked up, in words. */
export const LONGEST_PHRASE = 4

/** The synonyms of these groups. A phrase in several groups has the others of all of them. */
export function createSynonyms(groups: readonly SynonymGroup[]): Synonyms {
  const others = new Map<string, Map<string, Phrase>>()
  // A stem begins as its word does: most phrases that have no synonyms are known by that without their stems.
  const initials = new Set<string>()
  const waysToAsk = new Set<string>()
  const topics: Topic[] = []
  for (const group of groups) {
    const { asked, called } = 'asked' in group ? group : { asked: group, called: group }
    const meant = phrasesOf(called)
    if ('asked' in group)
      topics.push({ asked: asked.map(foldedWords), hints: (group.hints ?? []).flatMap(foldedWords), called: meant })
    for (const phrase of phrasesOf(asked)) {
      const key = 'asked' in group ? askedKeyOf(phrase) : keyOf(phrase)
      const known = others.get(key) ?? new Map<string, Phrase>()
      for (const other of meant) if (keyOf(other) !== keyOf(phrase)) known.set(other.join(' '), other)
      others.set(key, known)
      if ('asked' in group) waysToAsk.add(key)
      initials.add(initialsOf(phrase))
    }
  }
  return {
    of(words) {
      if (!initials.has(initialsOf(words))) return []
      const found = [...new Set([keyOf(words), askedKeyOf(words)])].flatMap((key) => [...(others.get(key) ?? [])])
      return [...new Map(found).values()]
    },
    isWayToAsk: (words) => initials.has(initialsOf(words)) && waysToAsk.has(askedKeyOf(words)),
    ways: createWaysToAsk(topics),
    guess: createTopicGuess(topics),
  }
}

/** No synonyms at all. */
export const NO_SYNONYMS: Synonyms = {
  of: () => [],
  isWayToAsk: () => false,
  ways: { findIn: () => [] },
  guess: { of: () => [], has: () => false },
}

function phrasesOf(texts: readonly string[]): readonly Phrase[] {
  return texts.map(foldedWords).filter(({ length }) => length > 0 && length <= LONGEST_PHRASE)
}

function initialsOf(words: Phrase): string {
  return words.map(([initial]) => initial).join(' ')
}

function keyOf(words: Phrase): string {
  return words.map(stemWord).join(' ')
}

/** A single word asks for something in this form alone, and its plural: who types is not after typing. */
function askedKeyOf(words: Phrase): string {
  const [word = ''] = words
  return words.length === 1 ? `=${word.replace(/s$/, '')}` : keyOf(words)
}
