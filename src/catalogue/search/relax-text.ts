import type { Sought } from './sought.ts'
import { allMatch, anyMatch, headMatch } from './text-match.ts'
import { isPlace, searchFor, type SearchedText, wanted } from './text-search.ts'

/** More things than these are not tried in all their combinations. */
const MOST_COMBINED = 8
/**
 * What has all of it in name and terms, then what has there all that says what it is about, then what has all of it anywhere,
 * then what has most of it in name and terms, and then the rest: what has most of it ranks by all that is sought.
 */
export function besideAll(all: SearchedText, wider: readonly Wider[], sought: readonly Sought[]): SearchedText {
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

/** A search that asks for less. */
export interface Wider {
  readonly searched: SearchedText
  /** What it lacks that says most; undefined where something else is guessed. */
  readonly lacks?: (typeof LEAST_FIRST)[number]
}

/** Where nothing says what it is about what is guessed alone; else what lacks ever more of what says least, then what is guessed, and then what has more of the rest than it lacks. */
export function* withMost(sought: readonly Sought[], guessed: Sought | undefined): Generator<Wider> {
  // Of words that all say little of what it is about, what they hint at together says most.
  if (guessed !== undefined && sought.every((each) => isPlace(each) || SAYS_LITTLE.has(each.weight))) {
    yield { searched: searchFor([...sought.filter(isPlace), guessed]) }
    return
  }
  let meant = sought
  for (const weight of LEAST_FIRST) {
    const less = without(meant, weight)
    if (less.length < meant.length) yield { searched: searchFor(less), lacks: weight }
    if (weight === 'LIGHT' && hasMajority(less)) yield { searched: lacking(less, 1), lacks: 'SUBJECT' }
    meant = less
  }
  if (guessed !== undefined) yield { searched: searchFor([...meant.filter(isPlace), guessed]) }
  const decisive = decisiveOf(sought)
  const free = decisive.filter(isFree).length
  if (free > 1 && free <= MOST_COMBINED) yield { searched: lacking(decisive, 1), lacks: 'SUBJECT' }
}

/** Whether there are so many things that most of them say more than any one, and no known way to ask among them. */
function hasMajority(sought: readonly Sought[]): boolean {
  const free = sought.filter(isFree)
  return free.length > 2 && free.length <= MOST_COMBINED && !sought.some(({ weight }) => weight === 'NEED')
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
  return searchFor(sought, {
    itself: anyMatch(each.map(({ itself }) => itself)),
    match: anyMatch(each.map(({ match }) => match)),
  })
}

/** Ever less of what is sought: whichever one thing left out, whichever two, and so on, in the places named and then wherever it is. */
export function* relaxations(sought: readonly Sought[]): Generator<SearchedText> {
  const decisive = decisiveOf(sought)
  const things = decisive.filter(({ codes }) => codes === undefined)
  const free = things.filter(isFree).length
  // One of those that are combined stays, unless something that is never done without does.
  const most = Math.min(free, MOST_COMBINED) - (free < things.length ? 0 : 1)
  const { parts } = searchFor(sought)
  for (const meant of things.length === decisive.length ? [things] : [decisive, things]) {
    const relaxed = meant === decisive ? sought.filter(({ codes }) => codes === undefined) : sought
    for (let count = 0; count <= most; count += 1) yield { ...lacking(meant, count), parts, relaxed }
  }
}

function combinationsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, at) => combinationsOf(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]))
}
