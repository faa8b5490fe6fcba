import type { Near, ServiceFilter } from '../../catalogue/service-query.ts'
import type { RequestContext } from '../context.ts'
import { present } from '../../model/present.ts'
import { foldPart, wholeOf } from '../../catalogue/search/filter-parts.ts'

interface FilterWithNear {
  readonly near?: { readonly postcode?: string | null | undefined } | null | undefined
  readonly and?: readonly FilterWithNear[] | null | undefined
}

/**
 * Does `then` once the postcodes of the filter are known as well as they can be: at once where they are, or where nobody is to be
 * asked. `near` stands at the top or under `and` only.
 */
export function whenPostcodesAreKnown<T>(
  filter: FilterWithNear | null | undefined,
  { reader }: RequestContext,
  then: () => T,
): T | Promise<T> {
  const postcodes = filter === null || filter === undefined ? [] : postcodesIn(filter)
  const asked = postcodes.length === 0 ? undefined : reader.areas.preparePostcodes(postcodes)
  return asked === undefined ? then() : asked.then(then)
}

function postcodesIn({ near, and }: FilterWithNear, depth = 0): readonly string[] {
  // Deeper filters are refused when they are read.
  const deeper = depth > 5 ? [] : (and ?? []).flatMap((part) => postcodesIn(part, depth + 1))
  return [...[near?.postcode].filter((postcode) => typeof postcode === 'string'), ...deeper]
}

/** The filter as it was asked: where a postcode was found to be may change from one refresh to the next, and cursors must hold. */
export function asAsked(whole: ServiceFilter): object {
  return foldPart<object>(wholeOf(whole), ({ filter }, { and }) => ({
    ...filter,
    ...(filter.near === undefined ? {} : { near: nearAsAsked(filter.near) }),
    ...present({ and }),
  }))
}

function nearAsAsked({ latitude, longitude, withinMetres, by, postcode }: Near): object {
  return postcode === undefined ? { latitude, longitude, withinMetres, by } : { postcode, withinMetres, by }
}
