import { foldedWords } from '../facts/fold-text.ts'

const MOST_WORDS = 32

/**
 * What a person typed as a full-text expression: every word must occur, the last as a beginning; `"…"` is a phrase.
 * Words only: no operator, column name or wildcard typed by the person survives the folding. Undefined where no word is left.
 */
export function textMatch(text: string): string | undefined {
  const terms: string[] = []
  for (const [part, phrase, words] of text.matchAll(/"([^"]*)"?|([^"]+)/g)) {
    if (phrase !== undefined) terms.push(...quoted([foldedWords(phrase).join(' ')]))
    else terms.push(...quoted(foldedWords(words ?? part)))
  }
  const kept = terms.slice(0, MOST_WORDS)
  const last = kept.at(-1)
  if (last === undefined) return undefined
  // An unfinished word is being typed; a finished one (a space, a closing quote) is itself.
  const isUnfinished = /[\p{L}\p{N}]$/u.test(text) && !last.includes(' ')
  return [...kept.slice(0, -1), isUnfinished ? `${last} *` : last].join(' AND ')
}

function quoted(words: readonly string[]): string[] {
  return words.filter((word) => word !== '').map((word) => `"${word}"`)
}
