import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isUnstated } from '../raw-object.ts'

const NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/

/** A finite number, also where it was sent as text; undefined where none was stated. */
export function readNumber(raw: RawObject, key: string, issues: IssueCollector): number | undefined {
  const value = issues.take(raw, key)
  if (isUnstated(value)) return undefined
  const number = toNumber(value)
  if (number === undefined) issues.report('BAD_NUMBER', key, value)
  return number
}

/** The same, whole numbers only. */
export function readInteger(raw: RawObject, key: string, issues: IssueCollector): number | undefined {
  const number = readNumber(raw, key, issues)
  if (number === undefined || Number.isSafeInteger(number)) return number
  issues.report('BAD_NUMBER', key, number)
  return undefined
}

/** A finite number or numeric text as a number; undefined for everything else. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return NUMERIC.test(text) ? Number(text) : undefined
}
