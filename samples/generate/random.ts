/** A seeded source of choices: the same label always gives the same sequence, on every machine. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean
  /** One of `items`; throws RangeError when there are none. */
  readonly pick: <T>(items: readonly T[]) => T
  /** A copy in random order. */
  readonly shuffle: <T>(items: readonly T[]) => T[]
}

/** Creates the sequence that belongs to `label` (FNV-1a of the label seeds mulberry32). */
export function createRandom(label: string): Random {
  let state = hashText(label)
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, Math.floor(next() * items.length)),
    shuffle: (items) => {
      const copy = [...items]
      for (let index = copy.length - 1; index > 0; index -= 1) {
        const other = between(0, index)
        const held = itemAt(copy, index)
        copy[index] = itemAt(copy, other)
        copy[other] = held
      }
      return copy
    },
  }
}

/** The item at `index`; throws RangeError where there is none, since a generator that guesses is not deterministic. */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`)
  return item
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash
}
