import { LIMIT } from '../../store/sql.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { headMatch, phraseMatch, stemMatch } from './text-match.ts'

/** What is known of the words of records; nothing where there are no records to look at. */
export interface KnownWords {
  isWord(word: string): boolean
  /** Whether so many records have the word that nobody who types it needs to be shown longer ones. */
  isCommon(word: string): boolean
  isPhrase(words: readonly string[]): boolean
  /** Whether any record matches this expression of a synonym; true where there are no records to look at. */
  isSaid(synonym: string): boolean
  /** Whether any name of a service or a term has the word or its kin; true where there are no records to look at. */
  isOfHeads(word: string): boolean
  /** Whether the name of a term has it. */
  isOfTerms(word: string): boolean
  /** Areas of this name that any service is available in. */
  codesNamed(name: string): readonly string[]
}

/** Where there are no records to look at. */
export const NO_WORDS: KnownWords = {
  isWord: () => false,
  isCommon: () => false,
  isPhrase: () => false,
  isSaid: () => true,
  isOfHeads: () => true,
  isOfTerms: () => false,
  codesNamed: () => [],
}

/** Where fewer records have all that is asked, others follow that have most of it. */
export const FEW = 10

/** What records' words are known by, in this state of the catalogue. */
export function knownWords(store: ReaderStore, codesNamed: (name: string) => readonly string[]): KnownWords {
  return {
    codesNamed,
    // The first record with a word is found at once, where the table of words counts all of them.
    isOfTerms: (word) => isFound(store, `{terms} : "${word}"`),
    isOfHeads(word) {
      const match = headMatch(stemMatch(word))
      return store.remember(`of heads ${match}`, () => isFound(store, match))
    },
    isWord: (word) => isFound(store, `"${word}"`),
    isCommon: (word) => countUpTo(store, FEW, `"${word}"`) === FEW,
    // The longest is the likeliest to be unknown.
    isPhrase: (words) =>
      words.toSorted((a, b) => b.length - a.length).every((word) => isFound(store, `"${word}"`)) &&
      isFound(store, phraseMatch(words)),
    isSaid: (synonym) => isSaid(store, synonym),
  }
}

/** As many as there are ways to say synonyms: they are looked up once while the data stands. */
function isSaid(store: ReaderStore, match: string): boolean {
  const said = store.once('synonyms said', () => new Map<string, boolean>())
  const known = said.get(match)
  if (known !== undefined) return known
  const isThere = isFound(store, match)
  said.set(match, isThere)
  return isThere
}

function countUpTo(store: ReaderStore, most: number, match: string): number {
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM service_text WHERE service_text MATCH ? ${LIMIT})`
  return Number(store.get(sql, match, most)?.['n'])
}

/** Whether any record matches. */
export function isFound(store: ReaderStore, match: string): boolean {
  return store.get('SELECT 1 FROM service_text WHERE service_text MATCH ? LIMIT 1', match) !== undefined
}
