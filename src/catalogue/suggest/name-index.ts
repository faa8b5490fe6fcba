import { rankOf } from './suggestion.ts'

/** Names by the beginnings of their words. */
export interface NameIndex<T> {
  /** Those with a word for each of the beginnings, as they were given. */
  find(beginnings: readonly string[]): readonly T[]
  /** Whether a word of any begins so. */
  isBeginning(beginning: string): boolean
}

/** Puts names in order by their folded words. */
export function createNameIndex<T extends { readonly words: readonly string[] }>(names: readonly T[]): NameIndex<T> {
  const entries = names
    .flatMap((name, at) => [...new Set(name.words)].map((word) => ({ word, at })))
    .toSorted((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.at - b.at))

  /** The first entry whose word is not before this one. */
  function placeOf(word: string): number {
    let [low, high] = [0, entries.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((entries[middle]?.word ?? '') < word) low = middle + 1
      else high = middle
    }
    return low
  }

  function positionsOf(beginning: string): ReadonlySet<number> {
    const positions = new Set<number>()
    for (let place = placeOf(beginning); entries[place]?.word.startsWith(beginning) === true; place += 1)
      positions.add(entries[place]?.at ?? 0)
    return positions
  }

  return {
    find(beginnings) {
      const longest = beginnings.toSorted((a, b) => b.length - a.length)[0]
      if (longest === undefined) return []
      return [...positionsOf(longest)]
        .toSorted((a, b) => a - b)
        .flatMap((at) => names[at] ?? [])
        .filter(({ words }) => rankOf(words, beginnings) !== undefined)
    },
    isBeginning: (beginning) => entries[placeOf(beginning)]?.word.startsWith(beginning) === true,
  }
}
