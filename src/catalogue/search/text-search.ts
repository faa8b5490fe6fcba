import type { Sought } from './sought.ts'
import { allMatch, anyMatch, headMatch, nameMatch, type TextPart } from './text-match.ts'

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

/** What is found, by all its forms and without its synonyms. */
type Expressions = Pick<Sought, 'match' | 'itself'>

/** The search for all that is sought, or for what else is given of it. */
export function searchFor(sought: readonly Sought[], { itself, match } = wanted(sought)): SearchedText {
  return {
    match,
    // A name that says it in the words typed, then names and terms that say it in any, then whatever is said elsewhere.
    tiers: [nameMatch(itself), headMatch(match), match],
    places: sought.every(isPlace) ? [] : sought.filter(isPlace),
    parts: sought.flatMap((each) => [...each.parts, ...each.others.map(partOf)]),
  }
}

/** Expressions for all that is sought together. */
export function wanted(sought: readonly Sought[]): Expressions {
  const things = sought.filter((each) => !isPlace(each))
  const places = sought.filter(isPlace).map(({ match }) => match)
  const all = (form: keyof Expressions): string => {
    const meant = allMatch((things.length === 0 ? sought : things).map((each) => each[form]))
    // What has the name of the place matches twice, and so comes before what is only available there.
    return things.length === 0 || places.length === 0 ? meant : anyMatch([meant, allMatch([meant, ...places])])
  }
  return { itself: all('itself'), match: all('match') }
}

export function isPlace(sought: Sought): sought is Sought & SoughtPlace {
  return sought.codes !== undefined
}

function partOf(words: readonly string[]): TextPart {
  return { words, isBeginning: false, isQuoted: false }
}
