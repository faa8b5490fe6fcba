import { foldedWords } from '../../facts/fold-text.ts'
import { stemWord } from '../../facts/stem-word.ts'

/** One thing that was typed: a word, or a quoted phrase; folded. */
export interface TextPart {
  readonly words: readonly string[]
  /** The beginning of a word suffices: its end is still being typed. */
  readonly isBeginning: boolean
  /** In quotes: as it stands, or not at all. */
  readonly isQuoted: boolean
}

const MOST_PARTS = 32

/** Columns of the text index with the words as they stand, and with their stems. */
const EXACT = '{name organization terms description places}'
const BESIDE_NAME = '{organization description places}'
const STEMS = '{name_stems term_stems text_stems}'
const NAME_STEMS = '{name_stems term_stems}'

/**
 * What a person typed, in order; `"…"` is a phrase. A last word is a beginning unless something stands after it. What is
 * repeated counts once. A single letter is no beginning: nearly every record has a word with it. Empty where no word is left.
 */
export function readTextParts(typed: string): readonly TextPart[] {
  // A letter and its accent written apart are one letter: else an accent at the end would seem to end the word.
  const text = typed.normalize('NFC')
  const parts: TextPart[] = []
  for (const [part, phrase, words] of text.matchAll(/"([^"]*)"?|([^"]+)/g)) {
    if (phrase !== undefined)
      parts.push({ words: withoutRepeats(foldedWords(phrase)), isBeginning: false, isQuoted: true })
    else
      parts.push(...foldedWords(words ?? part).map((word) => ({ words: [word], isBeginning: false, isQuoted: false })))
  }
  const typedParts = parts.filter(({ words }) => words.length > 0)
  const last = typedParts.at(-1)
  const isUnfinished = /[\p{L}\p{N}]$/u.test(text) && last?.isQuoted === false && (last.words[0]?.length ?? 0) > 1
  const marked = typedParts.map((part) => (part === last && isUnfinished ? { ...part, isBeginning: true } : part))
  return [...new Map(marked.map((part) => [JSON.stringify(part), part])).values()].slice(0, MOST_PARTS)
}

/** A word said again and again in a row is that word: to look for it as often costs as many times as much. */
function withoutRepeats(words: readonly string[]): readonly string[] {
  return words.filter((word, at) => word !== words[at - 1])
}

/** Records with the part: as it stands, and unless it is quoted with its beginning or its kin. */
export function partMatch({ words, isBeginning, isQuoted }: TextPart): string {
  const [word = ''] = words
  if (isQuoted || words.length > 1) return phraseMatch(words)
  // One thing to look for costs half of two.
  if (!isBeginning && stemWord(word) === word) return `"${word}"`
  const exact = isBeginning ? `${EXACT} : ("${word}" OR "${word}" *)` : `${EXACT} : "${word}"`
  return `(${exact} OR ${stemMatch(word)})`
}

/** Records with the words in a row. */
export function phraseMatch(words: readonly string[]): string {
  return `${EXACT} : "${words.join(' ')}"`
}

/** Records with the word or its kin, by the stem alone, which ranks below the word itself. */
export function stemMatch(word: string): string {
  return `${STEMS} : "${stemWord(word)}"`
}

/**
 * The ways in which records say the same in other words: in a row, or all of them in name and terms. A name that says it in the words
 * that were typed counts for more than one that says it in others.
 */
export function synonymMatches(words: readonly string[]): readonly string[] {
  const [word] = words
  if (words.length === 1 && word !== undefined) return [stemMatch(word)]
  return [`${BESIDE_NAME} : "${words.join(' ')}"`, allMatch(words.map((each) => `${NAME_STEMS} : "${stemWord(each)}"`))]
}

/** The expression, asked of names alone. */
export function nameMatch(expression: string): string {
  return `{name name_stems} : (${expression})`
}

/** The expression, asked of names and terms alone. */
export function headMatch(expression: string): string {
  return `{name terms name_stems term_stems} : (${expression})`
}

/** All of the expressions; only words and stems get into them, never an operator that a person typed. */
export function allMatch(expressions: readonly string[]): string {
  return expressions.length === 1 ? (expressions[0] ?? '') : `(${expressions.join(' AND ')})`
}

/** Any of the expressions. */
export function anyMatch(expressions: readonly string[]): string {
  return expressions.length === 1 ? (expressions[0] ?? '') : `(${expressions.join(' OR ')})`
}
