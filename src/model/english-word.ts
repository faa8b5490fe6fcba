import { readFileSync } from 'node:fs'
import wordListPath from 'word-list'

const NEWLINE = 0x0a

let list: Buffer | undefined

/**
 * True for a word of the English language, lower case, in the singular that `normaliseSpelling` makes or as it stands;
 * names, numbers and single letters are none. The list is 2.8 MB outside the heap, read at the first question.
 */
export function isEnglishWord(word: string): boolean {
  if (!/^[a-z]{2,}$/.test(word)) return false
  list ??= readFileSync(wordListPath)
  return isListed(list, word) || isListed(list, `${word}s`)
}

/** Bisects the sorted lines, so that no string is made of each of the 274,000. */
function isListed(lines: Buffer, word: string): boolean {
  const wanted = Buffer.from(word)
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const start = middle === 0 ? 0 : lines.lastIndexOf(NEWLINE, middle - 1) + 1
    const newline = lines.indexOf(NEWLINE, middle)
    const end = newline === -1 ? lines.length : newline
    const order = wanted.compare(lines, start, end)
    if (order === 0) return true
    if (order < 0) high = start
    else low = end + 1
  }
  return false
}
