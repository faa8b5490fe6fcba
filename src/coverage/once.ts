/** The same value however often it is asked for, computed when first asked. */
export function once<T>(compute: () => T): () => T {
  let held: { readonly value: T } | undefined
  return () => (held ??= { value: compute() }).value
}
