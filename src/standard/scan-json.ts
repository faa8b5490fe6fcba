/** What can be learnt of a JSON text without parsing it. */
export interface JsonScan {
  /** Deepest nesting of objects and lists. */
  readonly depth: number
  /** Members of all objects together, as written. */
  readonly members: number
  /** Values, members of lists and objects among them, at least as many as there are. */
  readonly values: number
}

const QUOTE = 34
const BACKSLASH = 92
const COLON = 58
const COMMA = 44

/** Measures nesting, members and values in one pass; linear, however hostile the text. Strings are skipped whole. */
export function scanJson(text: string): JsonScan {
  let depth = 0
  let deepest = 0
  let members = 0
  let values = 1
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === QUOTE) at = endOfString(text, at)
    else if (character === COLON) members++
    else if (character === COMMA) values++
    else if (character === 125 || character === 93) depth--
    else if (character === 123 || character === 91) {
      deepest = Math.max(deepest, ++depth)
      values++
    }
  }
  return { depth: deepest, members, values }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++
  return backslashes % 2 === 1
}
