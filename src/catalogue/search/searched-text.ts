import { LIMIT } from '../../store/sql.ts'
import type { AreaRows } from '../areas/area-rows.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { allOf, anyOf, isInSet, type Condition } from './condition.ts'
import { correctWord } from './correct-word.ts'
import { FEW, isFound, type KnownWords, NO_WORDS } from './known-words.ts'
import { guessedOf, soughtOf, type Sought } from './sought.ts'
import { NO_SYNONYMS, type Synonyms } from './synonyms.ts'
import { besideAll, relaxations, type Wider, withMost } from './relax-text.ts'
import { readTextParts, type TextPart } from './text-match.ts'
import { searchFor, type SearchedText, type SoughtPlace } from './text-search.ts'

/** What a text is read with. */
export interface TextKnowledge {
  readonly synonyms: Synonyms
  readonly known: KnownWords
  readonly areas: Pick<AreaRows, 'availableIn'>
}

/** Knows nothing but grammar. */
const NOTHING = { synonyms: NO_SYNONYMS, known: NO_WORDS }

const MOST_CORRECTED = 8

/**
 * What a typed text is searched as: all its words that mean something, each with its kin and its synonyms, and places as
 * the areas they name. Where few records have them, those follow that lack only words that everybody uses, and then those
 * that lack one thing. Where none has them, words of five letters and more that find nothing give way before that to the
 * most frequent known word one edit away; where that finds nothing either, records with some of the words are meant. Undefined where it holds no word.
 */
export function searchedText(store: ReaderStore, text: string, knowledge: TextKnowledge): SearchedText | undefined {
  return store.remember(`text ${text}`, () => {
    // A copy, for a text cut out of a document would hold on to all of it while this is kept.
    const parts = readTextParts(Buffer.from(text).toString())
    if (parts.length === 0) return undefined
    const { synonyms, known } = knowledge
    const find = (searched: SearchedText): number => countHits(store, searched, knowledge)
    const typed = soughtOf(parts, synonyms, known)
    const widest = (sought: readonly Sought[]): Widened => widened(sought, guessedOf(sought, synonyms, known), find)
    const found = widest(typed)
    if (found.count > 0 && !found.isLess) return found.searched
    // To look for other spellings costs far more than to look for a word, and who mistypes many means none of them surely.
    const mended = parts.map((part, at) => (at < MOST_CORRECTED ? correct(store, part, knowledge) : part))
    const isCorrected = JSON.stringify(mended) !== JSON.stringify(parts)
    const sought = isCorrected ? soughtOf(mended, synonyms, known) : typed
    const said = isCorrected ? { corrected: mended.map(written).join(' ') } : {}
    const whole = isCorrected ? widest(sought) : found
    if (whole.count > 0) return { ...whole.searched, ...said }
    if (found.count > 0) return found.searched
    const relaxed = relaxations(sought).find((each) => find(each) > 0)
    return relaxed === undefined ? searchFor(typed) : { ...relaxed, ...said }
  })
}

/** A text searched as it is typed, with kin, synonyms and places and nothing else instead; undefined where it holds no word. */
export function typedText(
  text: string,
  { synonyms, known }: Pick<TextKnowledge, 'synonyms' | 'known'> = NOTHING,
): SearchedText | undefined {
  const parts = readTextParts(text)
  return parts.length === 0 ? undefined : searchFor(soughtOf(parts, synonyms, known))
}

interface Widened {
  readonly searched: SearchedText
  readonly count: number
  /** None has all of it. */
  readonly isLess: boolean
}

/** All that is sought, followed by what lacks only words said in passing, and where few have that by what has most of it. */
function widened(
  sought: readonly Sought[],
  guessed: Sought | undefined,
  find: (searched: SearchedText) => number,
): Widened {
  const all = searchFor(sought)
  const hasAll = find(all)
  const wider: Wider[] = []
  let count = hasAll
  for (const each of withMost(sought, guessed)) {
    if (count >= FEW && each.lacks !== 'PASSING') break
    const more = find(each.searched)
    if (more > count || (more > 0 && each.lacks === 'PASSING')) wider.push(each)
    count = Math.max(count, more)
  }
  return { searched: wider.length === 0 ? all : besideAll(all, wider, sought), count, isLess: hasAll === 0 }
}

/** A word that finds nothing in any of its forms gives way to the most frequent word one edit away. */
function correct(store: ReaderStore, part: TextPart, { synonyms, known }: TextKnowledge): TextPart {
  const [word = ''] = part.words
  if (part.isQuoted || synonyms.guess.has(word)) return part
  if (soughtOf([part], synonyms, known).some(({ match }) => isFound(store, match))) return part
  return { ...part, words: [correctWord(store, word, synonyms.guess.has)] }
}

function written({ words, isQuoted }: TextPart): string {
  return isQuoted ? `"${words.join(' ')}"` : words.join(' ')
}

/** As many as have it, up to a few. */
function countHits(store: ReaderStore, { match, places }: SearchedText, { areas }: TextKnowledge): number {
  const there = allOf(places.map((place) => inPlace(place, areas)))
  const isThere = places.length === 0 ? '' : `AND rowid IN (SELECT s.sid FROM service s WHERE ${there.on('s')})`
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM service_text WHERE service_text MATCH ? ${isThere} ${LIMIT})`
  return Number(store.get(sql, match, ...there.values, FEW)?.['n'])
}

/** Services that are available in the areas of that name, or that have the name in their text. */
export function inPlace({ codes, match }: SoughtPlace, areas: TextKnowledge['areas']): Condition {
  return anyOf([areas.availableIn(codes), matching(match)])
}

/** Services whose text matches. */
export function matching(match: string): Condition {
  const sql = 'SELECT rowid AS sid FROM service_text WHERE service_text MATCH ?'
  return isInSet({ sql, values: [match], isExact: true })
}
