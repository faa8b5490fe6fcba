import type { TextPart } from './text-match.ts'
import { AUDIENCE_WORDS, FUNCTION_WORDS, LIGHT_WORDS } from './words/function-words.ts'

/** Whether the parts say for whom it is by an age: a group of that age is not what is asked for. */
export function isOfAge(parts: readonly TextPart[]): boolean {
  return isAudience(parts) && parts.some(({ words: [word = ''] }) => /^(?:\d+s?|years?)$/.test(word))
}

/** Whether the parts say for whom it is, and nothing of what. */
export function isAudience(parts: readonly TextPart[]): boolean {
  return parts.every(
    ({ words: [word = ''] }) =>
      AUDIENCE_WORDS.has(word) || FUNCTION_WORDS.has(word) || LIGHT_WORDS.has(word) || /^\d+s?$/.test(word),
  )
}
