/**
 * quality: how good a record is to find and use a service by (`orukq/2`), and whether a feed keeps the standard it names.
 * Pure functions over plain data: it must not know the catalogue, the network, the clock or GraphQL.
 */
import type { RecordIssue } from '../model/issue.ts'
import type { QualityIssue } from '../model/quality.ts'

/** One component of the score, 0 to 1, with what it was lowered by. */
export interface QualityComponent {
  readonly value: number
  readonly issues: readonly QualityIssue[]
}

/** What scoring must know besides the record. */
export interface QualityContext {
  readonly now: Date
  /** At least one of its terms maps into a scheme that feeds share. */
  readonly hasMappedTerm: boolean
  /** At least one of its declared areas is known to the gazetteer. */
  readonly hasResolvedArea: boolean
  /** What was noticed when the record was read; what was left out then can't be seen in the record. */
  readonly readingIssues: readonly RecordIssue[]
}

/** An issue of a field that is merely not there: lowers the score, and is no error. */
export function missing(code: QualityIssue['code'], path: string, message: string): QualityIssue {
  return { code, path, message, severity: 'INFO', vodim: 'MISSING' }
}
