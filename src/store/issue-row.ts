import type { RecordIssue } from '../model/issue.ts'
import { maybeTextOf, textOf, type Row } from './row.ts'
import { present } from '../model/present.ts'

/** An issue of a row. */
export function issueOf(row: Row): RecordIssue {
  const sample = maybeTextOf(row, 'sample')
  // The codes and severities were written from a RecordIssue.
  return {
    code: textOf(row, 'code') as RecordIssue['code'],
    severity: textOf(row, 'severity') as RecordIssue['severity'],
    path: textOf(row, 'path'),
    message: textOf(row, 'message'),
    ...present({ sample }),
  }
}
