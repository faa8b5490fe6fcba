import { LIMIT } from '../../store/sql.ts'
import type { AreaRows } from '../areas/area-rows.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { allOf, anyOf, isInSet, type Condition } from './condition.ts'
import { correctWord } from './correct-word.ts'
import { FEW, isFound } from './known-words.ts'
import { guessedOf, NO_WORDS, soughtOf, type KnownWords, type Sought } from './sought.ts'
import { NO_SYNONYMS, type Synonyms } from './synonyms.ts'
import { allMatch, anyMatch, headMatch, nameMatch, readTextParts, type TextPart } from './text-match.ts'

/** A typed text as it is searched. */
export interface SearchedText {
  /** Full-text expression that hits are found by: the last of the tiers. */
  readonly match: string
  /** Full-text expressions, the last of which finds all: a hit stands among those of the first that finds it, ranked by that. */
  readonly tiers: readonly string[]
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
const MOST_CORRECTED = 8

/**
 * What a typed text is searched as: all its words that mean something, each with its kin and its synonyms, and places as
 * the areas they name. Where few records have them, those follow that lack only words that everybody uses, and then those
 * that lack one thing. Where none has them, words of five letters and more that find nothing give way before that to the
 * most frequent known word one edit away; where that finds nothing either, records with some of the words are meant. Undefined where it holds no word.
 */
export function searchedText(store: ReaderStore, text: string, knowledge: TextKnowledge): SearchedText | undefined {
  // The configured ones may change while the data stands.
  return store.remember(`text ${knowledge.synonyms.mark}\n${text}`, () => {
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
  const all = search(sought)
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

/**
 * What has all of it in name and terms, then what has there all that says what it is about, then what has all of it anywhere,
 * then what has most of it in name and terms, and then the rest: what has most of it ranks by all that is sought.
 */
function besideAll(all: SearchedText, wider: readonly Wider[], sought: readonly Sought[]): SearchedText {
  const things = sought.filter((each) => !isPlace(each))
  const by = things.map(({ match }) => match)
  const ranked = wider.map(({ searched: { match } }) => allMatch([match, anyMatch([match, ...by])]))
  const headsOf = (some: readonly Wider[]): readonly string[] => some.map(({ searched }) => headMatch(searched.match))
  const about = wider.filter(({ lacks }) => lacks !== undefined && SAYS_LITTLE.has(lacks))
  const less = wider.filter((each) => !about.includes(each))
  const tiers = [...all.tiers.slice(0, -1), ...headsOf(about), all.match, ...headsOf(less)]
  const match = anyMatch([all.match, ...ranked])
  return { match, tiers: [...tiers, match], places: all.places, parts: all.parts, relaxed: things }
}

/** What may be done without, the least first. */
const LEAST_FIRST = ['PASSING', 'LIGHT', 'AUDIENCE', 'WORD', 'SUBJECT'] as const

/** Without these a text still says what it is about. */
const SAYS_LITTLE: ReadonlySet<Sought['weight']> = new Set(['PASSING', 'LIGHT', 'AUDIENCE'])

interface Wider {
  readonly searched: SearchedText
  /** What it lacks that says most; undefined where something else is guessed. */
  readonly lacks?: (typeof LEAST_FIRST)[number]
}

/** What lacks ever more of what says least, then what is guessed, and then what has more of the rest than it lacks. */
function* withMost(sought: readonly Sought[], guessed: Sought | undefined): Generator<Wider> {
  let meant = sought
  for (const weight of LEAST_FIRST) {
    const less = without(meant, weight)
    if (less.length < meant.length) yield { searched: search(less), lacks: weight }
    if (weight === 'LIGHT' && hasMajority(less)) yield { searched: lacking(less, 1), lacks: 'SUBJECT' }
    meant = less
  }
  if (guessed !== undefined) yield { searched: search([...meant.filter(isPlace), guessed]) }
  const decisive = decisiveOf(sought)
  const free = decisive.filter(isFree).length
  if (free > 1 && free <= MOST_COMBINED) yield { searched: lacking(decisive, 1), lacks: 'SUBJECT' }
}

/** Whether there are so many things that most of them say more than any one, and no known way to ask among them. */
function hasMajority(sought: readonly Sought[]): boolean {
  const free = sought.filter(isFree)
  return free.length > 2 && free.length <= MOST_COMBINED && !sought.some(({ weight }) => weight === 'NEED')
}

/** What is found, by all its forms and without its synonyms. */
type Expressions = Pick<Sought, 'match' | 'itself'>

function search(sought: readonly Sought[], { itself, match } = wanted(sought)): SearchedText {
  return {
    match,
    // A name that says it in the words typed, then names and terms that say it in any, then whatever is said elsewhere.
    tiers: [nameMatch(itself), headMatch(match), match],
    places: sought.every(isPlace) ? [] : sought.filter(isPlace),
    parts: sought.flatMap((each) => [...each.parts, ...each.others.map(partOf)]),
  }
}

function wanted(sought: readonly Sought[]): Expressions {
  const things = sought.filter((each) => !isPlace(each))
  const places = sought.filter(isPlace).map(({ match }) => match)
  const all = (form: keyof Expressions): string => {
    const meant = allMatch((things.length === 0 ? sought : things).map((each) => each[form]))
    // What has the name of the place matches twice, and so comes before what is only available there.
    return things.length === 0 || places.length === 0 ? meant : anyMatch([meant, allMatch([meant, ...places])])
  }
  return { itself: all('itself'), match: all('match') }
}

function isPlace(sought: Sought): sought is Sought & SoughtPlace {
  return sought.codes !== undefined
}

function partOf(words: readonly string[]): TextPart {
  return { words, isBeginning: false, isQuoted: false }
}

/** Neither a place nor in quotes, which is never done without. */
function isFree({ codes, parts }: Sought): boolean {
  return codes === undefined && !parts.some(({ isQuoted }) => isQuoted)
}

/** Without words that everybody uses of himself, and without those said in passing; all where there are no others. */
function decisiveOf(sought: readonly Sought[]): readonly Sought[] {
  return without(without(sought, 'LIGHT'), 'PASSING')
}

/** What has another weight; all where nothing but places has. */
function without(sought: readonly Sought[], weight: Sought['weight']): readonly Sought[] {
  const isLeft = sought.some((each) => each.codes === undefined && each.weight !== weight)
  return isLeft ? sought.filter((each) => each.codes !== undefined || each.weight !== weight) : sought
}

/** What lacks so many of the things sought, or more where more than eight are; all of what is quoted, in the places named. */
function lacking(sought: readonly Sought[], count: number): SearchedText {
  const free = sought.filter(isFree).slice(0, MOST_COMBINED)
  const fixed = sought.filter((each) => !isFree(each))
  const each = combinationsOf(free, free.length - count).map((some) => wanted([...some, ...fixed]))
  return search(sought, {
    itself: anyMatch(each.map(({ itself }) => itself)),
    match: anyMatch(each.map(({ match }) => match)),
  })
}

/** Ever less of what is sought: any one thing left out, any two, and so on, in the places named and then wherever it is. */
function* relaxations(sought: readonly Sought[]): Generator<SearchedText> {
  const decisive = decisiveOf(sought)
  const things = decisive.filter(({ codes }) => codes === undefined)
  const free = things.filter(isFree).length
  // One of those that are combined stays, unless something that is never done without does.
  const most = Math.min(free, MOST_COMBINED) - (free < things.length ? 0 : 1)
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
