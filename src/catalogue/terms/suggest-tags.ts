import { foldedWords } from '../../facts/fold-text.ts'
import { stemWord } from '../../facts/stem-word.ts'
import { stemsOf } from './label-words.ts'
import type { NamedTerm } from './suggest-mappings.ts'

/** A term that a service's own words speak for; for its publisher to accept or not. */
export interface TagSuggestion<T extends NamedTerm = NamedTerm> {
  readonly term: T
  /** Where the words stand that speak for it. */
  readonly from: 'name' | 'description'
  readonly reason: string
}

interface Label<T> {
  readonly term: T
  readonly name: string
  readonly words: readonly string[]
  readonly stems: ReadonlySet<string>
}

/**
 * Suggests terms for a service by its name and description, the longest label first, then by name, at most `most`: a label
 * or other name whose words are all in the name, in any order and form; or, of two words and more, stands in the description
 * as a phrase. A label within a longer one that was found says nothing more. A single word of a description never suffices.
 */
export function createTagSuggester<T extends NamedTerm>(
  terms: readonly T[],
  most: number,
): (name: string, description: string) => readonly TagSuggestion<T>[] {
  const labels = terms.flatMap((term) =>
    [term.name, ...term.otherNames].map((name): Label<T> => {
      const words = foldedWords(name).map(stemWord)
      return { term, name, words, stems: stemsOf(name) }
    }),
  )
  const byStem = Map.groupBy(labels, ({ stems }) => [...stems][0] ?? '')
  return (name, description) => {
    const words = { name: stemsOf(name), description: foldedWords(description).map(stemWord) }
    const phrases = ` ${words.description.join(' ')} `
    const near = [...words.name.union(new Set(words.description))].flatMap((stem) => byStem.get(stem) ?? [])
    const found = near.flatMap((label): readonly Found<T>[] => {
      if (label.stems.isSubsetOf(words.name)) return [{ label, from: 'name' }]
      const isPhrase = label.stems.size > 1 && phrases.includes(` ${label.words.join(' ')} `)
      return isPhrase ? [{ label, from: 'description' }] : []
    })
    return orderFound(found)
      .slice(0, most)
      .map(({ label, from }) => ({ term: label.term, from, reason: `its ${from} has "${label.name}"` }))
  }
}

interface Found<T> {
  readonly label: Label<T>
  readonly from: 'name' | 'description'
}

/** Each term once, by its longest label; without labels within longer ones. */
function orderFound<T extends NamedTerm>(found: readonly Found<T>[]): readonly Found<T>[] {
  const isWithin = (a: Label<T>, b: Label<T>): boolean => a.stems.size < b.stems.size && a.stems.isSubsetOf(b.stems)
  const ordered = found
    .filter(({ label }) => !found.some((other) => isWithin(label, other.label)))
    .toSorted((a, b) => b.label.stems.size - a.label.stems.size || compareTerms(a.label.term, b.label.term))
  return ordered.filter(({ label }, at) => ordered.findIndex((one) => one.label.term === label.term) === at)
}

function compareTerms(a: NamedTerm, b: NamedTerm): number {
  return a.name.localeCompare(b.name, 'en') || (a.uri < b.uri ? -1 : 1)
}
