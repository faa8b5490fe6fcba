import { isEnglishWord } from '../model/english-word.ts'

/** What is known of tokens. */
export interface Vocabulary {
  /** How distinctive a token is: the rarer the heavier, never below 0. */
  weigh(token: string): number
  /** Records whose names hold it; 0 where they are not counted. */
  count(token: string): number
}

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
  /** Words that match but for a slip. */
  readonly slips: number
  /** Words that are so alike as a slip makes them, yet each a word of its own ("Singing", "Signing"). */
  readonly doubts: number
}

/** A word on so many records, and on one for so many of another's, is one though no dictionary has it. */
const USUAL = 5
const USUAL_SHARE = 0.1

/** A slip still matches, for a little less than equality. */
const SLIP_DISCOUNT = 0.9

/** Agreement of two token lists whatever their order; 0 throughout where either is empty. */
export function compareTokens(a: readonly string[], b: readonly string[], words: Vocabulary): TokenAgreement {
  if (a.length === 0 || b.length === 0)
    return { similarity: 0, containment: 0, shared: 0, unmatched: [a, b], slips: 0, doubts: 0 }
  const open: string[] = []
  const rest = [...b]
  let shared = 0
  let weightA = 0
  for (const token of a) {
    const weight = words.weigh(token)
    weightA += weight
    const at = rest.indexOf(token)
    if (at === -1) open.push(token)
    else {
      shared += weight
      rest.splice(at, 1)
    }
  }
  const weightB = b.reduce((sum, token) => sum + words.weigh(token), 0)
  let [slips, doubts] = [0, 0]
  const missed = open.filter((token) => {
    const at = rest.findIndex((other) => isAlike(token, other))
    if (at === -1) return true
    // A misspelling is rare by itself, so the mean of the two, not the rarer, is what they share.
    shared += (SLIP_DISCOUNT * (words.weigh(token) + words.weigh(rest[at] ?? token))) / 2
    if (isSlip(token, rest[at] ?? token, words)) slips += 1
    else doubts += 1
    rest.splice(at, 1)
    return false
  })
  const joined = compareRest(missed, rest, words)
  if (joined !== undefined) {
    shared += joined.shared
    slips += joined.edits
    // Single words of which a quarter of the letters differ, and words of the dictionary that differ at all.
    if (joined.edits > 0 && (missed.length + rest.length === 2 || [...missed, ...rest].every(isEnglishWord)))
      doubts += 1
  }
  return {
    similarity: Math.min(1, (2 * shared) / (weightA + weightB)),
    containment: Math.min(1, shared / Math.min(weightA, weightB)),
    shared,
    unmatched: joined === undefined ? [missed, rest] : [[], []],
    slips,
    doubts,
  }
}

/** True for words of four letters and more, one slip apart, two from eight on; never numbers. */
function isAlike(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length)
  const most = length >= 8 ? 2 : 1
  if (length < 4 || Math.abs(a.length - b.length) > most || countLettersApart(a, b) > 2 * most) return false
  return !/\d/.test(a) && !/\d/.test(b) && countEdits(a, b, most) <= most
}

/** Letters that only one of the words has, or fewer: an edit makes two at most, so most words are known to be unlike without counting edits. */
function countLettersApart(a: string, b: string): number {
  let apart = lettersOf(a) ^ lettersOf(b)
  let count = 0
  for (; apart !== 0; apart &= apart - 1) count += 1
  return count
}

/** A bit for each letter that the word has; 32 letters apart share one. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

/**
 * True where of two words alike one is the other misspelt. Two words in their own right are two words ("Singing",
 * "Signing"), and two names that begin otherwise two names ("Easton", "Weston").
 */
function isSlip(a: string, b: string, words: Vocabulary): boolean {
  const [isWordA, isWordB] = [isWord(a, b, words), isWord(b, a, words)]
  return isWordA !== isWordB || (!isWordA && a.charAt(0) === b.charAt(0))
}

/** A dictionary has it, or so many names that it is no slip for the other ("Pilates" beside "Pirates"). */
function isWord(token: string, beside: string, words: Vocabulary): boolean {
  const count = words.count(token)
  return (count >= USUAL && count >= USUAL_SHARE * words.count(beside)) || isEnglishWord(token)
}

/** What no word matched, run together: "Lunchclub" and "Lunch Club"; undefined where more than a quarter of the letters differ. */
function compareRest(
  a: readonly string[],
  b: readonly string[],
  words: Vocabulary,
): { readonly shared: number; readonly edits: number } | undefined {
  const [left, right] = [a.join(''), b.join('')]
  const longest = Math.max(left.length, right.length)
  const most = Math.floor(longest / 4)
  if (left === '' || right === '' || longest < 5 || Math.abs(left.length - right.length) > most) return undefined
  if (left.replace(/\D/g, '') !== right.replace(/\D/g, '')) return undefined
  const edits = countEdits(left, right, most)
  if (edits > most) return undefined
  const mean = [...a, ...b].reduce((sum, token) => sum + words.weigh(token), 0) / 2
  return { shared: mean * (1 - edits / longest), edits }
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
