import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'
import { correctWord } from './correct-word.ts'
import { NO_WORDS, soughtOf, type KnownWords, type Sought } from './sought.ts'
import { NO_SYNONYMS, type Synonyms } from './synonyms.ts'
import { allMatch, anyMatch, phraseMatch, readTextParts, type TextPart } from './text-match.ts'
import { stemWord } from '../../facts/stem-word.ts'

/** A typed text as it is searched. */
export interface SearchedText {
  readonly match: string
  /** Words and phrases to show as hits. */
  readonly parts: readonly TextPart[]
  /** The words searched instead, where nothing matched as typed. */
  readonly corrected?: string
  /** What was asked for, where no record has all of it and those with most of it are found. */
  readonly relaxed?: readonly Sought[]
}

/** More things than these are not tried in all their combinations. */
const MOST_COMBINED = 8

const MOST_CORRECTED = 8

/**
 * What a typed text is searched as: all its words that mean something, each with its kin and its synonyms. Where no record
 * at all has them, words of five letters and more that no record knows give way to the most frequent known word one edit
 * away; where that finds nothing either, records with most of the words are meant, words that everybody uses left out first.
 * Undefined where it holds no word.
 */
export function searchedText(store: ReaderStore, text: string, synonyms: Synonyms): SearchedText | undefined {
  return store.remember(`text\n${text}`, () => {
    const known = knownWords(store)
    // A copy, for a text cut out of a document would hold on to all of it while this is kept.
    const parts = readTextParts(Buffer.from(text).toString())
    if (parts.length === 0) return undefined
    const typed = search(soughtOf(parts, synonyms, known))
    if (isFound(store, typed.match)) return typed
    // To look for other spellings costs far more than to look for a word, and who mistypes many means none of them surely.
    const mended = parts.map((part, at) => (at < MOST_CORRECTED ? correct(store, part) : part))
    const sought = soughtOf(mended, synonyms, known)
    const isCorrected = JSON.stringify(mended) !== JSON.stringify(parts)
    const said = isCorrected ? { corrected: mended.map(written).join(' ') } : {}
    const whole = { ...search(sought), ...said }
    if (isCorrected && isFound(store, whole.match)) return whole
    const match = relaxations(sought).find((each) => isFound(store, each))
    return match === undefined ? typed : { ...whole, match, relaxed: sought }
  })
}

/** A text searched as it is typed, with kin and synonyms and nothing else instead; undefined where it holds no word. */
export function typedText(text: string, synonyms = NO_SYNONYMS, known = NO_WORDS): SearchedText | undefined {
  const parts = readTextParts(text)
  return parts.length === 0 ? undefined : search(soughtOf(parts, synonyms, known))
}

/** What records' words are known by, in this state of the catalogue. */
export function knownWords(store: ReaderStore): KnownWords {
  return {
    isWord: (word) => store.get('SELECT 1 FROM temp.word WHERE term = ? LIMIT 1', word) !== undefined,
    isPhrase: (words) =>
      words.every((word) => store.get('SELECT 1 FROM temp.word WHERE term = ? LIMIT 1', word) !== undefined) &&
      isFound(store, phraseMatch(words)),
  }
}

function search(sought: readonly Sought[]): SearchedText {
  const others = sought.flatMap((each) =>
    each.others.map((words): TextPart => ({ words, isBeginning: false, isQuoted: false })),
  )
  return {
    match: allMatch(sought.map(({ match }) => match)),
    parts: [...sought.flatMap(({ parts }) => parts), ...others],
  }
}

/**
 * Ever less of what is sought: without what everybody says of himself, then without any one of it, any two, and so on. What
 * stands in quotes is never done without.
 */
function* relaxations(sought: readonly Sought[]): Generator<string> {
  const quoted = sought.filter(({ parts }) => parts.some(({ isQuoted }) => isQuoted))
  const free = sought.filter((each) => !quoted.includes(each))
  const decisive = free.filter(({ isLight }) => !isLight)
  const meant = decisive.length > 0 ? decisive : free
  const matchOf = (some: readonly Sought[]): string => allMatch([...quoted, ...some].map(({ match }) => match))
  if (meant.length < free.length) yield matchOf(meant)
  const combined = meant.slice(0, MOST_COMBINED)
  const fewest = quoted.length > 0 ? 0 : 1
  for (let size = combined.length - 1; size >= fewest; size -= 1)
    yield anyMatch(combinationsOf(combined, size).map(matchOf))
}

function combinationsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, at) => combinationsOf(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]))
}

function correct(store: ReaderStore, part: TextPart): TextPart {
  const [word = ''] = part.words
  if (part.isQuoted || isKnown(store, word, part.isBeginning)) return part
  return { ...part, words: [correctWord(store, word)] }
}

function isKnown(store: ReaderStore, word: string, isBeginning: boolean): boolean {
  const row = store.get(
    'SELECT term FROM temp.word WHERE term = ?1 OR term = ?2 OR (?3 AND term >= ?1 AND term < ?1 || char(0x10ffff)) LIMIT 1',
    word,
    stemWord(word),
    Number(isBeginning),
  )
  return row !== undefined && textOf(row, 'term') !== ''
}

function written({ words, isQuoted }: TextPart): string {
  return isQuoted ? `"${words.join(' ')}"` : words.join(' ')
}

function isFound(store: ReaderStore, match: string): boolean {
  return store.get('SELECT 1 FROM service_text WHERE service_text MATCH ? LIMIT 1', match) !== undefined
}
