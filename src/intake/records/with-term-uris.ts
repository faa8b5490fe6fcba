import type { Attribute } from '../../model/attribute.ts'

/** Replaces every attribute's stated term by its canonical URI, wherever attributes stand in the record. */
export function withTermUris<T>(value: T, uriOf: (attribute: Attribute) => string | undefined): T
export function withTermUris(value: unknown, uriOf: (attribute: Attribute) => string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => withTermUris(item, uriOf))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === 'attributes' && Array.isArray(inner)
      ? inner.map((attribute: Attribute) => withTermUri(attribute, uriOf))
      : key === 'extensions'
        ? inner
        : withTermUris(inner, uriOf),
  ])
  return Object.fromEntries(entries)
}

function withTermUri(attribute: Attribute, uriOf: (attribute: Attribute) => string | undefined): Attribute {
  const { taxonomyTerm, ...rest } = attribute
  const termUri = taxonomyTerm === undefined ? undefined : uriOf(attribute)
  return termUri === undefined ? rest : { ...rest, termUri }
}
