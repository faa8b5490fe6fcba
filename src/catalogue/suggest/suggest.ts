import { foldedWords } from '../../facts/fold-text.ts'
import { textOf } from '../../store/row.ts'
import { oneEditAway } from '../search/correct-word.ts'
import type { FacetSources } from '../search/count-facet.ts'
import { areaNames, suggestNames, termNames } from './suggest-names.ts'
import { suggestOrganizations, suggestServices } from './suggest-records.ts'
import { type Candidate, rankOf, type Suggestion } from './suggestion.ts'

const MOST_WORDS = 8
/** The beginning of a shorter word is the beginning of too many. */
const SHORTEST_MENDED = 4
const LONGEST_MENDED = 40
const MOST_SPELLINGS = 5
const KINDS = ['TERM', 'AREA', 'ORGANIZATION', 'SERVICE'] as const

/**
 * What a text may be the beginning of, likeliest first: names that begin so before those in which each word begins a word,
 * terms and areas by their services before organizations and services by name. No kind takes more than half of the places
 * that another could fill. Where nothing begins so, the last word is read with one letter more, less, other or two swapped.
 */
export function suggest(sources: FacetSources, text: string, first: number): readonly Suggestion[] {
  return sources.store.remember(`suggest ${first}\n${text}`, () => {
    const typed = foldedWords(text).slice(0, MOST_WORDS)
    if (typed.length === 0) return []
    for (const words of [typed, ...spellingsOf(sources, typed)]) {
      const candidates = inOrder(candidatesOf(sources, words, first), words)
      if (candidates.length > 0) return shared(candidates, first).map(({ suggestion }) => suggestion)
    }
    return []
  })
}

function candidatesOf(sources: FacetSources, typed: readonly string[], first: number): readonly Candidate[] {
  const { store } = sources
  return [
    ...suggestNames(store, termNames(sources), typed),
    ...suggestNames(store, areaNames(sources), typed),
    ...suggestOrganizations(store, typed, first),
    ...suggestServices(store, typed, first),
  ]
}

/** In order, and what is one to a person once. */
function inOrder(candidates: readonly Candidate[], typed: readonly string[]): readonly Candidate[] {
  const kindOf = ({ suggestion }: Candidate): number => KINDS.indexOf(suggestion.kind)
  const rank = ({ words }: Candidate): number => rankOf(words, typed) ?? 2
  const sorted = candidates.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      kindOf(a) - kindOf(b) ||
      b.services - a.services ||
      a.words.join(' ').localeCompare(b.words.join(' '), 'en'),
  )
  const seen = new Set<string>()
  return sorted.filter(({ sameAs }) => !seen.has(sameAs) && seen.add(sameAs))
}

/** The first, of which no kind takes more than half while others wait. */
function shared(candidates: readonly Candidate[], first: number): readonly Candidate[] {
  const most = Math.max(1, Math.ceil(first / 2))
  const taken = new Map<string, number>()
  const chosen = candidates.filter(({ suggestion: { kind } }) => {
    taken.set(kind, (taken.get(kind) ?? 0) + 1)
    return (taken.get(kind) ?? 0) <= most
  })
  const more = candidates.filter((each) => !chosen.includes(each))
  const kept = new Set([...chosen, ...more].slice(0, first))
  return candidates.filter((each) => kept.has(each))
}

/** The words with the last one spelled as the beginning of a word that names have, one edit away. */
function* spellingsOf(sources: FacetSources, typed: readonly string[]): Generator<readonly string[]> {
  const last = typed.at(-1) ?? ''
  if (last.length < SHORTEST_MENDED || last.length > LONGEST_MENDED) return
  const spellings = oneEditAway(last)
  const sql = `SELECT e.value AS word FROM json_each(?) e
    WHERE EXISTS (SELECT 1 FROM temp.name_word WHERE term >= e.value AND term < e.value || char(0x10ffff))`
  const ofRecords = new Set(sources.store.all(sql, JSON.stringify(spellings)).map((row) => textOf(row, 'word')))
  const indexes = [termNames(sources).index, areaNames(sources).index]
  const meant = spellings.filter((word) => ofRecords.has(word) || indexes.some((index) => index.isBeginning(word)))
  for (const word of meant.slice(0, MOST_SPELLINGS)) yield [...typed.slice(0, -1), word]
}
