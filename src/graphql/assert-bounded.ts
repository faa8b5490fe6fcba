import { InputError } from '../model/input-error.ts'

/**
 * How much the arguments of one field may hold. SQLite's own limits (variables, terms of a compound SELECT, depth of an
 * expression) lie above all that these let pass.
 */
const ARGUMENT_LIMITS = {
  /** Characters of any text: an id, a cursor, a code. */
  characters: 2_000,
  /** Of words to look for, an argument named `text`. */
  textCharacters: 500,
  textWords: 32,
  phraseWords: 12,
  /** Elements of all lists together. */
  values: 1_000,
  /** Inputs of filters that hold a value or a list of them, wherever they stand; of a box that is four. */
  conditions: 200,
} as const

type Path = readonly (string | number)[]

interface Count {
  values: number
  conditions: number
}

/** Throws InputError, with the limit named, where a field's arguments hold more than any honest question does. */
export function assertBounded(args: Readonly<Record<string, unknown>>): void {
  const count: Count = { values: 0, conditions: 0 }
  for (const [name, value] of Object.entries(args)) assertValue(value, [name], count)
}

function assertValue(value: unknown, path: Path, count: Count): void {
  if (typeof value === 'string') assertText(value, path)
  else if (Array.isArray(value)) assertList(value, path, count)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (!isPresent(inner)) continue
      if (!holdsObjects(inner)) countCondition(count, path)
      assertValue(inner, [...path, name], count)
    }
  }
}

function assertList(list: readonly unknown[], path: Path, count: Count): void {
  count.values += list.length
  if (count.values > ARGUMENT_LIMITS.values) {
    throw tooMuch(`The lists of this field hold more than ${ARGUMENT_LIMITS.values} values in all: send fewer.`, path)
  }
  // Of `allOf` each value is a condition of its own.
  if (path.at(-1) === 'allOf') for (const _ of list) countCondition(count, path)
  list.forEach((value, index) => {
    if (isObject(value) && Object.keys(value).length === 0) countCondition(count, path)
    assertValue(value, [...path, index], count)
  })
}

function countCondition(count: Count, path: Path): void {
  count.conditions += 1
  if (count.conditions <= ARGUMENT_LIMITS.conditions) return
  throw tooMuch(
    `The filter has more than ${ARGUMENT_LIMITS.conditions} conditions: ask for less, or in several operations.`,
    path,
  )
}

function assertText(text: string, path: Path): void {
  const isWords = path.at(-1) === 'text'
  const most = isWords ? ARGUMENT_LIMITS.textCharacters : ARGUMENT_LIMITS.characters
  if (text.length > most) {
    throw tooMuch(`The text is ${text.length} characters long: send at most ${most}.`, path)
  }
  if (isWords) assertWords(text, path)
}

function assertWords(text: string, path: Path): void {
  const words = new Set(wordsOf(text)).size
  if (words > ARGUMENT_LIMITS.textWords) {
    throw tooMuch(`The text has ${words} different words: look for at most ${ARGUMENT_LIMITS.textWords}.`, path)
  }
  for (const [, phrase = ''] of text.matchAll(/"([^"]*)"?/g)) {
    const { length } = wordsOf(phrase)
    if (length <= ARGUMENT_LIMITS.phraseWords) continue
    throw tooMuch(`A quoted phrase has ${length} words: quote at most ${ARGUMENT_LIMITS.phraseWords}.`, path)
  }
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined
}

function holdsObjects(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isObject) : isObject(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function tooMuch(message: string, path: Path): InputError {
  return new InputError('BAD_USER_INPUT', message, path)
}
