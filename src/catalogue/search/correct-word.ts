import { isEnglishWord } from '../../model/english-word.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'

const SHORTEST_CORRECTED = 5
// The spellings of a word grow with the square of its length, and no word of any language here is longer.
const LONGEST_CORRECTED = 40
const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz']
const STEM_COLUMNS = ['name_stems', 'term_stems', 'text_stems']

/**
 * The most frequent word of records one edit away from a folded word that none has: a letter more, less, other, or two
 * swapped; else such a word that people are known to ask with. The word itself where there is none, or where it has under
 * five letters or over forty, or is a word of the language.
 */
export function correctWord(store: ReaderStore, word: string, isAskedWith: (word: string) => boolean): string {
  const { length } = [...word]
  if (length > LONGEST_CORRECTED || length < SHORTEST_CORRECTED || isEnglishWord(word)) return word
  const spellings = oneEditAway(word)
  const row = store.get(
    // Of spellings that nobody writes, which most are, the table of whole words knows sooner.
    `SELECT term FROM temp.word WHERE term IN (SELECT term FROM temp.whole_word WHERE term IN (SELECT value FROM json_each(?))) AND col NOT IN (SELECT value FROM json_each(?))
     GROUP BY term ORDER BY max(doc) DESC, term LIMIT 1`,
    JSON.stringify(spellings),
    JSON.stringify(STEM_COLUMNS),
  )
  return row === undefined ? (spellings.find(isAskedWith) ?? word) : textOf(row, 'term')
}

/** Every spelling one edit away from a folded word: the alphabet suffices. */
export function oneEditAway(word: string): string[] {
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
