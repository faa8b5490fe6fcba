/** The same value however often it is asked for, computed when first asked. */
export function once<T>(compute: () => T): () => T {
  let held: { readonly value: T } | undefined
  return () => (held ??= { value: compute() }).value
}

/** The same value for the same key however often it is asked for, computed when first asked. */
export function memo<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key))
    return known.get(key) as V
  }
}
