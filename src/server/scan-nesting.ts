const QUOTE = 0x22
const BACKSLASH = 0x5c
const HASH = 0x23
const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Which text is scanned: JSON has no comments and no block strings. */
export type NestingSyntax = 'graphql' | 'json'

/**
 * Says whether more than `limit` brackets are open at once, strings and comments aside. Runs before any parser, because
 * theirs recurse and a few thousand brackets overflow the stack.
 */
export function isNestedDeeperThan(text: string, limit: number, syntax: NestingSyntax): boolean {
  let depth = 0
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = skipString(text, at, syntax)
    else if (code === HASH && syntax === 'graphql') at = skipComment(text, at)
    else if (isOpening(code) && ++depth > limit) return true
    else if (isClosing(code) && depth > 0) depth -= 1
    at += 1
  }
  return false
}

function isOpening(code: number): boolean {
  return code === 0x7b || code === 0x5b || code === 0x28
}

function isClosing(code: number): boolean {
  return code === 0x7d || code === 0x5d || code === 0x29
}

/** Index of the string's last quote, or of the line's or text's end where it is not closed. */
function skipString(text: string, start: number, syntax: NestingSyntax): number {
  if (syntax === 'graphql' && text.startsWith('"""', start)) return skipBlockString(text, start)
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at += 1
    else if (code === QUOTE || code === NEWLINE || code === CARRIAGE_RETURN) return at
  }
  return text.length
}

function skipBlockString(text: string, start: number): number {
  let end = text.indexOf('"""', start + 3)
  while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH) end = text.indexOf('"""', end + 3)
  return end < 0 ? text.length : end + 2
}

function skipComment(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === NEWLINE || code === CARRIAGE_RETURN) return at
  }
  return text.length
}
