import { stemWord } from '../../facts/stem-word.ts'
import { meaningStems } from './meaning-stems.ts'
import type { Phrase, Topic } from './topic.ts'
import { hasMeaning } from './words/function-words.ts'

/** A way to ask, found in a text: where its words stand, and what records call what it asks for. */
interface WayFound {
  /** Positions in the text, in order. */
  readonly at: readonly number[]
  readonly called: readonly Phrase[]
}

/** Ways to ask for something, found in a text though other words stand between theirs, or their order is another. */
export interface WaysToAsk {
  /** Those that stand in these folded words, none over another, in order; a word that is empty is not looked at. */
  findIn(words: Phrase): readonly WayFound[]
}

interface Way {
  readonly stems: readonly string[]
  readonly called: Map<string, Phrase>
}

/** The ways to ask that have two words of meaning or more: of fewer, the row in which they stand means too much. */
export function createWaysToAsk(topics: Iterable<Pick<Topic, 'asked' | 'called'>>): WaysToAsk {
  const ways = new Map<string, Way>()
  for (const { asked, called } of topics)
    for (const phrase of asked) {
      const stems = [...meaningStems(phrase)]
      if (stems.length < 2) continue
      const key = stems.toSorted().join(' ')
      const way = ways.get(key) ?? { stems, called: new Map<string, Phrase>() }
      for (const other of called) way.called.set(other.join(' '), other)
      ways.set(key, way)
    }
  const byStem = Map.groupBy(ways.values(), rarestStemIn([...ways.values()]))
  return {
    findIn(words) {
      const meant = words.flatMap((word, at) => (hasMeaning(word) ? [{ at, stem: stemWord(word) }] : []))
      const stems = meant.map(({ stem }) => stem)
      const found = [...new Set(stems)].flatMap((stem) =>
        (byStem.get(stem) ?? []).flatMap((way) => {
          const at = placesOf(way.stems, stems, stems.indexOf(stem))
          return at === undefined ? [] : [{ way, at }]
        }),
      )
      const taken = new Set<number>()
      const chosen = found
        .toSorted((a, b) => b.at.length - a.at.length || spread(a.at) - spread(b.at))
        .filter(({ at }) => {
          const isFree = at.every((each) => !taken.has(each))
          if (isFree) for (const each of at) taken.add(each)
          return isFree
        })
      return chosen
        .map(({ way, at }) => ({ at: at.flatMap((each) => meant[each]?.at ?? []), called: [...way.called.values()] }))
        .toSorted((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0))
    },
  }
}

function rarestStemIn(ways: readonly Way[]): (way: Way) => string {
  const counts = new Map<string, number>()
  for (const { stems } of ways) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const countOf = (stem: string): number => counts.get(stem) ?? 0
  return ({ stems }) =>
    stems.reduce((rarest, stem) => (countOf(stem) < countOf(rarest) ? stem : rarest), stems[0] ?? '')
}

/** Where the stems stand nearest to one of them, in order; undefined where one does not, or too far away. */
function placesOf(way: readonly string[], stems: readonly string[], near: number): readonly number[] | undefined {
  const at: number[] = []
  for (const stem of way) {
    const places = [...stems.keys()].filter((each) => stems[each] === stem)
    const nearest = places.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near))[0]
    if (nearest === undefined) return undefined
    at.push(nearest)
  }
  const inOrder = at.toSorted((a, b) => a - b)
  // As many other words may stand between as there are gaps.
  return spread(inOrder) <= 2 * (way.length - 1) ? inOrder : undefined
}

function spread(at: readonly number[]): number {
  return (at.at(-1) ?? 0) - (at[0] ?? 0)
}
