import { foldedWords } from '../../facts/fold-text.ts'
import { stemWord } from '../../facts/stem-word.ts'
import type { TextPart } from './text-match.ts'

const AROUND = 90

interface Word {
  readonly folded: string
  readonly start: number
  readonly end: number
}

/**
 * The stretch of a plain text around the first of the words looked for, every hit in it between `<mark>` and `</mark>` and
 * all else escaped, so that it may stand in HTML as it is. Cut between words, with `…`. Undefined where none occurs.
 */
export function markHits(text: string, parts: readonly TextPart[]): string | undefined {
  const words = readWords(text)
  const hits = words.filter((_, at) => parts.some((part) => isHit(words, at, part)))
  const [first] = hits
  if (first === undefined) return undefined
  const from = words.find(({ start }) => start >= first.start - AROUND)?.start ?? 0
  const to = words.findLast(({ end }) => end <= first.end + AROUND)?.end ?? text.length
  const [start, end] = [from <= firstStart(words) ? 0 : from, to >= lastEnd(words) ? text.length : to]
  const shown = hits.filter((hit) => hit.start >= start && hit.end <= end)
  let marked = start === 0 ? '' : '…'
  let at = start
  for (const hit of shown) {
    marked += `${escape(text.slice(at, hit.start))}<mark>${escape(text.slice(hit.start, hit.end))}</mark>`
    at = hit.end
  }
  return `${marked}${escape(text.slice(at, end))}${end === text.length ? '' : '…'}`.replace(/\s+/g, ' ').trim()
}

function readWords(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}'’ʼ]+/gu)].flatMap((match) => {
    const folded = foldedWords(match[0]).join('')
    return folded === '' ? [] : [{ folded, start: match.index, end: match.index + match[0].length }]
  })
}

/** Whether the word is one that was looked for or kin to it, or stands in a phrase that was. */
function isHit(words: readonly Word[], at: number, { words: wanted, isBeginning, isQuoted }: TextPart): boolean {
  return wanted.some((_, offset) =>
    wanted.every((word, index) => {
      const folded = words[at - offset + index]?.folded
      if (folded === undefined) return false
      return (
        folded === word ||
        (isBeginning && folded.startsWith(word)) ||
        (!isQuoted && stemWord(folded) === stemWord(word))
      )
    }),
  )
}

function firstStart(words: readonly Word[]): number {
  return words[0]?.start ?? 0
}

function lastEnd(words: readonly Word[]): number {
  return words.at(-1)?.end ?? 0
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}
