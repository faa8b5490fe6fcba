import { stemWord } from '../../facts/stem-word.ts'
import type { Phrase } from './topic.ts'
import { hasMeaning } from './words/function-words.ts'

/** Stems of the folded words that say what is meant, in their order, each once. */
export function meaningStems(phrase: Phrase): ReadonlySet<string> {
  return new Set(phrase.filter(hasMeaning).map(stemWord))
}
