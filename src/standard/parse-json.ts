import { decodeBody, UNDECODED } from './decode-body.ts'
import type { StandardIssueCode } from './issue-codes.ts'
import { isRawObject } from './raw-object.ts'
import { type FetchedBody, UnreadableBody } from './reading-context.ts'
import { scanJson } from './scan-json.ts'

const MAX_DEPTH = 64
/** A thousand records of a thousand values, twice; parsed they take some 200 MB, and forty times as many end the process. */
const MAX_VALUES = 2_000_000

/** A parsed body that is safe to walk: at most 64 deep, no key that changes how objects behave. */
export interface ParsedJson {
  readonly value: unknown
  /** What was mended on the way. */
  readonly codes: readonly StandardIssueCode[]
  /** Objects whose `id` is an integer that JSON numbers cannot hold exactly; it is given as the digits written. */
  readonly unsafeIds: ReadonlySet<unknown>
  /** All of it could be decoded. */
  readonly isDecoded: boolean
}

/** The body as JSON, of `maxValues` values at most (2,000,000). Throws UnreadableBody TOO_DEEP, TOO_MANY_VALUES, NOT_JSON (a web page, words), BAD_JSON, or BAD_UTF8 where it is none for bytes that could not be decoded. */
function parseJson(text: string, maxValues = MAX_VALUES): ParsedJson {
  const start = text.trimStart()[0] ?? ''
  if (!'{["'.includes(start) && !/[-\dtfn]/.test(start)) throw notJson()
  const scan = scanJson(text)
  if (scan.depth > MAX_DEPTH)
    throw new UnreadableBody(
      'TOO_DEEP',
      `The body is nested ${scan.depth} deep; ${MAX_DEPTH} is the most that is read.`,
    )
  if (scan.values > maxValues)
    throw new UnreadableBody('TOO_MANY_VALUES', `The body holds more than ${maxValues} values.`)
  const value = parse(text)
  const found = inspect(value)
  const codes: StandardIssueCode[] = []
  if (found.dropped > 0) codes.push('UNSAFE_KEYS')
  if (found.members + found.dropped < scan.members) codes.push('DUPLICATE_KEYS')
  const isDecoded = !text.includes(UNDECODED)
  if (!found.hasUnsafeInteger) return { value, codes, unsafeIds: new Set(), isDecoded }
  return { ...parseExactly(text), codes, isDecoded }
}

/** A fetched body as JSON, decoded by the charset it declares; errors as of `parseJson`, and EMPTY. */
export function parseBody(body: FetchedBody, maxValues?: number): ParsedJson {
  return parseJson(decodeBody(body), maxValues)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (text.includes(UNDECODED))
      throw new UnreadableBody('BAD_UTF8', 'The body is not text in UTF-8 or in the charset it declares.')
    if (!'{['.includes(text.trimStart()[0] ?? '')) throw notJson()
    // The engine's own message quotes the body, which may name people: only the position is passed on.
    const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined
    throw new UnreadableBody(
      'BAD_JSON',
      position === undefined ? 'The body is not valid JSON.' : `The body is not valid JSON (character ${position}).`,
    )
  }
}

function notJson(): UnreadableBody {
  return new UnreadableBody('NOT_JSON', 'The body is no JSON; perhaps a web page.')
}

interface Inspection {
  members: number
  dropped: number
  hasUnsafeInteger: boolean
}

function inspect(value: unknown): Inspection {
  const found: Inspection = { members: 0, dropped: 0, hasUnsafeInteger: false }
  visit(value, found)
  return found
}

// Recursion is bounded by the depth measured before.
function visit(value: unknown, found: Inspection): void {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) found.hasUnsafeInteger = true
  } else if (Array.isArray(value)) {
    for (const member of value) visit(member, found)
  } else if (isRawObject(value)) {
    for (const key in value) {
      if (isUnsafe(key)) {
        Reflect.deleteProperty(value, key)
        found.dropped++
        continue
      }
      found.members++
      const member = value[key]
      if (typeof member === 'object' || typeof member === 'number') visit(member, found)
    }
  }
}

// Asked of every member of every body, so without a look-up.
function isUnsafe(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype'
}

function parseExactly(text: string): Pick<ParsedJson, 'value' | 'unsafeIds'> {
  const unsafeIds = new Set<unknown>()
  const value: unknown = JSON.parse(
    text,
    function (this: unknown, key, member: unknown, context?: { source?: string }) {
      if (isUnsafe(key)) return undefined
      if (typeof member !== 'number' || !Number.isInteger(member) || Number.isSafeInteger(member)) return member
      if (key === 'id') unsafeIds.add(this)
      return context?.source ?? String(member)
    },
  )
  return { value, unsafeIds }
}
