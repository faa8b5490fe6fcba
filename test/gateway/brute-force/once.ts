/** What is worked out of a record, or of a question, is worked out once. */
export function once<T, From extends object>(workOut: (from: From) => T): (from: From) => T {
  const known = new WeakMap<From, { readonly value: T }>()
  return (from) => {
    const kept = known.get(from) ?? { value: workOut(from) }
    known.set(from, kept)
    return kept.value
  }
}
