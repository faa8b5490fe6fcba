import type { Extensions } from '../../model/attribute.ts'

/** Properties that stand or fall together: a point with how exactly it is known, a text with its HTML. */
const GROUPS: readonly (readonly string[])[] = [
  ['latitude', 'longitude', 'precision'],
  ['description', 'descriptionHtml'],
]
const PRECISIONS = ['OUTCODE', 'POINT', 'POSTCODE']

/** Single values in which two copies of one record cannot both be right. */
const SINGLE = ['name', 'email', 'website', 'url', 'uri', 'taxId', 'legalStatus', 'yearIncorporated'] as const

/**
 * One record of its copies, the best first: each property as the first copy has it that has it. Where a place is masked in
 * one copy it is in all (it is never refined); else the most exact point counts. Undefined where there is no copy.
 */
export function completeCopies<T extends object>(copies: readonly T[]): T | undefined {
  const [best, ...others] = copies
  if (best === undefined) return undefined
  if (others.length === 0) return best
  const complete: Record<string, unknown> = Object.fromEntries(Object.entries(best))
  for (const copy of others)
    for (const [key, value] of Object.entries(copy))
      if (complete[key] === undefined && !GROUPS.some((group) => group.includes(key))) complete[key] = value
  for (const group of GROUPS) {
    const chosen = group.includes('precision')
      ? mostExact(copies)
      : copies.find((copy) => Reflect.get(copy, group[0] ?? '') !== undefined)
    for (const key of group) {
      const value: unknown = chosen === undefined ? undefined : Reflect.get(chosen, key)
      if (value === undefined) delete complete[key]
      else complete[key] = value
    }
  }
  const extensions = copies.toReversed().map((copy): Extensions => Reflect.get(copy, 'extensions') ?? {})
  const all: Extensions = Object.assign({}, ...extensions)
  return { ...best, ...complete, ...(Object.keys(all).length > 0 ? { extensions: all } : {}) }
}

/** The properties in which a copy says another thing than one of the others, in the order of the model. */
export function contradictions(copy: object, others: readonly object[]): readonly string[] {
  return SINGLE.filter((key) => {
    const own = folded(Reflect.get(copy, key))
    return own !== undefined && others.some((other) => (folded(Reflect.get(other, key)) ?? own) !== own)
  })
}

function mostExact<T extends object>(copies: readonly T[]): T | undefined {
  for (const precision of PRECISIONS) {
    const found = copies.find((copy) => Reflect.get(copy, 'precision') === precision)
    if (found !== undefined) return found
  }
  return copies[0]
}

function folded(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string'
    ? value
        .toLowerCase()
        .replaceAll(/[\s./]+/g, ' ')
        .trim()
    : undefined
}
