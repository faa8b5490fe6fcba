import { InputError } from '../../model/input-error.ts'

type Path = readonly (string | number)[]

/** The error for a text by which no feed and no scheme has a term. */
export function unknownTerm(term: string, path: Path): InputError {
  const message = `No term is known as “${term}”: look for it by name among the taxonomy terms.`
  return new InputError('UNKNOWN_TERM', message, path)
}

/** The error for a text by which no taxonomy is known. */
export function unknownTaxonomy(scheme: string, path: Path): InputError {
  const message = `No taxonomy is known as “${scheme}”: look for it among the taxonomies, by name or URI.`
  return new InputError('UNKNOWN_TERM', message, path)
}
