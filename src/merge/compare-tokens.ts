/** How telling a token is: the rarer the heavier, never below 0. */
export type TokenWeight = (token: string) => number

/** How two token lists agree; all figures 0 to 1 but `shared`. */
export interface TokenAgreement {
  /** Twice the shared weight over the weight of both (Dice), spelling slips allowed for. */
  readonly similarity: number
  /** Shared weight over the weight of the shorter list: 1 where one name holds the other whole. */
  readonly containment: number
  /** Weight shared: how much the agreement says at all. */
  readonly shared: number
  /** Words of each that nothing of the other matches; both empty where what is left matches run together. */
  readonly unmatched: readonly [readonly string[], readonly string[]]
}

/** A slip still matches, for a little less than equality. */
const SLIP_DISCOUNT = 0.9

/** Agreement of two token lists whatever their order; 0 throughout where either is empty. */
export function compareTokens(a: readonly string[], b: readonly string[], weightOf: TokenWeight): TokenAgreement {
  if (a.length === 0 || b.length === 0) return { similarity: 0, containment: 0, shared: 0, unmatched: [a, b] }
  const open: string[] = []
  const rest = [...b]
  let shared = 0
  let weightA = 0
  for (const token of a) {
    const weight = weightOf(token)
    weightA += weight
    const at = rest.indexOf(token)
    if (at === -1) open.push(token)
    else {
      shared += weight
      rest.splice(at, 1)
    }
  }
  const weightB = b.reduce((sum, token) => sum + weightOf(token), 0)
  const missed = open.filter((token) => {
    const at = rest.findIndex((other) => isSlip(token, other))
    if (at === -1) return true
    // A misspelling is rare by itself, so the mean of the two, not the rarer, is what they share.
    shared += (SLIP_DISCOUNT * (weightOf(token) + weightOf(rest[at] ?? token))) / 2
    rest.splice(at, 1)
    return false
  })
  const restShared = compareRest(missed, rest, weightOf)
  shared += restShared
  return {
    similarity: Math.min(1, (2 * shared) / (weightA + weightB)),
    containment: Math.min(1, shared / Math.min(weightA, weightB)),
    shared,
    unmatched: restShared > 0 ? [[], []] : [missed, rest],
  }
}

/** True where one is the other misspelt: words of four letters and more, one slip, two from eight on; never numbers. */
function isSlip(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length)
  if (length < 4 || /\d/.test(a) || /\d/.test(b)) return false
  const most = length >= 8 ? 2 : 1
  return Math.abs(a.length - b.length) <= most && countEdits(a, b, most) <= most
}

/** Weight shared by what no word matched, run together: "Lunchclub" and "Lunch Club"; a quarter of the letters wrong and it is none. */
function compareRest(a: readonly string[], b: readonly string[], weightOf: TokenWeight): number {
  const [left, right] = [a.join(''), b.join('')]
  const longest = Math.max(left.length, right.length)
  const most = Math.floor(longest / 4)
  if (left === '' || right === '' || longest < 5 || Math.abs(left.length - right.length) > most) return 0
  if (left.replace(/\D/g, '') !== right.replace(/\D/g, '')) return 0
  const edits = countEdits(left, right, most)
  if (edits > most) return 0
  const mean = [...a, ...b].reduce((sum, token) => sum + weightOf(token), 0) / 2
  return mean * (1 - edits / longest)
}

/** Letters to add, drop, replace or swap with a neighbour to make one of the other; counting stops past `most`. */
export function countEdits(a: string, b: string, most: number): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let edits = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (swapped) edits = Math.min(edits, (before[j - 2] ?? 0) + 1)
      current.push(edits)
      least = Math.min(least, edits)
    }
    if (least > most) return most + 1
    before = previous
    previous = current
  }
  return previous[b.length] ?? 0
}
