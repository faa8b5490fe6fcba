/** An input object less the members that were given as null, which mean the same as leaving them out. */
export function withoutNulls<T extends object>(input: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept: { [K in keyof T]?: NonNullable<T[K]> } = {}
  for (const key in input) {
    const value = input[key]
    if (value !== null && value !== undefined) kept[key] = value
  }
  return kept
}
