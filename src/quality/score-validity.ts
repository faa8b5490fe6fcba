import type { RecordIssue } from '../model/issue.ts'
import type { Service } from '../model/service.ts'
import { findDefects } from './find-defects.ts'
import { PENALTIES } from './penalties.ts'
import type { Defect, FoundDefect } from './penalties.ts'
import type { QualityComponent, QualityContext } from './quality.ts'
import type { QualityIssue } from '../model/quality.ts'

/** Errors against the schema take at most this off together. */
const MOST_SCHEMA_PENALTY = 0.5

/**
 * `validity`: 1 less the penalty of each kind of defect found, each kind once, never below 0; errors against the schema count
 * each, .5 at most together. Defects are found in the record itself and in what was noticed when it was read.
 */
export function scoreValidity(service: Service, context: QualityContext): QualityComponent {
  const found = [...findDefects(service, context), ...context.readingIssues.flatMap(readDefect)]
  const schemaErrors = found.filter(({ defect }) => defect === 'SCHEMA').length
  const kinds = new Set(found.map(({ defect }) => defect).filter((defect) => defect !== 'SCHEMA'))
  const schemaPenalty = Math.min(MOST_SCHEMA_PENALTY, schemaErrors * PENALTIES.SCHEMA.penalty)
  const penalty = [...kinds].reduce((sum, defect) => sum + PENALTIES[defect].penalty, schemaPenalty)
  return { value: Math.max(0, Math.round((1 - penalty) * 100) / 100), issues: toIssues(found) }
}

/** What the reading rooms call a defect, and what it costs here; codes not in the table cost nothing. */
const READING_CODES: Readonly<Record<string, Defect>> = {
  MISSING_FIELD: 'SCHEMA',
  NOT_A_RECORD: 'SCHEMA',
  WRONG_TYPE: 'SCHEMA',
  BAD_NUMBER: 'SCHEMA',
  BAD_AGE: 'SCHEMA',
  BAD_DATE: 'SCHEMA',
  BAD_TIME: 'SCHEMA',
  BAD_RECURRENCE: 'SCHEMA',
  AMOUNT_UNREAD: 'SCHEMA',
  UNKNOWN_VALUE: 'SCHEMA',
  BAD_POSTCODE: 'POSTCODE',
  COORDINATES_ZERO: 'POINT_IMPOSSIBLE',
  COORDINATES_OUTSIDE: 'POINT_IMPOSSIBLE',
  POINT_FAR_FROM_POSTCODE: 'POINT_FAR',
  AGE_RANGE: 'AGES',
  BAD_URL: 'ADDRESS',
  URL_UNSAFE: 'ADDRESS',
  BAD_EMAIL: 'ADDRESS',
  BAD_PHONE: 'PHONE',
  PHONE_INVALID: 'PHONE',
  PLACEHOLDER: 'PLACEHOLDER',
  HTML_WITHOUT_WORDS: 'HTML_ONLY',
}

function readDefect({ code, path }: RecordIssue): readonly FoundDefect[] {
  if (code === 'UNKNOWN_VALUE' && path === 'status') return [{ defect: 'STATUS', path }]
  const defect = READING_CODES[code]
  return defect === undefined ? [] : [{ defect, path }]
}

function toIssues(found: readonly FoundDefect[]): readonly QualityIssue[] {
  const issues = found.map(({ defect, path }) => {
    const { code, message, vodim } = PENALTIES[defect]
    return { code, path, message, severity: 'WARNING' as const, vodim }
  })
  return [...new Map(issues.map((issue) => [`${issue.code} ${issue.path}`, issue])).values()]
}
