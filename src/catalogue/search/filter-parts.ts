import type { ServiceFilter } from '../service-query.ts'
import { present } from '../../model/present.ts'

/** A filter that stands in another, or the whole. */
export interface FilterPart {
  readonly filter: ServiceFilter
  /** Of the GraphQL argument that it came from. */
  readonly path: readonly (string | number)[]
  /** An odd number of `not` above. */
  readonly isNegated: boolean
  /** Under `or` or `not`: it need not hold for the whole to hold. */
  readonly isAlternative: boolean
}

/** A whole filter as the part that all others stand in. */
export function wholeOf(filter: ServiceFilter): FilterPart {
  return { filter, path: ['where'], isNegated: false, isAlternative: false }
}

/** The parts right inside one, under the names they stand by; absent where the filter does not have the name. */
export function innerParts(part: FilterPart): {
  readonly and?: readonly FilterPart[]
  readonly or?: readonly FilterPart[]
  readonly not?: FilterPart
} {
  const { and, or, not } = part.filter
  const inner = (filter: ServiceFilter, ...step: (string | number)[]): FilterPart => ({
    ...part,
    filter,
    path: [...part.path, ...step],
  })
  const alternative = (filter: ServiceFilter, ...step: (string | number)[]): FilterPart => ({
    ...inner(filter, ...step),
    isAlternative: true,
  })
  return {
    ...present({
      and: and?.map((filter, index) => inner(filter, 'and', index)),
      or: or?.map((filter, index) => alternative(filter, 'or', index)),
    }),
    ...(not === undefined ? {} : { not: { ...alternative(not, 'not'), isNegated: !part.isNegated } }),
  }
}

/** Every part of a filter, however deep; the whole first, and each before those inside it. */
export function* everyPart(filter: ServiceFilter): Generator<FilterPart> {
  const waiting = [wholeOf(filter)]
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    yield part
    const { and = [], or = [], not } = innerParts(part)
    waiting.unshift(...and, ...or, ...(not === undefined ? [] : [not]))
  }
}
