import { stemmer } from 'stemmer'

/** Words whose plural is another word, and words that the rules would take for kin that they are not. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['men', 'man'],
  ['mens', 'man'],
  ['women', 'woman'],
  ['womens', 'woman'],
  ['people', 'person'],
  ['peoples', 'person'],
  ['persons', 'person'],
  ['buses', 'bus'],
  ['bus', 'bus'],
  ['gas', 'gas'],
  ['teeth', 'tooth'],
  ['feet', 'foot'],
  ['wives', 'wife'],
  ['lives', 'life'],
  ['news', 'news'],
  ['business', 'business'],
  ['businesses', 'business'],
  ['university', 'university'],
  ['universities', 'university'],
  ['universal', 'universal'],
  ['generous', 'generous'],
  ['international', 'international'],
  ['lonely', 'lonely'],
  ['loneliness', 'lonely'],
  ['dying', 'die'],
  ['lying', 'lie'],
])

// Catalogues are written with few words, again and again.
const MOST_STEMMED = 20_000
const stemmed = new Map<string, string>()

/** Porter's rules keep the -or of a person where a double l stands before it. */
const PERSON_OF_LL = /^(\p{L}{3,}l)lors?$/u

/**
 * What a folded word has in common with its plural and its kin: `activities` and `activity`, `bereaved` and `bereavement`.
 * Words of digits, short ones and those of other scripts stay as they are. Porter's rules, with a reviewed list beside them.
 */
export function stemWord(word: string): string {
  const known = EXCEPTIONS.get(word) ?? stemmed.get(word)
  if (known !== undefined) return known
  if (stemmed.size >= MOST_STEMMED) stemmed.clear()
  const stem = stemByRule(word)
  stemmed.set(word, stem)
  return stem
}

function stemByRule(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const person = PERSON_OF_LL.exec(word)?.[1]
  return person ?? stemmer(word)
}

/** The stems of the words of folded texts, each once, in order. */
export function stemsOf(words: Iterable<string>): readonly string[] {
  const stems = new Set<string>()
  for (const word of words) stems.add(stemWord(word))
  return [...stems]
}
