import type { IssueCode } from '../model/issue.ts'
import type { QualityIssue } from '../model/quality.ts'

interface Penalty {
  /** Taken off `validity`. */
  readonly penalty: number
  readonly code: IssueCode
  readonly message: string
  readonly vodim: QualityIssue['vodim']
}

/** Kinds of defect and what each takes off `validity` (docs/figures.md 4.2). */
export const PENALTIES = {
  SCHEMA: {
    penalty: 0.25,
    code: 'SCHEMA_ERROR',
    message: "Not of the type or values of the standard's schema.",
    vodim: 'INVALID',
  },
  POSTCODE: { penalty: 0.15, code: 'POSTCODE_MALFORMED', message: 'Not a UK postcode.', vodim: 'INVALID' },
  POINT_IMPOSSIBLE: {
    penalty: 0.25,
    code: 'POINT_IMPOSSIBLE',
    message: 'The point is 0,0 or outside the United Kingdom.',
    vodim: 'INVALID',
  },
  POINT_FAR: {
    penalty: 0.15,
    code: 'POINT_FAR_FROM_POSTCODE',
    message: 'The point lies more than 2 km from its postcode.',
    vodim: 'INVALID',
  },
  AGES: {
    penalty: 0.15,
    code: 'AGES_UPSIDE_DOWN',
    message: 'The minimum age is above the maximum age.',
    vodim: 'INVALID',
  },
  ADDRESS: {
    penalty: 0.1,
    code: 'ADDRESS_MALFORMED',
    message: 'Not a usable web or e-mail address.',
    vodim: 'INVALID',
  },
  PHONE: { penalty: 0.1, code: 'PHONE_UNUSABLE', message: 'Not a number one can dial.', vodim: 'INVALID' },
  ASSURED: {
    penalty: 0.1,
    code: 'ASSURED_IN_FUTURE',
    message: 'Assured in the future; no date of assurance can be believed.',
    vodim: 'INVALID',
  },
  PLACEHOLDER: {
    penalty: 0.15,
    code: 'PLACEHOLDER_VALUE',
    message: 'A stand-in where a value should be.',
    vodim: 'DEFAULT',
  },
  HTML_ONLY: {
    penalty: 0.1,
    code: 'DESCRIPTION_HTML_ONLY',
    message: 'The description has markup and no words.',
    vodim: 'OTHER',
  },
  STATUS: { penalty: 0.1, code: 'STATUS_UNKNOWN', message: "Not one of the standard's four states.", vodim: 'INVALID' },
} as const satisfies Readonly<Record<string, Penalty>>

export type Defect = keyof typeof PENALTIES

/** A defect with where it was found. */
export interface FoundDefect {
  readonly defect: Defect
  readonly path: string
}
