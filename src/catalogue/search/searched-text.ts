import type { AreaRows } from '../areas/area-rows.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { allOf, anyOf, isInSet, type Condition } from './condition.ts'
import { correctWord } from './correct-word.ts'
import { NO_WORDS, soughtOf, type KnownWords, type Sought } from './sought.ts'
import { NO_SYNONYMS, type Synonyms } from './synonyms.ts'
import { allMatch, anyMatch, phraseMatch, readTextParts, type TextPart } from './text-match.ts'

/** A typed text as it is searched. */
export interface SearchedText {
  /** Full-text expression that hits are found and ranked by. */
  readonly match: string
  /** Places that the text names: a hit is available in an area of each, or has its name. */
  readonly places: readonly SoughtPlace[]
  /** Words and phrases to show as hits. */
  readonly parts: readonly TextPart[]
  /** The words searched instead, where nothing matched as typed. */
  readonly corrected?: string
  /** What was asked for, where those with most of it are found too; of a place that holds it is not asked here. */
  readonly relaxed?: readonly Sought[]
}

/** An area that is named, or several that bear the name. */
export interface SoughtPlace {
  readonly codes: readonly string[]
  /** Full-text expression for its name. */
  readonly match: string
}

/** What a text is read with. */
export interface TextKnowledge {
  readonly synonyms: Synonyms
  readonly known: KnownWords
  readonly areas: Pick<AreaRows, 'availableIn'>
}

/** Knows nothing but grammar. */
const NOTHING = { synonyms: NO_SYNONYMS, known: NO_WORDS }

/** More things than these are not tried in all their combinations. */
const MOST_COMBINED = 8
/** Where fewer have all that is asked, those that lack only words that everybody uses follow. */
const FEW = 10

const MOST_CORRECTED = 8

/**
 * What a typed text is searched as: all its words that mean something, each with its kin and its synonyms, and places as
 * the areas they name. Where few records have them, those follow that lack only words that everybody uses. Where none has,
 * words of five letters and more that find nothing give way to the most frequent known word one edit away; where that
 * finds nothing either, records with most of the words are meant. Undefined where it holds no word.
 */
export function searchedText(store: ReaderStore, text: string, knowledge: TextKnowledge): SearchedText | undefined {
  return store.remember(`text\n${text}`, () => {
    // A copy, for a text cut out of a document would hold on to all of it while this is kept.
    const parts = readTextParts(Buffer.from(text).toString())
    if (parts.length === 0) return undefined
    const { synonyms, known } = knowledge
    const find = (searched: SearchedText): number => countHits(store, searched, knowledge)
    const typed = soughtOf(parts, synonyms, known)
    const found = widened(typed, find)
    if (found !== undefined) return found
    // To look for other spellings costs far more than to look for a word, and who mistypes many means none of them surely.
    const mended = parts.map((part, at) => (at < MOST_CORRECTED ? correct(store, part, knowledge) : part))
    const isCorrected = JSON.stringify(mended) !== JSON.stringify(parts)
    const sought = isCorrected ? soughtOf(mended, synonyms, known) : typed
    const said = isCorrected ? { corrected: mended.map(written).join(' ') } : {}
    const whole = isCorrected ? widened(sought, find) : undefined
    if (whole !== undefined) return { ...whole, ...said }
    const relaxed = relaxations(sought).find((each) => find(each) > 0)
    return relaxed === undefined ? search(typed) : { ...relaxed, ...said }
  })
}

/** A text searched as it is typed, with kin, synonyms and places and nothing else instead; undefined where it holds no word. */
export function typedText(
  text: string,
  { synonyms, known }: Pick<TextKnowledge, 'synonyms' | 'known'> = NOTHING,
): SearchedText | undefined {
  const parts = readTextParts(text)
  return parts.length === 0 ? undefined : search(soughtOf(parts, synonyms, known))
}

/** All that is sought, followed where few have all by what has most of it; undefined where none has all or all that decides. */
function widened(sought: readonly Sought[], find: (searched: SearchedText) => number): SearchedText | undefined {
  let found = search(sought)
  let count = find(found)
  const relaxed = sought.filter(({ codes }) => codes === undefined)
  for (const wider of withMost(sought)) {
    if (count >= FEW) break
    // What has more of it matches more often, and so comes first.
    const both = count === 0 ? wider : { ...wider, match: anyMatch([found.match, wider.match]) }
    const more = find(both)
    if (more > count) [found, count] = [{ ...both, parts: found.parts, relaxed }, more]
  }
  return count > 0 ? found : undefined
}

/** What lacks only words that everybody uses, and then with more of it than it lacks. */
function* withMost(sought: readonly Sought[]): Generator<SearchedText> {
  const decisive = decisiveOf(sought)
  if (decisive.length < sought.length) yield search(decisive)
  const free = decisive.filter(isFree).length
  if (free > 2 && free <= MOST_COMBINED) yield lacking(decisive, 1)
}

/** What records' words are known by, in this state of the catalogue. */
export function knownWords(store: ReaderStore, codesNamed: (name: string) => readonly string[]): KnownWords {
  return {
    codesNamed,
    // The first record with a word is found at once, where the table of words counts all of them.
    isOfTerms: (word) => isFound(store, `{terms} : "${word}"`),
    isWord: (word) => isFound(store, `"${word}"`),
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

function search(sought: readonly Sought[]): SearchedText {
  const parts = sought.flatMap((each) => [...each.parts, ...each.others.map(partOf)])
  const things = sought.filter(({ codes }) => codes === undefined)
  const places = sought.flatMap(({ codes, match }) => (codes === undefined ? [] : [{ codes, match }]))
  if (things.length === 0) return { match: allMatch(sought.map(({ match }) => match)), places: [], parts }
  const wanted = allMatch(things.map(({ match }) => match))
  // What has the name of the place matches twice, and so comes before what is only available there.
  const match =
    places.length === 0 ? wanted : anyMatch([wanted, allMatch([wanted, ...places.map((place) => place.match)])])
  return { match, places, parts }
}

function partOf(words: readonly string[]): TextPart {
  return { words, isBeginning: false, isQuoted: false }
}

/** Neither a place nor in quotes, which is never done without. */
function isFree({ codes, parts }: Sought): boolean {
  return codes === undefined && !parts.some(({ isQuoted }) => isQuoted)
}

/** Without words that everybody uses of himself; all where there are no others. */
function decisiveOf(sought: readonly Sought[]): readonly Sought[] {
  const isDecisive = sought.some((each) => each.codes === undefined && !each.isLight)
  return isDecisive ? sought.filter(({ isLight }) => !isLight) : sought
}

/** What lacks so many of the things sought, or more where more than eight are; all of what is quoted, in the places named. */
function lacking(sought: readonly Sought[], count: number): SearchedText {
  const free = sought.filter(isFree).slice(0, MOST_COMBINED)
  const fixed = sought.filter((each) => !isFree(each))
  const each = combinationsOf(free, free.length - count).map((some) => search([...some, ...fixed]))
  return { ...search(sought), match: anyMatch(each.map(({ match }) => match)) }
}

/** Ever less of what is sought: any one thing left out, any two, and so on, in the places named and then wherever it is. */
function* relaxations(sought: readonly Sought[]): Generator<SearchedText> {
  const decisive = decisiveOf(sought)
  const things = decisive.filter(({ codes }) => codes === undefined)
  const free = Math.min(things.filter(isFree).length, MOST_COMBINED)
  const most = free < things.length ? free : free - 1
  const { parts } = search(sought)
  for (const meant of things.length === decisive.length ? [things] : [decisive, things]) {
    const relaxed = meant === decisive ? sought.filter(({ codes }) => codes === undefined) : sought
    for (let count = 0; count <= most; count += 1) yield { ...lacking(meant, count), parts, relaxed }
  }
}

function combinationsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, at) => combinationsOf(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]))
}

/** A word that finds nothing in any of its forms gives way to the most frequent word one edit away. */
function correct(store: ReaderStore, part: TextPart, { synonyms, known }: TextKnowledge): TextPart {
  const [word = ''] = part.words
  if (part.isQuoted || soughtOf([part], synonyms, known).some(({ match }) => isFound(store, match))) return part
  return { ...part, words: [correctWord(store, word)] }
}

function written({ words, isQuoted }: TextPart): string {
  return isQuoted ? `"${words.join(' ')}"` : words.join(' ')
}

/** As many as have it, up to a few. */
function countHits(store: ReaderStore, { match, places }: SearchedText, { areas }: TextKnowledge): number {
  const there = allOf(places.map((place) => inPlace(place, areas)))
  const isThere = places.length === 0 ? '' : `AND rowid IN (SELECT s.sid FROM service s WHERE ${there.on('s')})`
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM service_text WHERE service_text MATCH ? ${isThere} LIMIT ?)`
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

function isFound(store: ReaderStore, match: string): boolean {
  return store.get('SELECT 1 FROM service_text WHERE service_text MATCH ? LIMIT 1', match) !== undefined
}
