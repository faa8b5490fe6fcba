import { stemWord } from '../../facts/stem-word.ts'
import { meaningStems } from './meaning-stems.ts'
import type { Phrase, Topic } from './topic.ts'

/** What single words of a text hint at, where it holds no known way to ask. */
export interface TopicGuess {
  /** What records call that which the most of these folded words hint at; empty where they hint at too much, or at nothing. */
  of(words: Phrase): readonly Phrase[]
  /** Whether the folded word or its kin hints at anything. */
  has(word: string): boolean
}

/** How much a word listed as a hint counts, and a way to ask, of which each word has its share. */
const HINT_COUNTS = 4
const WAY_COUNTS = 2
/** So much of what a word says is doubt: one that stands in a single way to ask hints at little. */
const DOUBT = 1.5
/** What is guessed needs so much evidence, of which a word that is always said of it gives one. */
const LEAST_EVIDENCE = 0.2
/** Another topic that so much of the evidence for the best speaks for is meant as well. */
const NEARLY_AS_MUCH = 0.7
/** Where more topics than these are meant, none is. */
const MOST_MEANT = 3

/** Guesses by how often each word stands in the ways to ask of each topic: a word of one topic says much, one of many nothing. */
export function createTopicGuess(topics: readonly Topic[]): TopicGuess {
  const counts = new Map<string, Map<Topic, number>>()
  for (const topic of topics) {
    for (const phrase of topic.asked) {
      const stems = meaningStems(phrase)
      for (const stem of stems) add(counts, stem, topic, WAY_COUNTS / stems.size)
    }
    for (const hint of topic.hints) add(counts, stemWord(hint), topic, HINT_COUNTS)
  }
  return {
    has: (word) => counts.has(stemWord(word)),
    of(words) {
      const evidence = new Map<Topic, number>()
      for (const stem of meaningStems(words)) {
        const ofStem = counts.get(stem)
        if (ofStem === undefined) continue
        const all = [...ofStem.values()].reduce((sum, count) => sum + count, 0)
        for (const [topic, count] of ofStem)
          evidence.set(topic, (evidence.get(topic) ?? 0) + (count / (all + DOUBT)) ** 2)
      }
      const best = Math.max(0, ...evidence.values())
      if (best < LEAST_EVIDENCE) return []
      const meant = [...evidence].filter(([, each]) => each >= best * NEARLY_AS_MUCH).map(([topic]) => topic)
      return meant.length > MOST_MEANT ? [] : meant.flatMap(({ called }) => called)
    },
  }
}

function add(counts: Map<string, Map<Topic, number>>, stem: string, topic: Topic, count: number): void {
  const ofStem = counts.get(stem) ?? new Map<Topic, number>()
  ofStem.set(topic, (ofStem.get(topic) ?? 0) + count)
  counts.set(stem, ofStem)
}
