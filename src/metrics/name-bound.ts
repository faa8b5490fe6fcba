/** Names of operations that clients made up and that have a label: enough for a region's own, too few to fill a server. */
const OTHERS = 100

/**
 * Creates what an operation is called in labels: by its name where it is one of `known` or one of the first hundred others,
 * else `(other)`; without a name, or where none was run, `(none)`. Clients choose names, so that they must be bounded.
 */
export function createNameBound(known: readonly string[]): (name: string | undefined) => string {
  const labelled = new Set(known)
  const most = labelled.size + OTHERS
  return (name) => {
    if (name === undefined) return '(none)'
    if (labelled.has(name)) return name
    if (labelled.size >= most) return '(other)'
    labelled.add(name)
    return name
  }
}
