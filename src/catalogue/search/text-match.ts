import { foldedWords } from '../../facts/fold-text.ts'

/** One thing that must occur: a word, or words in a row; folded. */
export interface TextPart {
  readonly words: readonly string[]
  /** The beginning of a word suffices: its end is still being typed. */
  readonly isBeginning: boolean
}

const MOST_PARTS = 32

/**
 * What a person typed, as parts that must all occur; `"…"` is a phrase. A last word is a beginning unless something stands
 * after it. What is repeated counts once. "and" is left out where there are other words: people write it for "all of these". Empty where no word is left.
 */
export function readTextParts(typed: string): readonly TextPart[] {
  // A letter and its accent told apart are one letter: else an accent at the end would seem to end the word.
  const text = typed.normalize('NFC')
  const parts: TextPart[] = []
  for (const [part, phrase, words] of text.matchAll(/"([^"]*)"?|([^"]+)/g)) {
    if (phrase !== undefined) parts.push({ words: foldedWords(phrase), isBeginning: false })
    else parts.push(...foldedWords(words ?? part).map((word) => ({ words: [word], isBeginning: false })))
  }
  const typedParts = parts.filter(({ words }) => words.length > 0)
  const last = typedParts.at(-1)
  const isUnfinished = /[\p{L}\p{N}]$/u.test(text) && last?.words.length === 1
  const marked = typedParts.map((part) => (part === last && isUnfinished ? { ...part, isBeginning: true } : part))
  const read = [...new Map(marked.map((part) => [textMatch([part]), part])).values()].slice(0, MOST_PARTS)
  const wanted = read.filter(({ words, isBeginning }) => isBeginning || words.length > 1 || words[0] !== 'and')
  return wanted.length > 0 ? wanted : read
}

/** The parts as a full-text expression. Words only: no operator, column name or wildcard typed by the person gets into it. */
export function textMatch(parts: readonly TextPart[]): string {
  return parts.map(({ words, isBeginning }) => `"${words.join(' ')}"${isBeginning ? ' *' : ''}`).join(' AND ')
}
