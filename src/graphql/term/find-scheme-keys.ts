import { unknownTaxonomy } from '../../catalogue/terms/unknown-term.ts'
import type { RequestContext } from '../context.ts'

/** Keys of the taxonomies that go by a key, URI or name, whatever its case; `InputError` UNKNOWN_TERM at `path` where none does. */
export function findSchemeKeys(
  context: RequestContext,
  scheme: string,
  path: readonly (string | number)[] = ['scheme'],
): ReadonlySet<string> {
  const wanted = scheme.toLowerCase()
  const keys = context
    .taxonomies()
    .filter(({ key, uri, name }) => [key, uri, name].some((word) => word?.toLowerCase() === wanted))
    .map(({ key }) => key)
  if (keys.length > 0) return new Set(keys)
  throw unknownTaxonomy(scheme, path)
}
