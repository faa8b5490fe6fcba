/** Records held to be one real service, under an id that outlives refreshes. */
export interface Cluster {
  /** Key of its smallest member. */
  readonly id: string
  /** `feed/originId`, in order, two at least. */
  readonly members: readonly string[]
  /** Ids under which its members were known in clusters before, oldest first, its own left out: old links still lead here. */
  readonly mergedFrom: readonly string[]
}

/** Gives each group its id, and the history of the clusters its members were in; `previousOf` is undefined for a record that was in none. */
export function nameClusters(
  groups: readonly (readonly string[])[],
  previousOf: (member: string) => Cluster | undefined,
): readonly Cluster[] {
  return groups.map((group) => {
    const members = group.toSorted()
    const id = members[0] ?? ''
    const before = members.flatMap((member) => {
      const previous = previousOf(member)
      return previous === undefined ? [] : [...previous.mergedFrom, previous.id]
    })
    return { id, members, mergedFrom: [...new Set(before)].filter((each) => each !== id) }
  })
}
