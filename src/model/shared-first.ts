/** The members of shared taxonomies before those of a source's own, each in the order in which they came. */
export function sharedFirst<T>(
  members: readonly T[],
  taxonomyOf: (member: T) => { readonly shared: boolean },
): readonly T[] {
  return members.toSorted((a, b) => Number(taxonomyOf(b).shared) - Number(taxonomyOf(a).shared))
}
