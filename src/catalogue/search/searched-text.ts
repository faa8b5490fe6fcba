import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { readTextParts, textMatch, type TextPart } from './text-match.ts'

/** A typed text as it is searched. */
export interface SearchedText {
  readonly match: string
  readonly parts: readonly TextPart[]
  /** The words searched instead, where nothing matched as typed. */
  readonly corrected?: string
}

const SHORTEST_CORRECTED = 5
// The spellings of a word grow with the square of its length, and no word of any language here is longer.
const LONGEST_CORRECTED = 40
const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz']

/**
 * What a typed text is searched as. Where no record at all has its words, those of five letters and more that no record
 * knows give way to the most frequent known word one edit away (a letter more, less, other, or two swapped); it stays as
 * typed where that finds nothing either. Undefined where it holds no word.
 */
export function searchedText(store: ReaderStore, text: string): SearchedText | undefined {
  return store.remember(`text\n${text}`, () => {
    // A copy, for a text cut out of a document would hold on to all of it while this is kept.
    const typed = typedText(Buffer.from(text).toString())
    if (typed === undefined || isFound(store, typed.match)) return typed
    const mended = typed.parts.map((part) => ({ ...part, words: part.words.map((word) => mend(store, word, part)) }))
    const match = textMatch(mended)
    return match !== typed.match && isFound(store, match)
      ? { match, parts: mended, corrected: mended.map(written).join(' ') }
      : typed
  })
}

/** A text searched as it is typed; undefined where it holds no word. */
export function typedText(text: string): SearchedText | undefined {
  const parts = readTextParts(text)
  return parts.length === 0 ? undefined : { match: textMatch(parts), parts }
}

function written({ words }: TextPart): string {
  return words.length > 1 ? `"${words.join(' ')}"` : (words[0] ?? '')
}

function isFound(store: ReaderStore, match: string): boolean {
  return store.get('SELECT 1 FROM service_text WHERE service_text MATCH ? LIMIT 1', match) !== undefined
}

function mend(store: ReaderStore, word: string, { isBeginning }: TextPart): string {
  if (word.length > LONGEST_CORRECTED || [...word].length < SHORTEST_CORRECTED) return word
  if (isFound(store, textMatch([{ words: [word], isBeginning }]))) return word
  const rows = store.all(
    'SELECT term, doc FROM temp.word WHERE term IN (SELECT value FROM json_each(?)) ORDER BY doc DESC, term LIMIT 1',
    JSON.stringify(oneEditAway(word)),
  )
  return rows[0] !== undefined && numberOf(rows[0], 'doc') > 0 ? textOf(rows[0], 'term') : word
}

/** Every spelling one edit away; the alphabet suffices, because words are folded. */
function oneEditAway(word: string): string[] {
  const letters = [...word]
  const spellings = new Set<string>()
  for (let at = 0; at <= letters.length; at += 1) {
    const [before, after] = [letters.slice(0, at).join(''), letters.slice(at)]
    for (const letter of ALPHABET) {
      spellings.add(`${before}${letter}${after.join('')}`)
      if (after.length > 0) spellings.add(`${before}${letter}${after.slice(1).join('')}`)
    }
    if (after.length > 0) spellings.add(`${before}${after.slice(1).join('')}`)
    if (after.length > 1) spellings.add(`${before}${after[1]}${after[0]}${after.slice(2).join('')}`)
  }
  spellings.delete(word)
  return [...spellings]
}
