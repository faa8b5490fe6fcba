import type { TermMapping } from '../model/term-mapping.ts'

/** A term reached from another, by which mappings, in order. */
interface MappedTerm {
  readonly uri: string
  readonly via: readonly TermMapping[]
}

/** Mappings by term, in either direction. */
export interface Crosswalk {
  /** All mappings that name the term, proposed ones too. */
  mappingsOf(uri: string): readonly TermMapping[]
  /**
   * Terms whose services count under `uri`: over any number of EXACT steps and at most one CLOSE or NARROW (or BROAD
   * read backwards) among them, since closeness does not add up. Without `uri` itself; fewest steps first.
   */
  reachableFrom(uri: string): readonly MappedTerm[]
}

/** A crosswalk over the mappings; `withProposed` also follows those that only equal labels suggest. */
export function createCrosswalk(
  mappings: readonly TermMapping[],
  options: { readonly withProposed?: boolean } = {},
): Crosswalk {
  const byTerm = Map.groupBy(
    mappings.flatMap((mapping) => [
      { term: mapping.from, mapping },
      { term: mapping.to, mapping },
    ]),
    ({ term }) => term,
  )
  const mappingsOf = (uri: string) => (byTerm.get(uri) ?? []).map(({ mapping }) => mapping)
  const followed = (uri: string) =>
    mappingsOf(uri).flatMap((mapping) => {
      if (mapping.proposed && options.withProposed !== true) return []
      const step = stepFrom(uri, mapping)
      return step === undefined ? [] : [step]
    })
  return { mappingsOf, reachableFrom: (uri) => walk(uri, followed) }
}

interface Step {
  readonly to: string
  readonly isExact: boolean
  readonly mapping: TermMapping
}

function stepFrom(uri: string, mapping: TermMapping): Step | undefined {
  const isForward = mapping.from === uri
  const to = isForward ? mapping.to : mapping.from
  const leadsOn = isForward ? mapping.relation !== 'BROAD' : mapping.relation !== 'NARROW'
  return leadsOn && to !== uri ? { to, isExact: mapping.relation === 'EXACT', mapping } : undefined
}

function walk(start: string, followed: (uri: string) => readonly Step[]): readonly MappedTerm[] {
  const queue: { uri: string; inexact: number; via: readonly TermMapping[] }[] = [{ uri: start, inexact: 0, via: [] }]
  const seen = new Map<string, number>([[start, 0]])
  const found = new Map<string, MappedTerm>()
  for (const place of queue) {
    for (const step of followed(place.uri)) {
      const inexact = place.inexact + (step.isExact ? 0 : 1)
      // A longer way with fewer inexact steps may still lead further.
      if (inexact > 1 || (seen.get(step.to) ?? Number.POSITIVE_INFINITY) <= inexact) continue
      const via = [...place.via, step.mapping]
      seen.set(step.to, inexact)
      queue.push({ uri: step.to, inexact, via })
      if (!found.has(step.to)) found.set(step.to, { uri: step.to, via })
    }
  }
  return [...found.values()]
}
