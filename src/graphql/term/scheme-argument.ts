import { InputError } from '../../model/input-error.ts'
import type { RequestContext } from '../context.ts'

/** Keys of the taxonomies that go by a key, URI or name, whatever its case; `InputError` UNKNOWN_TERM where none does. */
export function findSchemeKeys(context: RequestContext, scheme: string): ReadonlySet<string> {
  const wanted = scheme.toLowerCase()
  const keys = context
    .taxonomies()
    .filter(({ key, uri, name }) => [key, uri, name].some((word) => word?.toLowerCase() === wanted))
    .map(({ key }) => key)
  if (keys.length > 0) return new Set(keys)
  const message = `No taxonomy is known as “${scheme}”: look for it among the taxonomies, by name or URI.`
  throw new InputError('UNKNOWN_TERM', message, ['scheme'])
}
