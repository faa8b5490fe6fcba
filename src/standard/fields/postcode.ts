import { OUTCODE_REGEX, parse } from 'postcode'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { readText } from './text.ts'

/** A postcode and how much of one it is. */
export interface ToldPostcode {
  /** `AA9A 9AA` where it is a UK postcode, an outcode in capitals, else as published. */
  readonly text: string
  readonly kind: 'FULL' | 'OUTCODE' | 'OTHER'
}

/** The postcode under `key`; one that is none is kept as published and reported, never guessed at. */
export function readPostcode(raw: RawObject, key: string, issues: IssueCollector): ToldPostcode | undefined {
  const told = readText(raw, key, issues)
  if (told === undefined) return undefined
  const parsed = parse(told)
  if (parsed.valid) return { text: parsed.postcode, kind: 'FULL' }
  if (OUTCODE_REGEX.test(told)) return { text: told.toUpperCase(), kind: 'OUTCODE' }
  issues.report('BAD_POSTCODE', key, told)
  return { text: told, kind: 'OTHER' }
}
