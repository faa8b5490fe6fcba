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

function innerParts(part: FilterPart): InnerResults<FilterPart> {
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

/** What the parts right inside one came to, under the names they stand by; absent where the filter does not have the name. */
export interface InnerResults<T> {
  readonly and?: readonly T[]
  readonly or?: readonly T[]
  readonly not?: T
}

/** What a part comes to, made of itself and of what those inside it came to. */
export function foldPart<T>(part: FilterPart, combine: (part: FilterPart, inner: InnerResults<T>) => T): T {
  const { and, or, not } = innerParts(part)
  const fold = (each: FilterPart): T => foldPart(each, combine)
  return combine(part, {
    ...present({ and: and?.map(fold), or: or?.map(fold) }),
    ...(not === undefined ? {} : { not: fold(not) }),
  })
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
