/** What one reader keeps at most: some hundred kilobytes. */
const MAX_TEXTS = 2_000
// A longer text hardly comes twice.
const MAX_CHARACTERS = 200

interface Read<T> {
  readonly value: T
}

/**
 * The same reader with what it made of the last short texts kept, since days, times, postcodes and numbers repeat from
 * record to record of a feed. For readers that look at nothing but the text, and whose results nobody changes.
 */
export function cachedByText<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, Read<T>>()
  return (text) => {
    if (text.length > MAX_CHARACTERS) return read(text)
    const earlier = known.get(text)
    if (earlier !== undefined) return earlier.value
    const value = read(text)
    if (known.size === MAX_TEXTS) known.clear()
    known.set(text, { value })
    return value
  }
}
