import type { Attribute } from '../../model/attribute.ts'

/** Replaces every attribute's stated term by its canonical URI, wherever attributes stand in the record; what has none is itself. */
export function withTermUris<T>(value: T, uriOf: (attribute: Attribute) => string | undefined): T
export function withTermUris(value: unknown, uriOf: (attribute: Attribute) => string | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => withTermUris(item, uriOf))
    return items.every((item, at) => item === value[at]) ? value : items
  }
  let replaced: Record<string, unknown> | undefined
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'object' || key === 'extensions') continue
    const outer =
      key === 'attributes' && Array.isArray(inner)
        ? inner.map((attribute: Attribute) => withTermUri(attribute, uriOf))
        : withTermUris(inner, uriOf)
    if (outer !== inner) (replaced ??= { ...value })[key] = outer
  }
  return replaced ?? value
}

function withTermUri(attribute: Attribute, uriOf: (attribute: Attribute) => string | undefined): Attribute {
  const { taxonomyTerm, ...rest } = attribute
  const termUri = taxonomyTerm === undefined ? undefined : uriOf(attribute)
  return termUri === undefined ? rest : { ...rest, termUri }
}
