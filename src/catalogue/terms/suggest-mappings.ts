import { stemWord } from '../../facts/stem-word.ts'
import type { MappingRelation, TermMapping } from '../../model/term-mapping.ts'
import { stemsOf, wordsOf } from './label-words.ts'

/** A term by its names, the label first. */
export interface NamedTerm {
  readonly uri: string
  readonly name: string
  readonly otherNames: readonly string[]
}

/** What a waiting term could be mapped to, and why; for a person to accept or not. */
export interface MappingSuggestion {
  readonly to: NamedTerm
  readonly relation: MappingRelation
  /** A sentence part for each kind of evidence, the strongest first. */
  readonly reasons: readonly string[]
}

/** A row that another publisher's reviewer accepted, with the label of the term it leads from. */
export interface ReviewedRow {
  readonly fromName: string
  readonly to: NamedTerm
  readonly mapping: TermMapping
}

/** Of the services of a term that are matched with mapped services of other feeds, those whose match has the target. */
export interface MatchedUse {
  readonly to: NamedTerm
  readonly services: number
  readonly ofServices: number
}

/** What suggestions are made from, whichever term is asked about. */
export interface SuggestionSources {
  readonly shared: readonly NamedTerm[]
  readonly reviewed: readonly ReviewedRow[]
}

interface Evidence {
  readonly to: NamedTerm
  readonly relation: MappingRelation
  readonly strength: number
  readonly reason: string
}

/** One service alone may be matched or tagged by mistake. */
const FEWEST_MATCHED = 2
const MATCHED_SHARE = 0.5
const SHARED_WORDS = 0.5

/**
 * Suggests, for one waiting term at a time, at most `most` terms of shared schemes, the best founded first, then by name:
 * rows that others reviewed, equal labels, alternative labels, terms of matched services, equal stems, and half of the stems.
 */
export function createSuggester(
  { shared, reviewed }: SuggestionSources,
  most: number,
): (term: NamedTerm, matched: readonly MatchedUse[]) => readonly MappingSuggestion[] {
  const labelled = shared.map((term) => ({ term, label: wordsOf(term.name).join(' '), stems: stemsOf(term.name) }))
  const byLabel = Map.groupBy(labelled, ({ label }) => label)
  const byOther = Map.groupBy(
    shared.flatMap((term) => term.otherNames.map((name) => ({ term, name, label: wordsOf(name).join(' ') }))),
    ({ label }) => label,
  )
  const byStem = Map.groupBy(
    labelled.flatMap((one) => [...one.stems].map((stem) => ({ stem, ...one }))),
    ({ stem }) => stem,
  )
  const byReviewed = Map.groupBy(reviewed, ({ fromName }) => keyOf(fromName))

  function fromLabels(name: string): readonly Evidence[] {
    const label = wordsOf(name).join(' ')
    if (label === '') return []
    const equal = (byLabel.get(label) ?? []).map(({ term }) => evidence(term, 'CLOSE', 4, 'same label'))
    const other = (byOther.get(label) ?? []).map((one) =>
      evidence(one.term, 'CLOSE', 3, `also called "${one.name}" there`),
    )
    return [...equal, ...other]
  }

  function fromStems(name: string): readonly Evidence[] {
    const own = stemsOf(name)
    const found = new Set([...own].flatMap((stem) => byStem.get(stem) ?? []).map(({ term }) => term))
    return labelled.flatMap(({ term, stems, label }) => {
      if (!found.has(term) || label === wordsOf(name).join(' ')) return []
      const common = own.intersection(stems)
      const share = common.size / own.union(stems).size
      if (share === 1) return [evidence(term, 'CLOSE', 2.5, 'same words but for their endings')]
      if (share < SHARED_WORDS) return []
      const relation = common.size === own.size ? 'NARROW' : common.size === stems.size ? 'BROAD' : 'CLOSE'
      const words = wordsOf(name).filter((word) => common.has(stemWord(word)))
      return [evidence(term, relation, share, `shares "${words.join(' ')}"`)]
    })
  }

  return (term, matched) => {
    const names = [term.name, ...term.otherNames]
    const found = [
      ...(byReviewed.get(keyOf(term.name)) ?? []).flatMap((row) =>
        row.mapping.from === term.uri ? [] : fromReview(row),
      ),
      ...names.flatMap(fromLabels),
      ...matched.flatMap(fromMatches),
      ...names.flatMap(fromStems),
    ]
    return [...Map.groupBy(found, ({ to }) => to.uri).values()]
      .map((own) => own.toSorted((a, b) => b.strength - a.strength))
      .toSorted((a, b) => sum(b) - sum(a) || compareNames(a, b))
      .slice(0, most)
      .flatMap((own) => {
        const [best] = own
        if (best === undefined) return []
        return [{ to: best.to, relation: best.relation, reasons: [...new Set(own.map(({ reason }) => reason))] }]
      })
  }
}

function fromReview({ fromName, to, mapping }: ReviewedRow): readonly Evidence[] {
  const by = [mapping.source, mapping.reviewer, mapping.date].filter((part) => part !== undefined).join(', ')
  return [evidence(to, mapping.relation, 5, `reviewed for another "${fromName}" (${by})`)]
}

function fromMatches({ to, services, ofServices }: MatchedUse): readonly Evidence[] {
  const share = services / ofServices
  if (services < FEWEST_MATCHED || share < MATCHED_SHARE) return []
  return [evidence(to, 'CLOSE', 2 + share, `on ${services} of ${ofServices} matched services`)]
}

function evidence(to: NamedTerm, relation: MappingRelation, strength: number, reason: string): Evidence {
  return { to, relation, strength, reason }
}

function sum(own: readonly Evidence[]): number {
  return own.reduce((total, { strength }) => total + strength, 0)
}

function compareNames([a]: readonly Evidence[], [b]: readonly Evidence[]): number {
  if (a === undefined || b === undefined) return 0
  return a.to.name.localeCompare(b.to.name, 'en') || (a.to.uri < b.to.uri ? -1 : 1)
}

function keyOf(name: string): string {
  return [...stemsOf(name)].toSorted().join(' ')
}
